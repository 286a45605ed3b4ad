"""Learns the weights of evidence and of confidence from question sets in the format of SQuAD.

Evidence: the sentences of the best passages compete; a softmax over their weighted features is made to favour those
that stand in the right passage and hold a gold answer (listwise loss, Cao et al., ICML 2007). Confidence: a logistic
regression tells questions as they are from the same questions with their article, or only their passage, masked. Both
are learned over the whole corpus and over small corpora cut out of it, since a reader's may hold five articles.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from corpus import Article, Passage
from eval.matching import contains_any
from eval.records import EvalQuestion, OwnCorpus, QuestionSet
from index import Embeddings, Encoder, Hit, Mask, Searcher
from index.builder import contents_of
from rag import confidence, evidence
from rag.question import Asked, analyse
from rag.weights import Weights

Matrix = NDArray[np.float64]

TITLES_IN_SMALL_CORPUS = 7
RIDGE = 1e-3
FALSE_ANSWERS = 0.05
"""Share of the questions whose article was masked that may be answered: sets the threshold."""

_SEED = 2016


@dataclass(frozen=True, slots=True)
class _Contest:
    """The sentences considered for one question: their features, and which of them answer."""

    features: Matrix
    answers: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question over one corpus, and the masks under which the corpus no longer answers it."""

    question: EvalQuestion
    asked: Asked
    vector: Embeddings
    searcher: Searcher
    without_article: Mask
    without_passage: Mask

    def hits(self, allowed: Mask | None = None) -> list[Hit]:
        return self.searcher.search(self.question.text, confidence.HITS, vector=self.vector, allowed=allowed)


def learn(questions: QuestionSet, encoder: Encoder, provenance: str) -> Weights:
    """Learn from the answerable questions of a set that brings its corpus; minutes for thousands of questions."""
    askings = list(_askings(questions, _Remembering(encoder)))
    weights = _learn_evidence([_contest(asking) for asking in askings])
    return _learn_confidence(askings, weights, provenance)


def _askings(questions: QuestionSet, encoder: "_Remembering") -> Iterator[_Asking]:
    if questions.corpus is None:
        return
    answerable = [question for question in questions.questions if question.answerable and question.spans]
    vectors = dict(zip((q.id for q in answerable), encoder.encode_queries([q.text for q in answerable]), strict=True))
    for corpus in (questions.corpus, *_small_corpora(questions.corpus)):
        searcher = Searcher(contents_of(corpus.articles, corpus.passages, encoder)[0], encoder)
        titles = np.array([passage.article_id for passage in corpus.passages])
        for question in answerable:
            span = question.spans[0]
            if span.article_id in searcher.articles:
                gold = np.array([_holds(p, span.article_id, span.start) for p in corpus.passages])
                asked = analyse(question.text)
                yield _Asking(question, asked, vectors[question.id], searcher, titles != span.article_id, ~gold)


def _small_corpora(corpus: OwnCorpus) -> Iterator[OwnCorpus]:
    """Cut a corpus into small ones of a few articles each, at random."""
    articles: list[Article] = list(corpus.articles)
    random.Random(_SEED).shuffle(articles)
    for start in range(0, len(articles), TITLES_IN_SMALL_CORPUS):
        kept = articles[start : start + TITLES_IN_SMALL_CORPUS]
        ids = {article.id for article in kept}
        yield OwnCorpus(tuple(kept), tuple(p for p in corpus.passages if p.article_id in ids))


def _holds(passage: Passage, article_id: str, place: int) -> bool:
    return passage.article_id == article_id and passage.start <= place < passage.end


def _contest(asking: _Asking) -> _Contest:
    hits = asking.hits()
    found = evidence.weigh(asking.asked, hits, asking.searcher, [0.0] * len(evidence.FEATURES))
    right = [
        not asking.without_passage[e.hit.row]
        and contains_any(
            e.sentence.of(asking.searcher.articles[e.hit.passage.article_id].text), asking.question.answers
        )
        for e in found
    ]
    return _Contest(np.array([e.features for e in found]), np.array(right, dtype=bool))


def _learn_evidence(contests: Sequence[_Contest]) -> tuple[float, ...]:
    decided = [contest for contest in contests if contest.answers.any()]
    scale = np.concatenate([contest.features for contest in decided]).std(axis=0) + 1e-9

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, gradient = 0.0, np.zeros_like(weights)
        for contest in decided:
            features = contest.features / scale
            scores = features @ weights
            odds = np.exp(scores - scores.max())
            right = odds * contest.answers
            total -= float(np.log(right.sum() / odds.sum()))
            gradient -= (right / right.sum() - odds / odds.sum()) @ features
        count = len(decided)
        return total / count + RIDGE * float(weights @ weights), gradient / count + 2 * RIDGE * weights

    found = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B").x
    return tuple(round(float(weight), 4) for weight in found / scale)


def _learn_confidence(askings: Sequence[_Asking], weights: tuple[float, ...], provenance: str) -> Weights:
    rows: list[list[float]] = []
    answered: list[bool] = []
    far: list[bool] = []
    for asking in askings:
        for allowed in (None, asking.without_article, asking.without_passage):
            found = evidence.weigh(asking.asked, asking.hits(allowed), asking.searcher, weights)
            if found:
                rows.append(confidence.features(asking.asked, found, asking.searcher))
                answered.append(allowed is None)
                far.append(allowed is asking.without_article)
    table = np.array(rows)
    spread = table.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=2000).fit(table / spread, answered)
    threshold = float(np.quantile(model.predict_proba(table / spread)[far, 1], 1 - FALSE_ANSWERS))
    return Weights(
        evidence=weights,
        confidence=tuple(round(float(weight), 4) for weight in model.coef_[0] / spread),
        intercept=round(float(model.intercept_[0]), 4),
        threshold=round(threshold, 3),
        provenance=provenance,
    )


class _Remembering:
    """An encoder that encodes each text once: the small corpora hold the texts of the whole."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Embeddings] = {}
        self.card = encoder.card

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(fresh, self._encoder.encode_passages(fresh), strict=True))
        return np.stack([self._known[text] for text in texts])


def describe(path: Path, questions: QuestionSet, encoder: Encoder) -> str:
    """Say where weights come from."""
    return (
        f"presse learn --squad {path.name}: {len(questions.questions):,} questions "
        f"(SHA-256 {questions.sha256[:12]}), vectors of {encoder.card.model}"
    )
