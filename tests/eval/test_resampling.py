import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.resampling import counts, exchanges, holm, interval, p_value


def test_every_resample_draws_as_many_as_there_are() -> None:
    drawn = counts(37, resamples=50)
    assert drawn.shape == (50, 37)
    assert (drawn.sum(axis=1) == 37).all()
    assert (counts(37, resamples=50) == drawn).all(), "seeded"


def test_the_interval_of_a_mean_is_near_the_normal_one() -> None:
    values = np.random.default_rng(1).random(400) < 0.7
    bounds = interval(counts(400) @ values / 400)
    assert bounds is not None
    error = 1.96 * np.sqrt(values.mean() * (1 - values.mean()) / 400)
    assert bounds == pytest.approx((values.mean() - error, values.mean() + error), abs=0.01)


def test_mostly_undefined_resamples_give_no_interval() -> None:
    assert interval(np.array([np.nan] * 10 + [1.0] * 90)) is None
    assert interval(np.zeros(0)) is None
    assert interval(np.array([0.5] * 99 + [np.nan])) == (0.5, 0.5)


def test_p_of_a_difference_no_exchange_reaches_is_small_but_never_0() -> None:
    assert p_value(0.5, np.zeros(99)) == pytest.approx(0.01)
    assert p_value(0.0, np.linspace(-1, 1, 99)) == 1


def test_about_half_the_questions_are_exchanged() -> None:
    assert exchanges(1000, 20).mean() == pytest.approx(0.5, abs=0.02)


def test_holm_worked_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_never_lowers_a_p_and_keeps_their_order(ps: list[float]) -> None:
    adjusted = holm(ps)
    assert all(p <= q <= 1 for p, q in zip(ps, adjusted, strict=True))
    assert [adjusted[i] for i in np.argsort(ps, kind="stable")] == sorted(adjusted)
