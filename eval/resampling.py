"""How far is a figure to be trusted? Bootstrap intervals and paired tests, by weights on the questions.

A measure is a function of outcomes and weights (r, n), see `eval/measures.py`: resampling questions with
replacement is giving them counts, and exchanging two systems on a question is moving its weight from one to
the other. Both are therefore one call for all the resamples, whatever the measure.
"""

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20161222
Interval = tuple[float, float]


def counts(n: int, resamples: int = RESAMPLES, seed: int = SEED) -> NDArray[np.float64]:
    """Return (resamples, n) counts: how often each of n questions is drawn, n draws with replacement."""
    drawn = np.random.default_rng(seed).integers(0, max(n, 1), size=(resamples, n))
    rows = np.arange(resamples)[:, None] * n
    return np.bincount((drawn + rows).ravel(), minlength=resamples * n).reshape(resamples, n).astype(np.float64)


def exchanges(n: int, resamples: int, seed: int = SEED) -> NDArray[np.bool_]:
    """Return (resamples, n): for which questions two systems exchange their outcomes, each with chance ½."""
    return np.random.default_rng(seed).random((resamples, n)) < 0.5


def interval(values: NDArray[np.float64]) -> Interval | None:
    """Return the middle 95 % of resampled values (percentile bootstrap, Efron and Tibshirani, 1993).

    None where more than one resample in twenty leaves the measure undefined.
    """
    defined = values[~np.isnan(values)]
    if len(defined) < 0.95 * len(values) or not len(defined):
        return None
    low, high = np.quantile(defined, [0.025, 0.975])
    return float(low), float(high)


def p_value(observed: float, exchanged: NDArray[np.float64]) -> float:
    """Return the two-sided p of a difference against those of exchanged systems, never 0.

    Approximate randomisation: Noreen, 1989; for retrieval, Smucker, Allan and Carterette, CIKM 2007.
    """
    defined = exchanged[~np.isnan(exchanged)]
    as_far = int((np.abs(defined) >= abs(observed) - 1e-12).sum())
    return (as_far + 1) / (len(defined) + 1)


def holm(p_values: list[float]) -> list[float]:
    """Return p-values adjusted for there being many (Holm, 1979), in the order given."""
    order = np.argsort(p_values, kind="stable")
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - rank) * p_values[index]))
        adjusted[index] = highest
    return adjusted
