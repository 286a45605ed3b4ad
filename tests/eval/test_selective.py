import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score, roc_curve

from eval import selective
from eval.selective import Bools, Floats

TRIALS = st.lists(st.tuples(st.integers(0, 10).map(lambda tenth: tenth / 10), st.booleans()), min_size=1, max_size=40)
FORMULAS = (selective.auroc, selective.answered_at(0.05), selective.aurc, selective.expected_calibration_error)


def arrays(trials: list[tuple[float, bool]]) -> tuple[Floats, Bools, Floats]:
    scores, labels = zip(*trials, strict=True)
    return np.array(scores), np.array(labels), np.ones((1, len(trials)))


def random_trials(seed: int, ties: bool) -> tuple[Floats, Bools, Floats]:
    chance = np.random.default_rng(seed)
    labels = chance.random(300) < 0.6
    scores = np.clip(chance.normal(0.5 + 0.15 * labels, 0.2), 0, 1)
    return (np.round(scores, 1) if ties else scores), labels, chance.integers(0, 4, (5, 300)).astype(float)


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_auroc_agrees_with_scikit_learn(seed: int, ties: bool) -> None:
    scores, labels, weights = random_trials(seed, ties)
    ours = selective.auroc(scores, labels, weights)
    theirs = [roc_auc_score(labels, scores, sample_weight=row) for row in weights]
    assert ours == pytest.approx(theirs, abs=5e-5)


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_answered_at_5pct_is_the_point_of_the_roc_curve(seed: int, ties: bool) -> None:
    scores, labels, weights = random_trials(seed, ties)
    ours = selective.answered_at(0.05)(scores, labels, weights)
    for value, row in zip(ours, weights, strict=True):
        false, true, _ = roc_curve(labels, scores, sample_weight=row, drop_intermediate=False)
        assert value == pytest.approx(max(true[false <= 0.05 + 1e-9]), abs=5e-5)


def test_worked_by_hand() -> None:
    scores = np.array([0.9, 0.8, 0.7, 0.6])
    right = np.array([True, False, True, True])
    one = np.ones((1, 4))
    assert selective.auroc(scores, right, one)[0] == pytest.approx(1 / 3)
    assert selective.answered_at(0.05)(scores, right, one)[0] == pytest.approx(1 / 3)
    assert selective.risk_coverage(scores, right) == [
        pytest.approx(point) for point in ((0.25, 0), (0.5, 1 / 2), (0.75, 1 / 3), (1, 1 / 4))
    ]
    assert selective.aurc(scores, right, one)[0] == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 4) / 4)
    gaps = abs(0.9 - 1) + abs(0.8 - 0) + abs(0.7 - 1) + abs(0.6 - 1)
    assert selective.expected_calibration_error(scores, right, one)[0] == pytest.approx(gaps / 4)


def test_trials_of_one_score_are_answered_together() -> None:
    scores, right = np.array([0.5, 0.5, 0.5]), np.array([True, False, False])
    assert selective.risk_coverage(scores, right) == [(1.0, pytest.approx(2 / 3))]
    assert selective.answered_at(0.05)(scores, right, np.ones((1, 3)))[0] == 0


def test_one_class_or_nothing_leaves_a_measure_undefined() -> None:
    nothing = np.zeros(0), np.zeros(0, dtype=bool), np.ones((1, 0))
    for formula in FORMULAS:
        assert np.isnan(formula(*nothing)[0])
    for label in (True, False):
        trials = np.array([0.2, 0.7]), np.array([label, label]), np.ones((1, 2))
        assert np.isnan(selective.auroc(*trials)[0])
        assert np.isnan(selective.answered_at(0.05)(*trials)[0])


@given(TRIALS, st.randoms())
def test_the_order_of_trials_does_not_matter(trials: list[tuple[float, bool]], chance: object) -> None:
    shuffled = list(trials)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random that hypothesis controls
    for formula in FORMULAS:
        assert formula(*arrays(trials)) == pytest.approx(formula(*arrays(shuffled)), nan_ok=True)


@given(TRIALS)
def test_a_trial_counted_twice_is_a_trial_of_weight_two(trials: list[tuple[float, bool]]) -> None:
    scores, labels, weights = arrays(trials)
    weights[0, 0] = 2
    for formula in FORMULAS:
        assert formula(*arrays([*trials, trials[0]])) == pytest.approx(formula(scores, labels, weights), nan_ok=True)


@given(TRIALS)
def test_every_measure_lies_between_0_and_1(trials: list[tuple[float, bool]]) -> None:
    for formula in FORMULAS:
        value = formula(*arrays(trials))[0]
        assert np.isnan(value) or -1e-12 <= value <= 1 + 1e-12
