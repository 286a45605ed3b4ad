"""Learns the weights of evidence and of confidence from questions whose answers are known.

Evidence: the sentences of the best passages compete; a softmax over their weighted features is made to favour those
that stand in the right passage and answer (listwise loss, Cao et al., ICML 2007). Reading: the best of them compete
once more, by their scores and by what a reader made of them. Confidence: a logistic regression tells questions as they
are from questions the articles do not answer: those a set brings, and its other questions asked again with their
article, or only their passage, masked, or about another name than theirs. No weight may have a sign against the sense
of its feature. A set that brings its corpus is learned over the whole of it and over small corpora cut out of it,
since a reader's may hold five articles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

from eval.askings import (
    Asking,
    Remembering,
    RememberingReader,
    all_askings,
    all_swapped,
    right,
    small_corpora,
)
from eval.fitting import RIDGE, Bounds, Matrix, logistic, threshold
from eval.records import OwnCorpus, QuestionSet
from eval.swapping import names_in
from index import Encoder, Mask
from rag import confidence, evidence
from rag.reader import Reader
from rag.reading import read, reorder
from rag.weights import Weights

OWN_SHARE = 0.3
"""Share of the weight that the project's own questions have in learning, few as they are."""
PASSAGE_MASKED = 0.5
"""Weight of a question whose passage only was masked: another passage of the article may answer it."""
HEAVIEST = 5.0
"""The most that a log odds of the reader may weigh in the score of evidence."""


@dataclass(frozen=True, slots=True)
class _Contest:
    """The sentences considered for one question: their features, and which of them answer."""

    features: Matrix
    answers: NDArray[np.bool_]
    own: bool


def learn(
    outside: Sequence[QuestionSet],
    own: QuestionSet,
    own_corpora: Sequence[OwnCorpus],
    encoder: Encoder,
    reader: Reader,
    told: str,
) -> Weights:
    """Learn from sets that bring their corpus and from the project's own over each of some corpora (minutes).

    `told` is kept with the weights: where they come from. Of the own set only the questions of split "dev" are read,
    and of those the ones without a history.
    """
    encoder, reader = Remembering(encoder), RememberingReader(reader)
    questions = [question for question in own.questions if question.split == "dev" and not question.history]
    names = names_in(question.text for questions in outside for question in questions.questions)
    askings = [asking for questions in outside for asking in _outside(questions, encoder, names)]
    askings += all_askings(questions, own_corpora, encoder, own=True)
    askings += all_swapped(questions, own_corpora, encoder, names, own=True)
    answerable = [asking for asking in askings if asking.question.answerable]
    weights = _learn_evidence([_contest(asking) for asking in answerable])
    reading = _learn_reading([_reading_contest(asking, weights, reader) for asking in answerable])
    return _learn_confidence(askings, weights, reading, reader, told)


def _outside(questions: QuestionSet, encoder: Encoder, names: Sequence[str]) -> Iterator[Asking]:
    """Yield the questions of a set over its corpus and, those that have an answer, over small cuts of it."""
    if questions.corpus is None:
        return
    small = list(small_corpora(questions.corpus))
    answerable = [question for question in questions.questions if question.answerable]
    yield from all_askings(questions.questions, [questions.corpus], encoder, own=False)
    yield from all_askings(answerable, small, encoder, own=False)
    yield from all_swapped(answerable, small, encoder, names, own=False)


def _contest(asking: Asking) -> _Contest:
    found = evidence.weigh(asking.asked, asking.hits(), asking.searcher, [0.0] * len(evidence.FEATURES))
    answers = [right(asking, candidate) for candidate in found]
    return _Contest(np.array([e.features for e in found]), np.array(answers, dtype=bool), asking.own)


def _reading_contest(asking: Asking, weights: tuple[float, ...], reader: Reader) -> _Contest:
    """Return the sentences read for a question, with their score and log odds for features."""
    found = evidence.weigh(asking.asked, asking.hits(), asking.searcher, weights)
    best = [(one, one.reading) for one in read(asking.asked, found, asking.searcher, reader) if one.reading]
    features = [(one.score, reading.log_odds) for one, reading in best]
    answers = [right(asking, one) for one, _ in best]
    return _Contest(np.array(features), np.array(answers, dtype=bool), asking.own)


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


def _learn_reading(contests: Sequence[_Contest]) -> float:
    """Return what a log odds of the reader weighs beside the score that was learned for it."""
    decided = [contest for contest in contests if contest.answers.any() and not contest.answers.all()]
    if not decided:
        return 0.0
    mass = _shared(np.ones(len(decided)), np.array([contest.own for contest in decided]))

    def loss(weight: float) -> float:
        lost = 0.0
        for contest, count in zip(decided, mass, strict=True):
            scores = contest.features @ (1.0, weight)
            odds = np.exp(scores - scores.max())
            lost -= count * float(np.log((odds * contest.answers).sum() / odds.sum()))
        return lost

    return round(float(minimize_scalar(loss, bounds=(0.0, HEAVIEST), method="bounded").x), 4)


@dataclass(frozen=True, slots=True)
class _Trial:
    """The best evidence for one question under one mask: its features, and what it was worth."""

    features: list[float]
    answerable: bool
    right: bool
    count: float
    own: bool


def _learn_confidence(
    askings: Sequence[Asking], weights: tuple[float, ...], reading: float, reader: Reader, told: str
) -> Weights:
    """Tell answerable questions from others, then scale the log odds to the probability that the quotation answers.

    The scaling (Platt, 1999) keeps the order, so that it costs nothing in telling them apart.
    """
    trials = [trial for asking in askings for trial in _trials(asking, weights, reading, reader)]
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
        reading=reading,
        confidence=tuple(round(float(slope * weight), 4) for weight in fitted[:-1]),
        intercept=round(float(slope * fitted[-1] + shift), 4),
        threshold=round(threshold(scores, answerable, mass), 3),
        provenance=told,
    )


def _trials(asking: Asking, weights: tuple[float, ...], reading: float, reader: Reader) -> Iterator[_Trial]:
    """Yield a question as it is and, where it can be answered, with its article and with its passage masked."""
    ways: list[tuple[Mask | None, float]] = [(None, asking.count)]
    if asking.question.answerable:
        ways += [(~asking.gold_articles, 1.0), (~asking.gold_passages, PASSAGE_MASKED)]
    for allowed, count in ways:
        found = evidence.weigh(asking.asked, asking.hits(allowed), asking.searcher, weights)
        found = reorder(read(asking.asked, found, asking.searcher, reader), reading)
        if found:
            answerable = asking.question.answerable and allowed is None
            row = confidence.features(asking.asked, found, asking.searcher)
            yield _Trial(row, answerable, answerable and right(asking, found[0]), count, asking.own)


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
