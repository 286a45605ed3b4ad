"""The prepared model is kept for one adapter, and made anew for another."""

from pathlib import Path

import pytest

from index import onnx_model
from index.adapter import Adapter

OURS, OTHER = (Adapter({}, 1.0, digit * 64) for digit in "12")


@pytest.fixture(autouse=True)
def no_export(monkeypatch: pytest.MonkeyPatch) -> None:
    def export(folder: Path, adapter: Adapter | None) -> None:
        for name in ("encoder.onnx", "tokenizer.json"):
            (folder / name).write_text(f"{name} {adapter.name if adapter else 'plain'}")

    monkeypatch.setattr(onnx_model, "_export", export)


def test_a_model_prepared_plain_is_not_taken_for_an_adapted_one(tmp_path: Path) -> None:
    cache = tmp_path / "model"
    onnx_model.prepare(cache, None)
    assert onnx_model.is_prepared(cache, None)
    assert not onnx_model.is_prepared(cache, OURS)
    onnx_model.prepare(cache, OURS)
    assert [onnx_model.is_prepared(cache, adapter) for adapter in (OURS, OTHER, None)] == [True, False, False]
    assert (cache / "encoder.onnx").read_text() == f"encoder.onnx {OURS.name}"


def test_a_damaged_file_is_seen(tmp_path: Path) -> None:
    cache = tmp_path / "model"
    onnx_model.prepare(cache, OURS)
    (cache / "encoder.onnx").write_text("cut")
    assert not onnx_model.is_prepared(cache, OURS)
