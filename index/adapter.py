"""What training adds to the offline model: two thin matrices for each of its linear layers, in one small file.

A layer's weight W (out, in) becomes W + scale · up @ down, with up (out, rank) and down (rank, in): Hu et al.,
*LoRA: Low-Rank Adaptation of Large Language Models* (2021). `index.bundled` adds them, so that the model costs what
it did. Beside the file lies its card, a JSON file that states its SHA-256 and what it was learned from. A file may
hold other tensors too, by their names: a layer that the model had not.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from corpus.errors import ModelError

SUFFIX = ".safetensors"
SHIPPED = Path(__file__).with_name(f"adapter{SUFFIX}")
_OURS = (SHIPPED.parent, SHIPPED.parents[1] / "rag")  # where files lie that come with presse
_DOWN, _UP = ".down", ".up"
_SHORT = 8  # hexadecimal digits of a hash that are enough to tell adapters apart

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LowRank:
    """The two matrices of one layer: `down` (rank, in) and `up` (out, rank)."""

    down: Matrix
    up: Matrix


@dataclass(frozen=True, slots=True)
class Adapter:
    """What is added to the layers, by their names in `BertModel`, and other tensors.

    `sha256` is that of the file it was read from.
    """

    layers: Mapping[str, LowRank]
    scale: float
    sha256: str
    others: Mapping[str, Matrix] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """A name that no other adapter has."""
        return f"presse-{self.sha256[:_SHORT]}"


def card_of(path: Path) -> Path:
    """Return where the card of an adapter lies."""
    return path.with_suffix(".json")


def packed(layers: Mapping[str, LowRank], scale: float, others: Mapping[str, Matrix] | None = None) -> bytes:
    """Return the file of an adapter, all in half precision."""
    tensors = {name + _DOWN: pair.down.astype(np.float16) for name, pair in layers.items()}
    tensors |= {name + _UP: pair.up.astype(np.float16) for name, pair in layers.items()}
    tensors |= {name: tensor.astype(np.float16) for name, tensor in (others or {}).items()}
    return save({name: tensors[name] for name in sorted(tensors)}, {"scale": repr(scale)})


def read(path: Path) -> Adapter:
    """Read an adapter; raises ModelError where there is none, it is damaged, or it is not the one of its card."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"cannot read the adapter {path}: {error.strerror or error}; {_mend(path)}") from error
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 != (stated := _stated_sha256(path)):
        hashes = f"SHA-256 {sha256[:_SHORT]}…, not {stated[:_SHORT]}…"
        raise ModelError(f"the adapter {path} is not the one its card tells of ({hashes}); {_mend(path)}")
    try:
        tensors, scale = load(data), _scale(data)
        names = [name.removesuffix(_DOWN) for name in tensors if name.endswith(_DOWN)]
        layers = {name: LowRank(_wide(tensors[name + _DOWN]), _wide(tensors[name + _UP])) for name in names}
        others = {name: _wide(tensor) for name, tensor in tensors.items() if not name.endswith((_DOWN, _UP))}
    except (SafetensorError, KeyError, ValueError) as error:
        raise ModelError(f"the file {path} is no adapter ({error}); {_mend(path)}") from error
    return Adapter(layers, scale, sha256, others)


def _wide(matrix: NDArray[np.float16]) -> Matrix:
    return matrix.astype(np.float32)


def _stated_sha256(path: Path) -> str:
    card = card_of(path)
    try:
        return str(json.loads(card.read_text("utf-8"))["sha256"])
    except OSError as error:
        raise ModelError(f"cannot read the adapter's card {card}: {error.strerror or error}; {_mend(path)}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the adapter's card {card} states no SHA-256; {_mend(path)}") from error


def _scale(data: bytes) -> float:
    """Return the scale, which stands in the file's head: its length in 8 bytes, then so many bytes of JSON."""
    head = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return float(head["__metadata__"]["scale"])


def _mend(path: Path) -> str:
    shipped = path.parent in _OURS
    return "restore both files from the repository" if shipped else "learn it anew with: presse train"
