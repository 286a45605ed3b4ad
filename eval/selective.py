"""Measures of confidence: can it tell when to answer and when to abstain?

Every function takes trials as three things: `scores` (n,), `labels` (n,) and `weights` (r, n), and returns r
values, one for each row of weights, NaN where a row leaves the measure undefined. A row of ones gives the
measure itself; rows of resampled counts give its bootstrap, by the same definition.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Formula = Callable[[Floats, Bools, Floats], Floats]


def auroc(scores: Floats, labels: Bools, weights: Floats) -> Floats:
    """Return the probability that a positive scores above a negative, ties counting one half.

    Hanley and McNeil, Radiology 1982; equals scikit-learn's `roc_auc_score`.
    """
    positive, negative = _by_score(scores, labels, weights)
    below = np.cumsum(negative, axis=1) - negative
    pairs = (positive * (below + negative / 2)).sum(axis=1)
    return ratio(pairs, positive.sum(axis=1) * negative.sum(axis=1))


def answered_at(false_share: float) -> Formula:
    """Return the measure: share of positives answered where at most `false_share` of negatives are.

    The threshold is the lowest at which the negatives answered stay within the share; that is the true
    positive rate of the ROC curve at a false positive rate of at most `false_share`.
    """

    def formula(scores: Floats, labels: Bools, weights: Floats) -> Floats:
        positive, negative = (part[:, ::-1] for part in _by_score(scores, labels, weights))
        within = np.cumsum(negative, axis=1) <= false_share * negative.sum(axis=1, keepdims=True) + 1e-9
        answered = np.where(within, np.cumsum(positive, axis=1), 0.0).max(axis=1, initial=0.0)
        defined = negative.sum(axis=1) > 0
        return np.where(defined, ratio(answered, positive.sum(axis=1)), np.nan)

    return formula


def aurc(scores: Floats, correct: Bools, weights: Floats) -> Floats:
    """Return the area under the risk–coverage curve; lower is better.

    The mean, over all coverages, of the share of wrong answers among the most confident ones answered
    (Geifman and El-Yaniv, NeurIPS 2017). Trials of one score are answered together.
    """
    right, wrong = (part[:, ::-1] for part in _by_score(scores, correct, weights))
    answered, errors = np.cumsum(right + wrong, axis=1), np.cumsum(wrong, axis=1)
    risk = np.divide(errors, answered, out=np.zeros_like(errors), where=answered > 0)
    return ratio(((right + wrong) * risk).sum(axis=1), (right + wrong).sum(axis=1))


def expected_calibration_error(scores: Floats, correct: Bools, weights: Floats, bins: int = 10) -> Floats:
    """Return the mean distance between the confidence stated and the share of right answers; lower is better.

    Over equal bins of confidence, weighted by their trials (Naeini et al., AAAI 2015; Guo et al., ICML 2017).
    """
    place = np.minimum((scores * bins).astype(int), bins - 1)
    gap = (weights * (scores - correct)) @ np.eye(bins)[place]
    return ratio(np.abs(gap).sum(axis=1), weights.sum(axis=1))


def risk_coverage(scores: Floats, correct: Bools) -> list[tuple[float, float]]:
    """Return the curve as (coverage, risk), from the most confident trial to all of them."""
    right, wrong = (part[0, ::-1] for part in _by_score(scores, correct, np.ones((1, len(scores)))))
    answered = np.cumsum(right + wrong)
    pairs = zip(answered / max(len(scores), 1), np.cumsum(wrong) / answered, strict=True)
    return [(float(coverage), float(risk)) for coverage, risk in pairs]


def _by_score(scores: Floats, labels: Bools, weights: Floats) -> tuple[Floats, Floats]:
    """Return the weight of positives and of negatives at each distinct score, ascending: two (r, g) arrays."""
    if not len(scores):
        return np.zeros((len(weights), 0)), np.zeros((len(weights), 0))
    order = np.argsort(scores, kind="stable")
    starts = np.flatnonzero(np.diff(scores[order], prepend=-np.inf) > 0)
    ordered, positive = weights[:, order], labels[order]
    return (
        np.add.reduceat(ordered * positive, starts, axis=1),
        np.add.reduceat(ordered * ~positive, starts, axis=1),
    )


def ratio(numerator: Floats, denominator: Floats) -> Floats:
    """Divide, NaN where there is nothing to divide by."""
    return np.divide(numerator, denominator, out=np.full_like(numerator, np.nan), where=denominator > 0)
