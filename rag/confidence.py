"""How sure are we that the articles answer? A logistic regression over what speaks for the best evidence."""

from collections.abc import Sequence
from math import exp, log1p

from index import Searcher
from rag.evidence import Evidence, coverage, words_of
from rag.question import Asked
from rag.weights import Weights

FEATURES = (
    "sentence_cosine",  # of the best evidence, [-1, 1]
    "passage_cosine",  # of its passage, [-1, 1]
    "best_sentence_cosine",  # the highest of all sentences considered, [-1, 1]
    "sentence_coverage",  # share of the question's terms in the sentence, weighted by IDF, [0, 1]
    "passage_coverage",  # the same over its passage and the article's title
    "specifics_in_sentence",  # coverage of the question's names and numbers; 1 where it has none
    "specifics_in_passage",
    "has_specifics",  # 1 where the question has names or numbers
    "rarest_missing",  # IDF of the rarest term that the passage lacks, as a share of an unknown term's, [0, 1]
    "missing",  # ln(1 + sum of the IDF of all terms the passage lacks, as shares of an unknown term's)
    "bm25",  # of the passage, by the IDF of the question's terms, [0, 1.9)
    "margin",  # evidence score over the best sentence of another passage, cut at -8 and 8
    "terms",  # ln(1 + number of the question's terms)
    "type_missing",  # 1 where the type of answer is known and the sentence holds none
)
HITS = 5
"""Passages the features are computed over."""

_WIDEST_MARGIN = 8.0


def features(asked: Asked, evidence: Sequence[Evidence], searcher: Searcher) -> list[float]:
    """Return the features of the best evidence, which must not be empty, in the order of FEATURES."""
    best = evidence[0]
    article = searcher.articles[best.hit.passage.article_id]
    sentence = words_of(best.sentence.of(article.text))
    passage = words_of(searcher.text_of(best.hit.passage)) | words_of(article.title)
    specifics = sorted(asked.specifics)
    unknown = searcher.unknown_idf
    missing = [searcher.idf(term) / unknown for term in asked.terms if term not in passage]
    rival = max((e.score for e in evidence if e.hit.row != best.hit.row), default=best.score - _WIDEST_MARGIN)
    return [
        best.cosine,
        best.hit.passage_cosine,
        max(e.cosine for e in evidence),
        coverage(asked.terms, sentence, searcher),
        coverage(asked.terms, passage, searcher),
        coverage(specifics, sentence, searcher),
        coverage(specifics, passage, searcher),
        float(bool(specifics)),
        max(missing, default=0.0),
        log1p(sum(missing)),
        best.hit.bm25 / (sum(map(searcher.idf, asked.terms)) or 1.0),
        max(-_WIDEST_MARGIN, min(_WIDEST_MARGIN, best.score - rival)),
        log1p(len(asked.terms)),
        best.features[7],
    ]


def probability(asked: Asked, evidence: Sequence[Evidence], searcher: Searcher, weights: Weights) -> float:
    """Return the probability, 0 to 1, that the best evidence answers; 0 where there is none."""
    if not evidence:
        return 0.0
    row = features(asked, evidence, searcher)
    log_odds = weights.intercept + sum(w * x for w, x in zip(weights.confidence, row, strict=True))
    return 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))
