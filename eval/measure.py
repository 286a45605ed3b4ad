"""What a measure is: a value with a key, a meaning, a source and one definition.

The definition is a function from outcomes and weights (r, n) on them to r values. Weights of one give the
figure itself; other weights its bootstrap and its paired tests (`eval/resampling.py`), so that none has a
definition of its own. A figure that no outcome lets be computed is None, never 0.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from eval import selective
from eval.records import Outcome, Trial
from eval.resampling import Interval, counts, interval

Part = tuple[float, float]
Weights = NDArray[np.float64]

_ROWS = 250  # rows of weights at a time: 15 MB for PIAF's trials


@dataclass(frozen=True, slots=True)
class Share:
    """A sum over a sum: each outcome gives a numerator and a denominator, or None where not concerned.

    With denominators of one it is the mean over questions; with counts, the share among all that is counted.
    """

    key: str
    meaning: str
    part: Callable[[Outcome], Part | None]
    source: str = "share"
    better: Literal["higher", "lower"] = "higher"

    def values(self, outcomes: Sequence[Outcome], weights: Weights) -> Weights:
        """Return one value for each row of `weights` (r, n)."""
        parts = np.array([self.part(outcome) or (0.0, 0.0) for outcome in outcomes]).reshape(-1, 2)
        above, below = (weights @ parts).T
        return selective.ratio(above, below)


@dataclass(frozen=True, slots=True)
class Confidence:
    """A measure of the stated confidence over all trials; an outcome's trials share its weight.

    `label` says of a trial whether it is a positive; a trial it cannot judge (None) leaves the whole undefined."""

    key: str
    meaning: str
    trials: Callable[[Outcome], Iterable[Trial]]
    label: Callable[[Trial], bool | None]
    formula: selective.Formula
    source: str
    better: Literal["higher", "lower"] = "higher"

    def values(self, outcomes: Sequence[Outcome], weights: Weights) -> Weights:
        """Return one value for each row of `weights` (r, n)."""
        owned = [(owner, trial) for owner, outcome in enumerate(outcomes) for trial in self.trials(outcome)]
        labels = [self.label(trial) for _, trial in owned]
        known = [label for label in labels if label is not None]
        if len(known) < len(labels) or not known:
            return np.full(len(weights), np.nan)
        scores = np.array([trial.confidence for _, trial in owned])
        owners = np.array([owner for owner, _ in owned])
        labels_known = np.array(known)
        blocks = (weights[row : row + _ROWS][:, owners] for row in range(0, len(weights), _ROWS))
        return np.concatenate([self.formula(scores, labels_known, block) for block in blocks])


Measure = Share | Confidence


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure gave: None where it could not be computed; `questions` is how many it rests on."""

    value: float | None
    interval: Interval | None
    questions: int


def figure(measure: Measure, outcomes: Sequence[Outcome], weights: Weights | None = None) -> Figure:
    """Return a measure's value with its 95 % interval; `weights` may pass `counts(len(outcomes))` once for many."""
    if not outcomes:
        return Figure(None, None, 0)
    each = value_of(measure, outcomes)
    if each is None:
        return Figure(None, None, 0)
    resampled = measure.values(outcomes, counts(len(outcomes)) if weights is None else weights)
    return Figure(each, interval(resampled), concerned(measure, outcomes))


def value_of(measure: Measure, outcomes: Sequence[Outcome]) -> float | None:
    """Return a measure's value, None where it could not be computed."""
    value = measure.values(outcomes, np.ones((1, len(outcomes))))[0]
    return None if np.isnan(value) else float(value)


def concerned(measure: Measure, outcomes: Sequence[Outcome]) -> int:
    """Return how many outcomes a measure rests on."""
    if isinstance(measure, Share):
        return sum(part is not None and part[1] > 0 for part in map(measure.part, outcomes))
    return sum(any(True for _ in measure.trials(outcome)) for outcome in outcomes)
