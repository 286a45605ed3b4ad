"""An adapter merged into the weights does what the adapted layers did; a file that is not sound gives one line."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_model import tiny_weights

from corpus.errors import ModelError
from eval.lora import adapt, learned
from index import adapter, bundled, load_encoder
from index.adapter import Adapter, LowRank

IDS = torch.tensor([[0, 5, 6, 7, 2], [0, 9, 8, 2, 1]])


def _states(bert: torch.nn.Module) -> torch.Tensor:
    with torch.no_grad():
        return bert(input_ids=IDS, attention_mask=(IDS != 1).long()).last_hidden_state  # type: ignore[no-any-return]


def _drawn() -> dict[str, LowRank]:
    layers = adapt(bundled.build_bert(tiny_weights()), rank=3, scale=1.0, seed=1)
    chance = np.random.default_rng(3)
    for layer in layers.values():
        layer.up.data = torch.from_numpy(chance.standard_normal(layer.up.shape).astype(np.float32))
    return learned(layers)


def _written(folder: Path, layers: dict[str, LowRank], scale: float = 2.0) -> Path:
    path = folder / "a.safetensors"
    path.write_bytes(adapter.packed(layers, scale))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    adapter.card_of(path).write_text(json.dumps({"sha256": sha256}))
    return path


def test_merged_equals_side_by_side() -> None:
    beside = bundled.build_bert(tiny_weights())
    layers = adapt(beside, rank=3, scale=1.5, seed=1)
    for number, layer in enumerate(layers.values()):
        layer.up.data = torch.randn(layer.up.shape, generator=torch.Generator().manual_seed(number)) * 0.3
    merged = bundled.build_bert(tiny_weights(), Adapter(learned(layers), 1.5, "0" * 64))
    plain = bundled.build_bert(tiny_weights())
    torch.testing.assert_close(_states(merged), _states(beside), atol=1e-5, rtol=1e-4)
    assert (_states(merged) - _states(plain)).abs().max() > 0.1


def test_before_training_nothing_is_changed() -> None:
    adapted, plain = bundled.build_bert(tiny_weights()), bundled.build_bert(tiny_weights())
    adapt(adapted, rank=3, scale=1.5, seed=1)
    assert torch.equal(_states(adapted), _states(plain))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    layers = _drawn()
    found = adapter.read(_written(tmp_path, layers))
    assert found.scale == 2.0
    assert found.layers.keys() == layers.keys()
    for name, pair in layers.items():
        np.testing.assert_allclose(found.layers[name].up, pair.up, rtol=1e-3)
        np.testing.assert_allclose(found.layers[name].down, pair.down, rtol=1e-3, atol=1e-6)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _card_gone(path: Path) -> None:
    adapter.card_of(path).unlink()


def _card_empty(path: Path) -> None:
    adapter.card_of(path).write_text("{}")


def _no_adapter(path: Path) -> None:
    path.write_bytes(b"hello")
    adapter.card_of(path).write_text(json.dumps({"sha256": hashlib.sha256(b"hello").hexdigest()}))


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (Path.unlink, "cannot read the adapter"),
        (_cut, "is not the one its card tells of"),
        (_card_gone, "cannot read the adapter's card"),
        (_card_empty, "states no SHA-256"),
        (_no_adapter, "is no adapter"),
    ],
)
def test_a_damaged_adapter_is_one_clear_line(tmp_path: Path, damage: object, says: str) -> None:
    path = _written(tmp_path, _drawn())
    damage(path)  # type: ignore[operator]
    with pytest.raises(ModelError, match=says) as raised:
        load_encoder(str(path), "torch", tmp_path / "model")
    assert "\n" not in str(raised.value)
    assert str(path.with_suffix("")) in str(raised.value)


def test_an_adapter_of_another_model_is_one_clear_line() -> None:
    nothing = LowRank(np.zeros((1, 2), np.float32), np.zeros((2, 1), np.float32))
    other = Adapter({"encoder.layer.9.output.dense": nothing}, 1.0, "0" * 64)
    with pytest.raises(ModelError, match=r"does not fit the offline model at encoder\.layer\.9"):
        bundled.build_bert(tiny_weights(), other)


def test_the_name_of_the_vectors_tells_the_adapter(tmp_path: Path) -> None:
    path = _written(tmp_path, _drawn())
    shipped, plain, other = (
        load_encoder(model, "onnx", tmp_path / "model").card.model
        for model in (None, "multilingual-e5-small", str(path))
    )
    assert plain == "multilingual-e5-small int8"
    assert shipped == f"multilingual-e5-small+{adapter.read(adapter.SHIPPED).name} int8"
    assert len({shipped, plain, other}) == 3


def test_the_shipped_adapter_is_small_and_has_its_card() -> None:
    found = adapter.read(adapter.SHIPPED)
    assert len(found.layers) == 12 * 6
    assert adapter.SHIPPED.stat().st_size < 3_000_000
