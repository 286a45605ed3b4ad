"""Learns the weights by which short answers are marked: `python -m eval.learning_short FILE [MEASURED…]`, in
the format of SQuAD; the other files are measured after it.

The sentences that hold an accepted answer are read for their questions; the spans of the type asked for, and that there
is none, compete in a softmax that is made to favour the span nearest the accepted answers by token F1. No vectors are
needed, so that it takes seconds.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.records import EvalQuestion, QuestionSet
from eval.short_answers import judge_short, token_f1
from eval.squad import read_squad
from rag import short_answer
from rag.question import analyse

Matrix = NDArray[np.float64]

RIDGE = 2e-3
RIGHT = 0.5
"""Token F1 from which a span is taken to be an accepted answer."""


@dataclass(frozen=True, slots=True)
class Contest:
    """The candidates of one sentence and, last, that there is none: features, and how right each is, 1 in all."""

    features: Matrix
    right: Matrix


def contests_of(questions: QuestionSet) -> Iterator[Contest]:
    """Yield a contest for each question whose answer stands in one sentence that holds a candidate."""
    for question in questions.questions:
        sentence = right_sentence(question, questions)
        if sentence is None:
            continue
        asked = analyse(question.text)
        found = short_answer.candidates(sentence, asked)
        if found:
            f1 = [max(token_f1(c.span.of(sentence), answer) for answer in question.answers) for c in found]
            yield Contest(np.array(short_answer.features(sentence, asked, found)), _shares(f1))


def right_sentence(question: EvalQuestion, questions: QuestionSet) -> str | None:
    """Return the sentence in which the first span that answers begins."""
    corpus = questions.corpus
    if corpus is None or not question.spans:
        return None
    span = question.spans[0]
    text = next(article.text for article in corpus.articles if article.id == span.article_id)
    for passage in corpus.passages:
        if passage.article_id == span.article_id and passage.start <= span.start < passage.end:
            return next((s.of(text) for s in passage.sentences if s.start <= span.start < s.end), None)
    return None


def learn(contests: Sequence[Contest]) -> tuple[float, ...]:
    """Return weights in the order of `short_answer.FEATURES`: a softmax regression with a ridge."""

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, gradient = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for contest in contests:
            scores = contest.features @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            total -= float(contest.right @ np.log(chances + 1e-12)) / len(contests)
            gradient = gradient - (contest.right - chances) @ contest.features / len(contests)
        return total, gradient

    start = np.zeros(len(short_answer.FEATURES))
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return tuple(round(float(weight), 3) for weight in found)


def main(path: Path) -> None:
    """Learn from a set and keep the weights beside `rag/short_answer.py`."""
    questions = read_squad(path)
    contests = list(contests_of(questions))
    told = (
        f"python -m eval.learning_short on {path.name} (SHA-256 {questions.sha256[:12]}, "
        f"{len(contests):,} questions whose sentence holds a span of the type asked for)"
    )
    short_answer.WEIGHTS.write_text(short_answer.weights_text(learn(contests), told), "utf-8")


def report(path: Path) -> str:
    """Say how often a right sentence of a set is marked, and how right the marks are, in the split test."""
    questions = read_squad(path)
    read, judged = 0, []
    for question in questions.questions:
        sentence = right_sentence(question, questions)
        if sentence is None or question.split != "test":
            continue
        read += 1
        found = short_answer.short_answer(sentence, analyse(question.text))
        if found and found.probability >= short_answer.CERTAIN:
            judged.append(judge_short(found.span.of(sentence), question.answers))
    f1 = np.array([mark.f1 for mark in judged])
    exact = np.mean([mark.exact_match for mark in judged])
    return (
        f"{read} sentences, {len(judged) / read:.3f} marked; of the marks: F1 {f1.mean():.3f}, "
        f"exact match {exact:.3f}, F1 of {RIGHT} or more {(f1 >= RIGHT).mean():.3f}"
    )


def _shares(f1: Sequence[float]) -> Matrix:
    """Share what is right among the best candidates; all of it goes to there being none where none is right."""
    best = max(f1)
    if best < RIGHT:
        return np.array([0.0] * len(f1) + [1.0])
    right = np.array([float(score == best) for score in f1] + [0.0])
    shares: Matrix = right / right.sum()
    return shares


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    for measured in sys.argv[2:]:
        print(report(Path(measured)))
