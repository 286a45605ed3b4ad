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
from scipy.sparse import csc_array, csr_array, vstack

from index import french
from index.files import mapped
from index.strings import Strings

K1 = 0.9
B = 0.4
"""Saturation and length normalisation: PIAF v1.0 alone, .764 MRR@10 with these, see DESIGN's measurements."""

_STARTS, _DOCUMENTS, _TIMES, _WEIGHTS = "postings.bin", "documents.bin", "times.bin", "weights.bin"

Scores = NDArray[np.float32]

_AT_ONCE = 4_000_000  # postings weighed at a time


@dataclass(frozen=True, slots=True, eq=False)
class LexicalIndex:
    """Postings by term: `documents[starts[t]:starts[t + 1]]` are the documents of term t, `times` how often each holds
    it, `weights` their BM25 weights.

    Documents count from 0 in the order given to `build`, and ascend within a term. Scores are sums of weights, 0 or
    more, higher is better.
    """

    terms: Strings
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    times: NDArray[np.int32]
    weights: Scores
    size: int

    @classmethod
    def build(cls, texts: Iterable[str], k1: float = K1, b: float = B) -> "LexicalIndex":
        """Index some texts, which are read once, one after another."""
        return cls._of(*_counted(texts), k1, b)

    @classmethod
    def updated(cls, former: "LexicalIndex", places: NDArray[np.int64], texts: Iterable[str]) -> "LexicalIndex":
        """Index what `build` would, with the terms of documents that `former` holds taken over.

        `places`, (documents,), is the number each document has in `former`, -1 for one it does not hold; `texts` are
        those of the latter, in their order.
        """
        old, (fresh_terms, fresh) = places >= 0, _counted(texts)
        known = list(former.terms)
        numbers = {term: number for number, term in enumerate(known)}
        columns = [numbers.setdefault(term, len(numbers)) for term in fresh_terms]
        width = len(numbers)
        taken = former._counts()[places[old]]
        rows = vstack([_widened(taken, np.arange(len(known)), width), _widened(fresh, np.array(columns), width)])
        order = np.empty(len(places), dtype=np.int64)
        order[np.concatenate([np.flatnonzero(old), np.flatnonzero(~old)])] = np.arange(len(places))
        return cls._of(list(numbers), csr_array(rows)[order], K1, B)

    @classmethod
    def _of(cls, terms: Sequence[str], counts: csr_array, k1: float, b: float) -> "LexicalIndex":
        """Index documents, rows, by how often each holds each term, a column; terms that none holds are left out."""
        held = np.bincount(counts.indices, minlength=len(terms)) > 0
        ascending = sorted(term for term, present in zip(terms, held.tolist(), strict=True) if present)
        of = {term: number for number, term in enumerate(ascending)}
        number = np.array([of.get(term, -1) for term in terms], dtype=np.int64)
        by_term = _widened(counts, number, len(ascending)).tocsc()
        lengths = np.asarray(counts.sum(axis=1), dtype=np.float64)
        mean = float(lengths.mean()) if lengths.any() else 1.0
        starts = by_term.indptr.astype(np.int64)
        weights = _weights(by_term.data, by_term.indices, starts, k1 * (1 - b + b * lengths / mean), k1)
        documents, times = by_term.indices.astype(np.int32), by_term.data.astype(np.int32)
        return cls(Strings.of(ascending), starts, documents, times, weights, counts.shape[0])

    def _counts(self) -> csr_array:
        """Return how often each document, a row, holds each term, a column."""
        postings = (self.times, self.documents, self.starts)
        return csr_array(csc_array(postings, (self.size, len(self.terms))))

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
        """Write six files."""
        self.terms.save(folder, "terms")
        self.starts.tofile(folder / _STARTS)
        self.documents.tofile(folder / _DOCUMENTS)
        self.times.tofile(folder / _TIMES)
        self.weights.tofile(folder / _WEIGHTS)

    @classmethod
    def load(cls, folder: Path, size: int) -> "LexicalIndex":
        """Map what `save` wrote, of `size` documents; raises ValueError where the files do not belong together."""
        terms = Strings.load(folder, "terms")
        starts = mapped(folder / _STARTS, np.int64)
        documents, times = mapped(folder / _DOCUMENTS, np.int32), mapped(folder / _TIMES, np.int32)
        weights = mapped(folder / _WEIGHTS, np.float32)
        if (len(starts) - 1, {len(documents), len(times), len(weights)}) != (len(terms), {starts[-1]}):
            raise ValueError("terms and postings do not belong together")
        return cls(terms, starts, documents, times, weights, size)


def _widened(counts: csr_array, columns: NDArray[np.int64], width: int) -> csr_array:
    """Return the same counts with every column moved to its number in a wider table."""
    return csr_array((counts.data, columns[counts.indices], counts.indptr), (counts.shape[0], width))


def _counted(texts: Iterable[str]) -> tuple[list[str], csr_array]:
    """Return the terms numbered as they come, and how often each text, a row, holds each, a column."""
    vocabulary: dict[str, int] = {}
    columns, times, ends = array("i"), array("i"), array("q", [0])
    for count in _counts(texts):
        columns.extend(vocabulary.setdefault(term, len(vocabulary)) for term in count)
        times.extend(count.values())
        ends.append(len(columns))
    data = (np.frombuffer(times, np.int32), np.frombuffer(columns, np.int32), np.frombuffer(ends, np.int64))
    return list(vocabulary), csr_array(data, (len(ends) - 1, len(vocabulary)))


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
