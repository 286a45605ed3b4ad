"""Stand-ins for what is heavy: small, deterministic, no model."""

import zlib
from collections.abc import Sequence

import numpy as np

from index import EncoderCard, french
from index.encoder import Embeddings


class HashingEncoder:
    """A bag of words: each term adds a direction of its own, so that texts that share words have a cosine above 0."""

    def __init__(self, dimension: int = 64, model: str = "hashing") -> None:
        self.card = EncoderCard(model, dimension, "query: ", "passage: ")
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        self.encoded.extend(texts)
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Embeddings:
        rows = np.zeros((len(texts), self.card.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term in french.terms(text) or [text]:
                row += np.random.default_rng(zlib.crc32(term.encode())).standard_normal(len(row), dtype=np.float32)
            row /= np.linalg.norm(row)
        return rows
