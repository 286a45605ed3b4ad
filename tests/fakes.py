"""Stand-ins for what is heavy: small, deterministic, no model."""

import zlib
from collections.abc import Sequence

import numpy as np

from corpus import Span
from index import EncoderCard, french
from index.encoder import Embeddings
from rag.reader import Reading, Text


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


class WordReader:
    """Finds the answer in the first of some words that a sentence holds; sure of it by 5, of there being none by 5."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.asked: list[tuple[str, Text]] = []

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        self.asked.extend((question, text) for text in texts)
        return [self._read(text.sentence) for text in texts]

    def _read(self, sentence: str) -> Reading:
        word = next((word for word in self.words if word in sentence), None)
        if word is None:
            return Reading(-5.0, Span(0, len(sentence)))
        start = sentence.index(word)
        return Reading(5.0, Span(start, start + len(word)))
