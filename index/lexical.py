"""Words: BM25 over the terms of `index.french`, its weights computed when the index is built.

Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), with the IDF of Lucene,
ln(1 + (N - df + 0.5) / (df + 0.5)), which is never negative.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from index import french
from index.files import mapped
from index.strings import Strings

K1 = 0.9
B = 0.4
"""Saturation and length normalisation: PIAF v1.0 alone, .764 MRR@10 with these, see DESIGN's measurements."""

_STARTS, _DOCUMENTS, _WEIGHTS = "postings.bin", "documents.bin", "weights.bin"

Scores = NDArray[np.float32]

_AT_ONCE = 4_000_000  # postings weighed at a time


@dataclass(frozen=True, slots=True, eq=False)
class LexicalIndex:
    """Postings by term: `documents[starts[t]:starts[t + 1]]` are the documents of term t, `weights` their BM25 weights.

    Documents count from 0 in the order given to `build`, and ascend within a term. Scores are sums of weights, 0 or
    more, higher is better.
    """

    terms: Strings
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    weights: Scores
    size: int

    @classmethod
    def build(cls, texts: Iterable[str], k1: float = K1, b: float = B) -> "LexicalIndex":
        """Index some texts, which are read once, one after another."""
        vocabulary, counts = _counted(texts)
        ascending = sorted(vocabulary)
        number = np.empty(len(ascending), dtype=np.int64)
        number[[vocabulary[term] for term in ascending]] = np.arange(len(ascending))
        size = counts.shape[0]
        by_term = csr_array((counts.data, number[counts.indices], counts.indptr), (size, len(ascending))).tocsc()
        lengths = np.asarray(counts.sum(axis=1), dtype=np.float64)
        mean = float(lengths.mean()) if lengths.any() else 1.0
        starts = by_term.indptr.astype(np.int64)
        weights = _weights(by_term.data, by_term.indices, starts, k1 * (1 - b + b * lengths / mean), k1)
        return cls(Strings.of(ascending), starts, by_term.indices.astype(np.int32), weights, size)

    def scores(self, terms: Sequence[str]) -> Scores:
        """Return the BM25 score of every document for the terms of a question, (size,) float32."""
        scores = np.zeros(self.size, dtype=np.float32)
        for term in dict.fromkeys(terms):
            if (number := self.terms.find(term)) is not None:
                at = slice(self.starts[number], self.starts[number + 1])
                scores[self.documents[at]] += self.weights[at]
        return scores

    def holds(self, term: str) -> bool:
        """Say whether any document holds a term."""
        return self.terms.find(term) is not None

    def idf(self, term: str) -> float:
        """Return how telling a term is, 0 or more; highest for a term that no document holds."""
        number = self.terms.find(term)
        df = 0 if number is None else int(self.starts[number + 1] - self.starts[number])
        return log(1 + (self.size - df + 0.5) / (df + 0.5))

    def save(self, folder: Path) -> None:
        """Write five files."""
        self.terms.save(folder, "terms")
        self.starts.tofile(folder / _STARTS)
        self.documents.tofile(folder / _DOCUMENTS)
        self.weights.tofile(folder / _WEIGHTS)

    @classmethod
    def load(cls, folder: Path, size: int) -> "LexicalIndex":
        """Map what `save` wrote, of `size` documents; raises ValueError where the files do not belong together."""
        terms = Strings.load(folder, "terms")
        starts = mapped(folder / _STARTS, np.int64)
        documents, weights = mapped(folder / _DOCUMENTS, np.int32), mapped(folder / _WEIGHTS, np.float32)
        counts = (len(starts) - 1, len(documents), len(weights))
        if counts != (len(terms), starts[-1], starts[-1]):
            raise ValueError("terms and postings do not belong together")
        return cls(terms, starts, documents, weights, size)


def _counted(texts: Iterable[str]) -> tuple[dict[str, int], csr_array]:
    """Return the terms numbered as they come, and how often each text, a row, holds each, a column."""
    vocabulary: dict[str, int] = {}
    columns, times, ends = array("i"), array("i"), array("q", [0])
    for count in _counts(texts):
        columns.extend(vocabulary.setdefault(term, len(vocabulary)) for term in count)
        times.extend(count.values())
        ends.append(len(columns))
    data = (np.frombuffer(times, np.int32), np.frombuffer(columns, np.int32), np.frombuffer(ends, np.int64))
    return vocabulary, csr_array(data, (len(ends) - 1, len(vocabulary)))


def _counts(texts: Iterable[str]) -> Iterator[Counter[str]]:
    return (Counter(french.terms(text)) for text in texts)


def _weights(
    frequency: NDArray[np.int32],
    document: NDArray[np.int32],
    starts: NDArray[np.int64],
    norm: NDArray[np.float64],
    k1: float,
) -> Scores:
    """Return the weight of every posting; `norm` is what the length of a document adds to a frequency."""
    df = np.diff(starts)
    idf = np.log(1 + (len(norm) - df + 0.5) / (df + 0.5))
    weights = np.empty(len(document), dtype=np.float32)
    for start in range(0, len(weights), _AT_ONCE):
        at = slice(start, start + _AT_ONCE)
        terms = np.searchsorted(starts, np.arange(start, min(start + _AT_ONCE, len(weights))), side="right") - 1
        weights[at] = idf[terms] * frequency[at] * (k1 + 1) / (frequency[at] + norm[document[at]])
    return weights
