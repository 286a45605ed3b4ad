"""Words: BM25 over the terms of `index.french`, its weights computed when the index is built.

Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), with the IDF of Lucene,
ln(1 + (N - df + 0.5) / (df + 0.5)), which is never negative.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import french

K1 = 0.9
B = 0.4
"""Saturation and length normalisation: PIAF v1.0 alone, .764 MRR@10 with these, see DESIGN's measurements."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """Postings by term: `documents[starts[t]:starts[t + 1]]` are the documents of term t, `weights` their BM25 weights.

    Documents count from 0 in the order given to `build`. Scores are sums of weights, 0 or more, higher is better.
    """

    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    weights: Scores
    size: int

    @classmethod
    def build(cls, texts: Sequence[str], k1: float = K1, b: float = B) -> "LexicalIndex":
        """Index some texts."""
        counts = [Counter(french.terms(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
        mean = float(lengths.mean()) if len(texts) and lengths.any() else 1.0
        vocabulary = {term: number for number, term in enumerate(sorted({term for count in counts for term in count}))}
        postings = sorted(
            (vocabulary[term], document, frequency)
            for document, count in enumerate(counts)
            for term, frequency in count.items()
        )
        term, document, frequency = np.array(postings, dtype=np.int64).reshape(-1, 3).T
        df = np.bincount(term, minlength=len(vocabulary))
        norm = k1 * (1 - b + b * lengths[document] / mean)
        weights = _idf(len(texts), df)[term] * frequency * (k1 + 1) / (frequency + norm)
        return cls(
            vocabulary,
            np.concatenate([[0], np.cumsum(df)]).astype(np.int64),
            document.astype(np.int32),
            weights.astype(np.float32),
            len(texts),
        )

    def scores(self, terms: Sequence[str]) -> Scores:
        """Return the BM25 score of every document for the terms of a question, (size,) float32."""
        scores = np.zeros(self.size, dtype=np.float32)
        for term in dict.fromkeys(terms):
            if (number := self.vocabulary.get(term)) is not None:
                at = slice(self.starts[number], self.starts[number + 1])
                scores[self.documents[at]] += self.weights[at]
        return scores

    def idf(self, term: str) -> float:
        """Return how telling a term is, 0 or more; highest for a term that no document holds."""
        number = self.vocabulary.get(term)
        df = 0 if number is None else int(self.starts[number + 1] - self.starts[number])
        return log(1 + (self.size - df + 0.5) / (df + 0.5))

    def save(self, path: Path) -> None:
        """Write the index to one `.npz` file."""
        np.savez(
            path,
            vocabulary=np.frombuffer("\n".join(self.vocabulary).encode("utf-8"), dtype=np.uint8),
            starts=self.starts,
            documents=self.documents,
            weights=self.weights,
            size=np.int64(self.size),
        )

    @classmethod
    def load(cls, path: Path) -> "LexicalIndex":
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            text = arrays["vocabulary"].tobytes().decode("utf-8")
            vocabulary = {term: number for number, term in enumerate(text.split("\n") if text else [])}
            return cls(vocabulary, arrays["starts"], arrays["documents"], arrays["weights"], int(arrays["size"]))


def _idf(size: int, df: NDArray[np.int64]) -> NDArray[np.float64]:
    idf: NDArray[np.float64] = np.log(1 + (size - df + 0.5) / (df + 0.5))
    return idf
