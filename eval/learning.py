"""Learns the weights of evidence and of confidence from questions whose answers are known.

Evidence: the sentences of the best passages compete; a softmax over their weighted features is made to favour those
that stand in the right passage and answer (listwise loss, Cao et al., ICML 2007). Confidence: a logistic regression
tells questions as they are from questions the articles do not answer: those a set brings, and its other questions
asked again with their article, or only their passage, masked, or about another name than theirs. No weight may have a
sign against the sense of its feature. A set that brings its corpus is learned over the whole of it and over small
corpora cut out of it, since a reader's may hold five articles.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from corpus import Article, Passage
from eval.fitting import RIDGE, Bounds, Matrix, logistic, threshold
from eval.matching import contains_any, facts_in
from eval.records import EvalQuestion, OwnCorpus, QuestionSet
from eval.swapping import names_in, swapped
from index import Embeddings, Encoder, Hit, Mask, Searcher, french
from index.builder import contents_of
from rag import confidence, evidence
from rag.question import Asked, analyse
from rag.weights import Weights

TITLES_IN_SMALL_CORPUS = 7
OWN_SHARE = 0.3
"""Share of the weight that the project's own questions have in learning, few as they are."""
PASSAGE_MASKED = 0.5
"""Weight of a question whose passage only was masked: another passage of the article may answer it."""
SWAPPED = 0.5
"""Weight of a question asked about another name. PIAF v1.0, linear features, AUROC against such questions and against
those without their article: .861 and .945 with 0, .924 and .943 with 0.5, .946 and .938 with 2."""
_SEED = 2016


@dataclass(frozen=True, slots=True)
class _Contest:
    """The sentences considered for one question: their features, and which of them answer."""

    features: Matrix
    answers: NDArray[np.bool_]
    own: bool


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question over one corpus; `gold_articles` and `gold_passages` are masks of the passages that answer it."""

    question: EvalQuestion
    asked: Asked
    vector: Embeddings
    searcher: Searcher
    gold_articles: Mask
    gold_passages: Mask
    own: bool
    count: float = 1.0

    def hits(self, allowed: Mask | None = None) -> list[Hit]:
        return self.searcher.search(self.question.text, confidence.HITS, vector=self.vector, allowed=allowed)


def learn(
    outside: QuestionSet, own: QuestionSet, own_corpora: Sequence[OwnCorpus], encoder: Encoder, told: str
) -> Weights:
    """Learn from a set that brings its corpus and from the project's own over each of some corpora (minutes).

    `told` is kept with the weights: where they come from. Of the own set only the questions of split "dev" are read,
    and of those the ones without a history.
    """
    encoder = _Remembering(encoder)
    whole = [outside.corpus] if outside.corpus else []
    small = [cut for corpus in whole for cut in _small_corpora(corpus)]
    questions = [question for question in own.questions if question.split == "dev" and not question.history]
    names = names_in(question.text for question in outside.questions)
    askings = list(_all_askings(outside.questions, [*whole, *small], encoder, own=False))
    askings += _all_swapped(outside.questions, small, encoder, names, own=False)
    askings += _all_askings(questions, own_corpora, encoder, own=True)
    askings += _all_swapped(questions, own_corpora, encoder, names, own=True)
    weights = _learn_evidence([_contest(asking) for asking in askings if asking.question.answerable])
    return _learn_confidence(askings, weights, told)


def _askings(questions: Sequence[EvalQuestion], corpus: OwnCorpus, encoder: Encoder, own: bool) -> Iterator[_Asking]:
    """Yield the questions that a corpus is about."""
    searcher = Searcher(contents_of(corpus.articles, corpus.passages, encoder)[0], encoder)
    asked = [q for q in questions if not q.answerable or any(name in searcher.articles for name in q.articles)]
    asked = [replace(question, text=searcher.corrected(question.text)) for question in asked]
    vectors = encoder.encode_queries([question.text for question in asked])
    for question, vector in zip(asked, vectors, strict=True):
        in_article = np.array([passage.article_id in question.articles for passage in corpus.passages])
        answers = np.array([_answers(question, passage, searcher) for passage in corpus.passages])
        yield _Asking(question, analyse(question.text), vector, searcher, in_article, in_article & answers, own)


def _all_askings(
    questions: Sequence[EvalQuestion], corpora: Sequence[OwnCorpus], encoder: Encoder, own: bool
) -> Iterator[_Asking]:
    return (asking for corpus in corpora for asking in _askings(questions, corpus, encoder, own))


def _all_swapped(
    questions: Sequence[EvalQuestion], corpora: Sequence[OwnCorpus], encoder: Encoder, names: Sequence[str], own: bool
) -> Iterator[_Asking]:
    for corpus in corpora:
        others = list(_swapped(questions, corpus, names))
        yield from (replace(asking, count=SWAPPED) for asking in _askings(others, corpus, encoder, own))


def _swapped(questions: Sequence[EvalQuestion], corpus: OwnCorpus, names: Sequence[str]) -> Iterator[EvalQuestion]:
    """Yield the questions a corpus answers, asked about something that it does not speak of."""
    ids = {article.id for article in corpus.articles}
    known = frozenset(term for article in corpus.articles for term in french.terms(f"{article.title} {article.text}"))
    for question in questions:
        if ids.intersection(question.articles) and (text := swapped(question.text, known, names)):
            yield EvalQuestion(question.id, text, "swapped", answerable=False)


def _answers(question: EvalQuestion, passage: Passage, searcher: Searcher) -> bool:
    if passage.article_id not in question.articles:
        return False
    if question.spans:
        return any(
            s.article_id == passage.article_id and passage.start <= s.start < passage.end for s in question.spans
        )
    return _states(question, searcher.text_of(passage))


def _states(question: EvalQuestion, text: str) -> bool:
    return contains_any(text, question.answers) if question.answers else bool(facts_in(text, question.facts))


def _small_corpora(corpus: OwnCorpus) -> Iterator[OwnCorpus]:
    """Cut a corpus into small ones of a few articles each, at random."""
    articles: list[Article] = list(corpus.articles)
    random.Random(_SEED).shuffle(articles)
    for start in range(0, len(articles), TITLES_IN_SMALL_CORPUS):
        kept = articles[start : start + TITLES_IN_SMALL_CORPUS]
        ids = {article.id for article in kept}
        yield OwnCorpus(tuple(kept), tuple(p for p in corpus.passages if p.article_id in ids))


def _contest(asking: _Asking) -> _Contest:
    found = evidence.weigh(asking.asked, asking.hits(), asking.searcher, [0.0] * len(evidence.FEATURES))
    right = [_right(asking, candidate) for candidate in found]
    return _Contest(np.array([e.features for e in found]), np.array(right, dtype=bool), asking.own)


def _learn_evidence(contests: Sequence[_Contest]) -> tuple[float, ...]:
    decided = [contest for contest in contests if contest.answers.any()]
    mass = _shared(np.ones(len(decided)), np.array([contest.own for contest in decided]))
    scale = np.concatenate([contest.features for contest in decided]).std(axis=0) + 1e-9

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, gradient = 0.0, np.zeros_like(weights)
        for contest, count in zip(decided, mass, strict=True):
            features = contest.features / scale
            scores = features @ weights
            odds = np.exp(scores - scores.max())
            right = odds * contest.answers
            total -= count * float(np.log(right.sum() / odds.sum()))
            gradient -= count * (right / right.sum() - odds / odds.sum()) @ features
        return total + RIDGE * float(weights @ weights), gradient + 2 * RIDGE * weights

    found = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B").x
    return tuple(round(float(weight), 4) for weight in found / scale)


@dataclass(frozen=True, slots=True)
class _Trial:
    """The best evidence for one question under one mask: its features, and what it was worth."""

    features: list[float]
    answerable: bool
    right: bool
    count: float
    own: bool


def _learn_confidence(askings: Sequence[_Asking], weights: tuple[float, ...], told: str) -> Weights:
    """Tell answerable questions from others, then scale the log odds to the probability that the quotation answers.

    The scaling (Platt, 1999) keeps the order, so that it costs nothing in telling them apart.
    """
    trials = [trial for asking in askings for trial in _trials(asking, weights)]
    table = np.array([trial.features for trial in trials])
    answerable = np.array([trial.answerable for trial in trials])
    mass = _shared(np.array([trial.count for trial in trials]), np.array([trial.own for trial in trials]))
    spread = table.std(axis=0) + 1e-9
    fitted = logistic(table / spread, answerable, mass, [*map(_sense, confidence.FEATURES)]) / np.append(spread, 1.0)
    odds = table @ fitted[:-1] + fitted[-1]
    right = np.array([trial.right for trial in trials])
    whole = np.array([trial.count == 1 for trial in trials])
    slope, shift = logistic(odds[whole, None], right[whole], mass[whole] / mass[whole].sum(), [(0.0, None)])
    scores = 1 / (1 + np.exp(-(slope * odds + shift)))
    return Weights(
        evidence=weights,
        confidence=tuple(round(float(slope * weight), 4) for weight in fitted[:-1]),
        intercept=round(float(slope * fitted[-1] + shift), 4),
        threshold=round(threshold(scores, answerable, mass), 3),
        provenance=told,
    )


def _trials(asking: _Asking, weights: tuple[float, ...]) -> Iterator[_Trial]:
    """Yield a question as it is and, where it can be answered, with its article and with its passage masked."""
    ways: list[tuple[Mask | None, float]] = [(None, asking.count)]
    if asking.question.answerable:
        ways += [(~asking.gold_articles, 1.0), (~asking.gold_passages, PASSAGE_MASKED)]
    for allowed, count in ways:
        found = evidence.weigh(asking.asked, asking.hits(allowed), asking.searcher, weights)
        if found:
            answerable = asking.question.answerable and allowed is None
            row = confidence.features(asking.asked, found, asking.searcher)
            yield _Trial(row, answerable, answerable and _right(asking, found[0]), count, asking.own)


def _right(asking: _Asking, found: evidence.Evidence) -> bool:
    """Say whether a sentence stands in a passage that answers, and answers itself."""
    text = evidence.text_of(found.sentence, found.hit, asking.searcher)
    return bool(asking.gold_passages[found.hit.row]) and _states(asking.question, text)


def _shared(counts: Matrix, own: NDArray[np.bool_]) -> Matrix:
    """Scale the counts so that the project's own questions have OWN_SHARE of the whole, which is 1."""
    share = np.where(own, OWN_SHARE, 1 - OWN_SHARE) if own.any() and not own.all() else np.ones(len(own))
    total = np.where(own, counts[own].sum(), counts[~own].sum())
    shared: Matrix = counts * share / total
    return shared


def _sense(feature: str) -> Bounds:
    """Return the bounds of a feature's weight: what is missing speaks against, what is found speaks for an answer."""
    if feature in confidence.NEUTRAL:
        return None, None
    return (None, 0.0) if feature.endswith("_missing") else (0.0, None)


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
