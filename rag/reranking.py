"""Optional: a cross-encoder reads the question beside each passage found, and puts the passages in a better order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from corpus.errors import ModelError
from index import Hit, Searcher

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

READ = 20
"""Passages that are read again, each by a run of the model."""


class Reranker(Protocol):
    """Says how well each of some texts answers a question."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return one score for each text, in any range, higher is better."""
        ...


class CrossEncoderReranker:
    """Any sentence-transformers CrossEncoder with one output."""

    def __init__(self, model: "CrossEncoder") -> None:
        self._model = model

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return one score for each text, in the model's own range, higher is better."""
        pairs = [(question, text) for text in texts]
        return [float(score) for score in self._model.predict(pairs, show_progress_bar=False)]


def rerank(question: str, hits: Sequence[Hit], reranker: Reranker, searcher: Searcher) -> list[Hit]:
    """Return the hits in the order of the re-ranker, best first.

    The fused scores are dealt out anew in that order, the highest to the first: what is weighed and shown further on
    keeps the range it was learned for, and higher stays better.
    """
    if not hits:
        return []
    judged = np.asarray(reranker.scores(question, [searcher.text_of(hit.passage) for hit in hits]))
    order = np.argsort(-judged, kind="stable")
    dealt = sorted((hit.score for hit in hits), reverse=True)
    return [replace(hits[place], score=score) for place, score in zip(order, dealt, strict=True)]


def load_reranker(name: str) -> Reranker:
    """Load a CrossEncoder by its name or folder; raises ModelError with what to do."""
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(name)
        shape = np.shape(model.predict([("une question", "un texte")], show_progress_bar=False))
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(
            f"cannot load the re-ranker {name!r} ({reason}); set PRESSE_RERANKER to the name or the folder of a "
            "sentence-transformers CrossEncoder, or unset it"
        ) from error
    if shape != (1,):
        raise ModelError(
            f"the re-ranker {name!r} gives several scores a passage; PRESSE_RERANKER needs one that gives one"
        )
    return CrossEncoderReranker(model)
