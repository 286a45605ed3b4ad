"""Measures of one ranking, as `ir_measures` defines them; higher is better, 0 to 1.

A ranking without anything relevant counts as a miss: 0, never an error and never left out.
"""

import math

from eval.records import Ranked


def hit(ranked: Ranked, k: int) -> float:
    """Return 1 where something relevant is among the first k (ir_measures: Success@k)."""
    return float(any(gain > 0 for gain in ranked.gains[:k]))


def recall(ranked: Ranked, k: int) -> float:
    """Return the share of all that is relevant that is among the first k (ir_measures: R@k)."""
    found = sum(gain > 0 for gain in ranked.gains[:k])
    return found / len(ranked.relevant) if ranked.relevant else 0.0


def reciprocal_rank(ranked: Ranked, k: int) -> float:
    """Return 1 / rank of the first relevant item, 0 beyond k (Voorhees, TREC-8 1999; ir_measures: RR@k)."""
    return next((1 / rank for rank, gain in enumerate(ranked.gains[:k], 1) if gain > 0), 0.0)


def ndcg(ranked: Ranked, k: int) -> float:
    """Return the discounted gain over that of the best order (Järvelin and Kekäläinen, 2002).

    Gains are linear and the discount is log2(rank + 1), as in trec_eval and ir_measures: nDCG@k.
    """
    best = _discounted(ranked.relevant[:k])
    return _discounted(ranked.gains[:k]) / best if best else 0.0


def _discounted(gains: tuple[float, ...]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
