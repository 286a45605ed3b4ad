"""Hits → the sentences that answer: every sentence of the best passages scored by what speaks for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from corpus import Span
from index import Hit, Searcher, french
from index.heading import date_of, heading_of
from rag.answer_types import KINDS, held
from rag.context import leading_to
from rag.question import Asked
from rag.reader import Reading

FEATURES = (
    "sentence_cosine",  # [-1, 1]
    "sentence_coverage",  # share of the question's terms in the sentence, weighted by IDF, [0, 1]
    "context_coverage",  # the same over the sentence, what it leans on or follows, and the heading
    "telling_coverage",  # the same over the sentence, terms weighted by how well they tell the candidates apart
    "specifics_coverage",  # coverage of the question's names and numbers; 1 where it has none
    "passage_score",  # fused score of the passage
    "passage_cosine",  # [-1, 1]
    "passage_coverage",  # over the passage and the article's heading
    "year_missing",  # 1 where the question names a year that neither the passage nor the article's heading holds
    # where this kind of thing is asked for: how much of it, new, the sentence holds, [0, 1]; 1 where it holds none
    *(f"{kind}_{state}" for kind in KINDS for state in ("found", "missing")),
)
PASSAGES = 5
"""Passages whose sentences are considered."""

Features = NDArray[np.float64]
"""(sentences, len(FEATURES)) float64."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer; `score` is comparable within one question only, higher is better.

    `reading` is what a reader made of it, where one has read it.
    """

    hit: Hit
    sentence: Span
    score: float
    features: tuple[float, ...]
    reading: Reading | None = None

    @property
    def cosine(self) -> float:
        """The cosine of the sentence to the question, in [-1, 1]."""
        return self.features[0]


def weigh(asked: Asked, hits: Sequence[Hit], searcher: Searcher, weights: Sequence[float]) -> list[Evidence]:
    """Return the sentences of the best passages, best first, scored by the sum of their weighted features."""
    candidates = [
        _Candidate(hit, sentence, cosine, number)
        for hit in hits[:PASSAGES]
        for number, (sentence, cosine) in enumerate(zip(hit.passage.sentences, hit.sentence_cosines, strict=True))
    ]
    rows = _features(asked, candidates, searcher)
    found = [
        Evidence(candidate.hit, candidate.sentence, float(np.dot(weights, row)), tuple(row))
        for candidate, row in zip(candidates, rows, strict=True)
    ]
    return sorted(found, key=lambda evidence: -evidence.score)


def likelihoods(evidence: Sequence[Evidence]) -> list[float]:
    """Return how likely each sentence is the one that answers, 1 in all: what the weights were fitted for."""
    highest = max((candidate.score for candidate in evidence), default=0.0)
    odds = [exp(candidate.score - highest) for candidate in evidence]
    total = sum(odds)
    return [one / total for one in odds]


def coverage(terms: Sequence[str], present: frozenset[str], weight: Callable[[str], float]) -> float:
    """Return the share of `terms` that are `present`, each by its weight; 1 where there are none."""
    total = sum(map(weight, terms))
    return sum(weight(term) for term in terms if term in present) / total if total else 1.0


def words_of_passage(hit: Hit, searcher: Searcher) -> frozenset[str]:
    """Return the terms of a passage, of the sentences it leans on, and of its article's heading."""
    before = leading_to(hit.passage.sentences[0], hit.row, searcher)
    heading = words_of(heading_of(searcher.articles[hit.passage.article_id]))
    return heading | words_of(searcher.text_of(hit.passage)) | _words_of_all(before, hit, searcher)


def text_of(sentence: Span, hit: Hit, searcher: Searcher) -> str:
    """Return a sentence of a passage found, to the character."""
    return sentence.of(searcher.articles[hit.passage.article_id].text)


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """Return the set of terms of a text."""
    return frozenset(french.terms(text))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of a passage that was found, the `number`th in it."""

    hit: Hit
    sentence: Span
    cosine: float
    number: int


def _features(asked: Asked, candidates: Sequence[_Candidate], searcher: Searcher) -> list[list[float]]:
    texts = [text_of(candidate.sentence, candidate.hit, searcher) for candidate in candidates]
    words = [
        words_of(text) | words_of(date_of(searcher.articles[candidate.hit.passage.article_id]))
        for text, candidate in zip(texts, candidates, strict=True)
    ]  # all that an article of 2017 says, it says of 2017, unless it says otherwise
    telling = _telling(asked.terms, words)
    hits = {candidate.hit.row: candidate.hit for candidate in candidates}
    around = {row: words_of_passage(hit, searcher) for row, hit in hits.items()}
    covered = {row: coverage(asked.terms, present, searcher.idf) for row, present in around.items()}
    return [
        [
            candidate.cosine,
            coverage(asked.terms, present, searcher.idf),
            coverage(asked.terms, present | _context(candidate, searcher), searcher.idf),
            coverage(asked.terms, present, telling),
            coverage(sorted(asked.specifics), present, searcher.idf),
            candidate.hit.score,
            candidate.hit.passage_cosine,
            covered[candidate.hit.row],
            float(not asked.years <= around[candidate.hit.row]),
            *_typed(asked, text),
        ]
        for candidate, text, present in zip(candidates, texts, words, strict=True)
    ]


def _telling(terms: Sequence[str], words: Sequence[frozenset[str]]) -> Callable[[str], float]:
    """Return the weight of a term among the candidates: the fewer of them hold it, the more it tells."""
    weights = {term: log(1 + len(words) / (0.5 + sum(term in present for present in words))) for term in terms}
    return weights.__getitem__


def _context(candidate: _Candidate, searcher: Searcher) -> frozenset[str]:
    """Return the words of the article's heading and of the sentences before, which a pronoun may stand for."""
    heading = words_of(heading_of(searcher.articles[candidate.hit.passage.article_id]))
    just_before = candidate.hit.passage.sentences[max(0, candidate.number - 1) : candidate.number]
    before = leading_to(candidate.sentence, candidate.hit.row, searcher) or just_before
    return heading | _words_of_all(before, candidate.hit, searcher)


def _words_of_all(sentences: Sequence[Span], hit: Hit, searcher: Searcher) -> frozenset[str]:
    """Return the terms of some sentences of the article of a passage."""
    return frozenset[str]().union(*(words_of(text_of(sentence, hit, searcher)) for sentence in sentences))


def _typed(asked: Asked, text: str) -> list[float]:
    """Return, for each of KINDS, how much is found of what is asked for, and whether it is missing."""
    found = held(text, asked)
    return [value for kind in KINDS for value in (found.get(kind, 0.0), float(found.get(kind) == 0))]
