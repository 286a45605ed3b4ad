from pathlib import Path

import pytest

from corpus.errors import PresseError
from rag import Weights
from rag.calibration import FILE, Calibration, read, weights_for

HALVED = Calibration(0.5, -1.0, 0.4, "a model", "a test")


def test_log_odds_are_scaled_and_shifted_and_the_threshold_replaced() -> None:
    shipped = Weights.shipped()
    scaled = HALVED.applied(shipped)
    assert scaled.confidence == tuple(weight / 2 for weight in shipped.confidence)
    assert scaled.intercept == shipped.intercept / 2 - 1
    assert scaled.threshold == 0.4
    assert scaled.evidence == shipped.evidence
    assert "a test" in scaled.provenance


def test_an_index_keeps_its_calibration(tmp_path: Path) -> None:
    assert read(tmp_path) is None
    HALVED.save(tmp_path)
    assert read(tmp_path) == HALVED
    assert weights_for(tmp_path, "a model") == HALVED.applied(Weights.shipped())


def test_a_calibration_of_another_model_is_left_alone(tmp_path: Path) -> None:
    HALVED.save(tmp_path)
    assert weights_for(tmp_path, "another model") == Weights.shipped()


@pytest.mark.parametrize("text", ["", "[]", '{"slope": 1}', '{"slope": "x", "shift": 0, "threshold": 0}'])
def test_a_calibration_that_cannot_be_read_is_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(PresseError, match="delete it, or make it anew") as caught:
        weights_for(tmp_path, "a model")
    assert "\n" not in str(caught.value)
