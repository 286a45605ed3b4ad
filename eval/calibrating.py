"""From a measured run to a calibration: confidence as the share of right answers, and the score to answer from."""

from collections.abc import Sequence

import numpy as np

from corpus.errors import UsageError
from eval.fitting import logistic, threshold
from eval.records import Outcome
from rag.calibration import Calibration

LEAST = 20
"""Questions of either kind, answerable and not, below which nothing is fitted."""
_EDGE = 1e-6  # confidence is kept this far from 0 and 1, where log odds have no end


def calibrate(outcomes: Sequence[Outcome], model: str, provenance: str) -> Calibration:
    """Fit confidence to the outcomes of a run with the shipped weights.

    The slope and shift make the stated confidence the share of first quotations that answer; the threshold parts
    answerable from unanswerable questions best. Raises UsageError where there are too few of either kind.
    """
    trials = [trial for outcome in outcomes for trial in outcome.trials if trial.correct is not None]
    answerable = np.array([not trial.should_abstain for trial in trials], dtype=bool)
    for count, kind in ((answerable.sum(), "an"), ((~answerable).sum(), "no")):
        if count < LEAST:
            raise UsageError(
                f"--calibrate needs at least {LEAST} questions with {kind} answer, the set has {count}: add some"
            )
    stated = np.clip([trial.confidence for trial in trials], _EDGE, 1 - _EDGE)
    odds = np.log(stated / (1 - stated))
    mass = np.full(len(trials), 1 / len(trials))
    correct = np.array([bool(trial.correct) for trial in trials])
    slope, shift = logistic(odds[:, None], correct, mass, [(1e-3, None)])
    scaled = 1 / (1 + np.exp(-(slope * odds + shift)))
    return Calibration(
        round(float(slope), 4),
        round(float(shift), 4),
        round(threshold(scaled, answerable, mass), 3),
        model,
        provenance,
    )
