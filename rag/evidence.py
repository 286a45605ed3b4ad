"""Hits → the sentences that answer: every sentence of the best passages scored by what speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus import Span
from index import Hit, Searcher, french
from rag.question import Asked
from rag.typing import holds_type

FEATURES = (
    "sentence_cosine",  # [-1, 1]
    "sentence_coverage",  # share of the question's telling terms in the sentence, weighted by IDF, [0, 1]
    "specifics_coverage",  # the same for its names and numbers; 1 where it has none
    "passage_score",  # fused score of the passage
    "passage_cosine",  # [-1, 1]
    "passage_coverage",  # as sentence_coverage, over the passage and its title
    "type_found",  # 1 where the answer's type is known and the sentence holds something new of it
    "type_missing",  # 1 where the answer's type is known and the sentence holds nothing of it
)
PASSAGES = 5
"""Passages whose sentences are considered."""

Features = NDArray[np.float64]
"""(sentences, len(FEATURES)) float64."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer; `score` is comparable within one question only, higher is better."""

    hit: Hit
    sentence: Span
    score: float
    features: tuple[float, ...]

    @property
    def cosine(self) -> float:
        """The cosine of the sentence to the question, in [-1, 1]."""
        return self.features[0]


def weigh(asked: Asked, hits: Sequence[Hit], searcher: Searcher, weights: Sequence[float]) -> list[Evidence]:
    """Return the sentences of the best passages, best first, scored by the sum of their weighted features."""
    found = [
        Evidence(hit, sentence, float(np.dot(weights, row)), tuple(row))
        for hit in hits[:PASSAGES]
        for sentence, row in zip(hit.passage.sentences, _features(asked, hit, searcher), strict=True)
    ]
    return sorted(found, key=lambda evidence: -evidence.score)


def coverage(terms: Sequence[str], present: frozenset[str], searcher: Searcher) -> float:
    """Return the share of `terms` that are `present`, weighted by IDF; 1 where there are none."""
    total = sum(map(searcher.idf, terms))
    return sum(searcher.idf(term) for term in terms if term in present) / total if total else 1.0


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """Return the set of terms of a text."""
    return frozenset(french.terms(text))


def _features(asked: Asked, hit: Hit, searcher: Searcher) -> list[list[float]]:
    article = searcher.articles[hit.passage.article_id]
    around = words_of(article.title) | words_of(searcher.text_of(hit.passage))
    passage_coverage = coverage(asked.terms, around, searcher)
    specifics = sorted(asked.specifics)
    rows = []
    for sentence, cosine in zip(hit.passage.sentences, hit.sentence_cosines, strict=True):
        text = sentence.of(article.text)
        present = words_of(text)
        typed = asked.answer_type != "other"
        found = typed and holds_type(text, asked)
        rows.append(
            [
                cosine,
                coverage(asked.terms, present, searcher),
                coverage(specifics, present, searcher),
                hit.score,
                hit.passage_cosine,
                passage_coverage,
                float(found),
                float(typed and not found),
            ]
        )
    return rows
