import math
import random

import pytest
from outcomes import SERVED, UNANSWERABLE, decided

from corpus.errors import UsageError
from eval.calibrating import LEAST, calibrate
from eval.records import Outcome


def overconfident(seed: int) -> list[Outcome]:
    """Outcomes that state 95 % where they are right half of the time, and 60 % where there is no answer."""
    chance = random.Random(seed)
    right = [decided(SERVED, chance.uniform(0.93, 0.97), False, chance.random() < 0.5) for _ in range(200)]
    return right + [decided(UNANSWERABLE, chance.uniform(0.55, 0.65), False) for _ in range(200)]


def test_confidence_becomes_the_share_of_right_answers() -> None:
    fitted = calibrate(overconfident(1), "a model", "a test")
    for stated, share in ((0.95, 0.5), (0.6, 0.0)):
        odds = fitted.slope * _odds(stated) + fitted.shift
        assert 1 / (1 + math.exp(-odds)) == pytest.approx(share, abs=0.08)


def test_the_threshold_parts_answerable_from_unanswerable() -> None:
    fitted = calibrate(overconfident(2), "a model", "a test")
    low, high = (1 / (1 + math.exp(-fitted.slope * _odds(p) - fitted.shift)) for p in (0.65, 0.94))
    assert low < fitted.threshold + 1e-3
    assert fitted.threshold <= high + 1e-3


@pytest.mark.parametrize("outcomes", [[SERVED] * LEAST, [UNANSWERABLE] * LEAST, []])
def test_too_few_questions_of_a_kind_are_refused(outcomes: list[Outcome]) -> None:
    with pytest.raises(UsageError, match="--calibrate needs at least 20 questions"):
        calibrate(outcomes, "a model", "a test")


def _odds(p: float) -> float:
    return math.log(p / (1 - p))
