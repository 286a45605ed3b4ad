"""A prepared network is kept for what it was made of, and made anew for anything else."""

from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_model import tiny_weights

from corpus.errors import ModelError
from index import bundled, onnx_model, prepared
from index.adapter import Adapter

OURS, OTHER = (Adapter({}, 1.0, digit * 64) for digit in "12")


@pytest.fixture
def no_export(monkeypatch: pytest.MonkeyPatch) -> None:
    def export(folder: Path, recipe: prepared.Recipe) -> None:
        for name in (recipe.file, "tokenizer.json"):
            (folder / name).write_text(f"{name} {recipe.identity['adapter_sha256']}")

    monkeypatch.setattr(prepared, "_export", export)


@pytest.mark.usefixtures("no_export")
def test_a_model_prepared_plain_is_not_taken_for_an_adapted_one(tmp_path: Path) -> None:
    cache = tmp_path / "model"
    plain, ours, other = map(onnx_model.recipe_of, (None, OURS, OTHER))
    prepared.prepare(cache, plain)
    assert prepared.is_prepared(cache, plain)
    assert not prepared.is_prepared(cache, ours)
    prepared.prepare(cache, ours)
    assert [prepared.is_prepared(cache, recipe) for recipe in (ours, other, plain)] == [True, False, False]
    assert (cache / "encoder.onnx").read_text() == f"encoder.onnx {OURS.sha256}"


@pytest.mark.usefixtures("no_export")
def test_a_damaged_file_is_seen(tmp_path: Path) -> None:
    cache, recipe = tmp_path / "model", onnx_model.recipe_of(OURS)
    prepared.prepare(cache, recipe)
    (cache / "encoder.onnx").write_text("cut")
    assert not prepared.is_prepared(cache, recipe)


@pytest.mark.usefixtures("no_export")
def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="cannot prepare the offline model"):
        prepared.prepare(tmp_path / "file" / "model", onnx_model.recipe_of(None))


def test_a_text_gives_the_same_alone_and_among_others(tmp_path: Path) -> None:
    stored = tiny_weights()

    def build(tokenizer: Path) -> torch.nn.Module:
        bundled.build_tokenizer(stored).save(str(tokenizer))
        return bundled.BertTokens(bundled.build_bert(stored))

    network, tokenizer = prepared.opened(tmp_path / "model", prepared.Recipe("tiny.onnx", "out", {"of": "tiny"}, build))
    texts = [np.array(ids) for ids in ([0, 5, 6, 2], [0, 9, 2], [0, 7, 8, 9, 10, 2])]
    together = network.run(texts)
    assert tokenizer.exists()
    assert [len(rows) for rows in together] == [4, 3, 6]
    for ids, rows in zip(texts, together, strict=True):
        assert np.array_equal(network.run([ids])[0], rows)
