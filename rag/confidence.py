"""How sure are we that the articles answer? A logistic regression over what speaks for the best evidence."""

from collections.abc import Sequence
from math import exp

from index import Searcher
from rag.answer_types import KINDS
from rag.evidence import FEATURES as EVIDENCE
from rag.evidence import Evidence, coverage, words_of_passage
from rag.question import Asked

FEATURES = (
    "sentence_cosine",  # of the best evidence, [-1, 1]
    "passage_cosine",  # of its passage, [-1, 1]
    "best_sentence_cosine",  # the highest of all sentences considered, [-1, 1]
    "sentence_coverage",  # share of the question's terms in the sentence, weighted by IDF, [0, 1]
    "context_coverage",  # the same over the sentence, what it leans on or follows, and the heading
    "passage_coverage",  # the same over its passage and the title
    "specifics_in_sentence",  # coverage of the question's names and numbers; 1 where it has none
    "specifics_in_passage",
    "specific_missing",  # 1 where the passage and the article's heading lack one of them, whatever its form
    "has_specifics",  # 1 where the question has names or numbers
    "rarest_present",  # 1 less the IDF of the rarest term that the passage lacks, as a share of an unknown term's
    "known",  # share of the question's terms that any passage of the index holds, [0, 1]
    "bm25",  # of the passage, by the IDF of the question's terms, [0, 1.9)
    "margin",  # evidence score over the best sentence of another passage, cut at -8 and 8
    "few_terms",  # 1 / (1 + number of the question's terms)
    "year_missing",  # 1 where the question names a year that neither the passage nor the article's heading holds
    "reading",  # log odds, by the reader, that the sentence answers, cut at -10 and 10; 0 where it was not read
    *(f"{kind}_missing" for kind in KINDS),  # 1 where this kind of thing is asked for and the sentence has none
)
NEUTRAL = frozenset(("has_specifics", "few_terms"))
"""Features that speak neither for nor against an answer by themselves."""

HITS = 5
"""Passages the features are computed over."""

_WIDEST_MARGIN = 8.0
_SUREST = 10.0  # log odds
_STEM = 5  # letters that two forms of one name have in common at least


def features(asked: Asked, evidence: Sequence[Evidence], searcher: Searcher) -> list[float]:
    """Return the features of the best evidence, which must not be empty, in the order of FEATURES."""
    best = evidence[0]
    named = dict(zip(EVIDENCE, best.features, strict=True))
    passage = words_of_passage(best.hit, searcher)
    specifics = sorted(asked.specifics)
    unknown = searcher.unknown_idf
    missing = [searcher.idf(term) / unknown for term in asked.terms if term not in passage]
    known = sum(searcher.idf(term) < unknown for term in asked.terms)
    rival = max((e.score for e in evidence if e.hit.row != best.hit.row), default=best.score - _WIDEST_MARGIN)
    return [
        best.cosine,
        best.hit.passage_cosine,
        max(e.cosine for e in evidence),
        named["sentence_coverage"],
        named["context_coverage"],
        named["passage_coverage"],
        named["specifics_coverage"],
        coverage(specifics, passage, searcher.idf),
        float(not all(_spoken_of(term, passage) for term in specifics)),
        float(bool(specifics)),
        1 - max(missing, default=0.0),
        known / len(asked.terms) if asked.terms else 0.0,
        best.hit.bm25 / (sum(map(searcher.idf, asked.terms)) or 1.0),
        max(-_WIDEST_MARGIN, min(_WIDEST_MARGIN, best.score - rival)),
        1 / (1 + len(asked.terms)),
        named["year_missing"],
        max(-_SUREST, min(_SUREST, best.reading.log_odds)) if best.reading else 0.0,
        *(named[f"{kind}_missing"] for kind in KINDS),
    ]


def _spoken_of(term: str, present: frozenset[str]) -> bool:
    """Say whether a name or number is present as it stands or in another form: « Maroc » in « marocaines »."""
    if term in present:
        return True
    if len(term) < _STEM or term[0].isdigit():
        return False
    alike = (word for word in present if word[:_STEM] == term[:_STEM])
    return any(word.startswith(term) or term.startswith(word) for word in alike)


def probability(
    asked: Asked, evidence: Sequence[Evidence], searcher: Searcher, weights: Sequence[float], intercept: float
) -> float:
    """Return the probability, 0 to 1, that the best evidence answers; 0 where there is none."""
    if not evidence:
        return 0.0
    row = features(asked, evidence, searcher)
    log_odds = intercept + sum(weight * value for weight, value in zip(weights, row, strict=True))
    return 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))
