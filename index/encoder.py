"""Text → unit vectors. The storeys above see only the `Encoder` protocol; sentence-transformers does the work."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from index import adapter, weights

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Embeddings = NDArray[np.float32]
"""(n, dim) float32, rows of length 1, so that a dot product is a cosine in [-1, 1]."""

Backend = Literal["onnx", "torch"]

_BATCH = 32


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """What must be equal for two sets of vectors to be comparable; kept in the manifest of every index."""

    model: str
    dimension: int
    query_prompt: str
    passage_prompt: str


class Encoder(Protocol):
    """Turns questions and passages into vectors of one space."""

    @property
    def card(self) -> EncoderCard:
        """What identifies the vectors."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """Return one unit row for each question, (len(texts), dim)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """Return one unit row for each passage or sentence, (len(texts), dim)."""
        ...


class SentenceTransformerEncoder:
    """A SentenceTransformer with its two prompts, which are given explicitly at every call."""

    def __init__(self, model: "SentenceTransformer", card: EncoderCard) -> None:
        self._model = model
        self._card = card

    @property
    def card(self) -> EncoderCard:
        """What identifies the vectors."""
        return self._card

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """Return one unit row for each question, (len(texts), dim)."""
        return self._encode(texts, self._card.query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """Return one unit row for each passage or sentence, (len(texts), dim)."""
        return self._encode(texts, self._card.passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Embeddings:
        if not texts:
            return np.zeros((0, self._card.dimension), dtype=np.float32)
        rows = self._model.encode(
            list(texts),
            prompt=prompt,
            batch_size=_BATCH,
            show_progress_bar=False,
            normalize_embeddings=True,
            convert_to_numpy=True,
        )
        exact: Embeddings = np.ascontiguousarray(rows, dtype=np.float32)
        exact /= np.maximum(np.linalg.norm(exact, axis=1, keepdims=True), 1e-12)  # a model may normalise in bf16
        return exact


class LazyEncoder:
    """An encoder known by its card, loaded when it is first given a text; safe to share between threads."""

    def __init__(self, card: EncoderCard, load: Callable[[], Encoder]) -> None:
        self._card = card
        self._load = load
        self._lock = Lock()
        self._loaded: Encoder | None = None

    @property
    def card(self) -> EncoderCard:
        """What identifies the vectors."""
        return self._card

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """Return one unit row for each question, (len(texts), dim)."""
        return self._ready().encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """Return one unit row for each passage or sentence, (len(texts), dim)."""
        return self._ready().encode_passages(texts)

    def _ready(self) -> Encoder:
        with self._lock:
            self._loaded = self._loaded or self._load()
            return self._loaded


def load_encoder(model: str | None, backend: Backend, cache: Path) -> Encoder:
    """Return the encoder of choice; raises ModelError with what to do, now or when it is first given a text.

    `model` is None for the offline model with the adapter that comes with presse, its own name for the offline model as
    it was before, or the file of another adapter. It runs on ONNX Runtime in int8 (prepared once in the folder `cache`,
    or beside it) or on PyTorch in fp32, and is loaded when it is first given a text. Else `model` is the name or path
    of any sentence-transformers model, which runs as it is: on a GPU where there is one, else in bf16 where the
    processor computes in that.
    """
    if model is None:
        return _offline(backend, cache, adapter.read(adapter.SHIPPED))
    if model == weights.NAME:
        return _offline(backend, cache.with_name(f"{cache.name}-plain"), None)
    if model.endswith(adapter.SUFFIX):
        other = adapter.read(Path(model))
        return _offline(backend, cache.with_name(f"{cache.name}-{other.name}"), other)
    return _load_named(model)


def _offline(backend: Backend, cache: Path, added: adapter.Adapter | None) -> Encoder:
    name = f"{weights.NAME}+{added.name}" if added else weights.NAME
    precision = "int8" if backend == "onnx" else "fp32"
    card = EncoderCard(f"{name} {precision}", weights.DIMENSION, weights.QUERY_PROMPT, weights.PASSAGE_PROMPT)
    return LazyEncoder(card, lambda: _load_offline(backend, cache, added, card))


def _load_offline(backend: Backend, cache: Path, added: adapter.Adapter | None, card: EncoderCard) -> Encoder:
    from index import bundled, onnx_model

    return SentenceTransformerEncoder(onnx_model.load(cache, added) if backend == "onnx" else bundled.load(added), card)


def _load_named(name: str) -> Encoder:
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, model_kwargs={"dtype": _precision()})
    except (OSError, ValueError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(
            f"cannot load the sentence-transformers model {name!r} ({reason}); give the name or the folder of one, "
            "or unset PRESSE_MODEL for the offline model"
        ) from error
    query, passage = prompts_of(name, model.prompts)
    return SentenceTransformerEncoder(model, EncoderCard(name, model.get_embedding_dimension() or 0, query, passage))


def _precision() -> "torch.dtype | str":
    """Return bf16 where the processor computes in it and there is no GPU, else what the model is stored in."""
    import torch

    gpu = torch.cuda.is_available() or torch.backends.mps.is_available()
    return torch.bfloat16 if native_bf16() and not gpu else "auto"


def native_bf16() -> bool:
    """Say whether the processor computes in bf16; where PyTorch does not tell, it is taken not to."""
    import torch

    tells = (getattr(torch.cpu, name, None) for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"))
    return any(tell() for tell in tells if tell is not None)


def prompts_of(name: str, stored: Mapping[str, str | None]) -> tuple[str, str]:
    """Return the query and the passage prompt of a model: its own where it stores any, else those its family needs.

    Models of the E5 family were trained with `query: ` and `passage: ` but often store no prompts.
    """
    query = stored.get("query") or ""
    passage = stored.get("document") or stored.get("passage") or ""
    if not query and not passage and "e5" in Path(name).name.lower():
        return "query: ", "passage: "
    return query, passage
