"""Question sets → what a reader is trained on: questions, the sentence that answers each, and sentences that do not.

Those that do not are the ones it will have to tell from the right one: what a search finds, also where the article or
the passage that answers is left out, and the right sentence itself to a question about another name.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Span
from corpus.errors import DatasetError
from eval.askings import Asking, askings
from eval.matching import contains_any
from eval.records import QuestionSet
from eval.swapping import names_in, swapped
from index import Encoder, Mask, french
from rag import evidence
from rag.reader import Text
from rag.reading import text_to_read

WRONG = 4
"""Sentences that do not answer, of those a search finds, kept for each way of searching."""
AT_A_TIME = 24
"""Questions in a batch."""
_OTHER_NAME = 0.35  # how often the right sentence is shown with a question about another name
_ANOTHER = 0.5  # how often a second sentence is shown with a question that has no answer

_ONLY_COSINE = tuple(float(name == "sentence_cosine") for name in evidence.FEATURES)


@dataclass(frozen=True, slots=True)
class ReaderLesson:
    """A question, the sentence that answers it with the place of the answer in it, and sentences that do not.

    `right` is None for a question without an answer; `wrong` has the nearest first; `other` asks the same of another
    name, None where the question has none.
    """

    question: str
    right: Text | None
    answer: Span
    wrong: tuple[Text, ...]
    other: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A question beside a sentence; `answer` is where the sentence answers it, None where it does not."""

    question: str
    text: Text
    answer: Span | None


def reader_lessons(sets: Sequence[QuestionSet], encoder: Encoder) -> list[ReaderLesson]:
    """Return the lessons of some sets that bring their corpus; raises DatasetError where there are none."""
    lessons = [lesson for questions in sets for lesson in _lessons(questions, encoder)]
    if not any(lesson.right for lesson in lessons):
        names = ", ".join(questions.name for questions in sets)
        raise DatasetError(f"{names}: no question whose answer stands in a sentence, so nothing to train on")
    return lessons


def batches(lessons: Sequence[ReaderLesson], seed: int, epoch: int) -> list[list[Pair]]:
    """Return the pairs of an epoch, in an order and choice drawn anew for each."""
    chance = random.Random(f"{seed} {epoch}")
    shuffled = chance.sample(lessons, len(lessons))
    return [
        [pair for lesson in shuffled[start : start + AT_A_TIME] for pair in _pairs(lesson, chance)]
        for start in range(0, len(shuffled), AT_A_TIME)
    ]


def _pairs(lesson: ReaderLesson, chance: random.Random) -> Iterator[Pair]:
    if lesson.right is None:
        more = lesson.wrong[1:] if chance.random() < _ANOTHER else ()
        wrong = [*lesson.wrong[:1], *chance.sample(more, min(1, len(more)))]
    else:
        yield Pair(lesson.question, lesson.right, lesson.answer)
        if lesson.other and chance.random() < _OTHER_NAME:
            yield Pair(lesson.other, lesson.right, None)
        wrong = chance.sample(lesson.wrong, min(2, len(lesson.wrong)))
    yield from (Pair(lesson.question, text, None) for text in wrong)


def _lessons(questions: QuestionSet, encoder: Encoder) -> Iterator[ReaderLesson]:
    if questions.corpus is None:
        return
    names = names_in(question.text for question in questions.questions)
    for asking in askings(questions.questions, questions.corpus, encoder, own=False):
        if not asking.question.answerable:
            yield ReaderLesson(asking.question.text, None, Span(0, 0), _wrong(asking, [None]), None)
        elif found := _right(asking):
            ways: list[Mask | None] = [None, ~asking.gold_articles, ~asking.gold_passages]
            yield ReaderLesson(asking.question.text, *found, _wrong(asking, ways), _other(asking, names))


def _right(asking: Asking) -> tuple[Text, Span] | None:
    """Return the sentence in which the answer begins, and where; None where that is in none."""
    span = asking.question.spans[0] if asking.question.spans else None
    for row in np.flatnonzero(asking.gold_passages).tolist() if span else []:
        for sentence in asking.searcher.passages[row].sentences:
            if span and sentence.start <= span.start < sentence.end:
                start, end = span.start - sentence.start, min(span.end, sentence.end) - sentence.start
                return text_to_read(sentence, row, asking.searcher), Span(start, end)
    return None


def _wrong(asking: Asking, ways: Sequence[Mask | None]) -> tuple[Text, ...]:
    """Return the nearest sentences, in each way of searching, that hold no accepted answer."""
    texts: dict[Text, None] = {}
    for allowed in ways:
        found = evidence.weigh(asking.asked, asking.hits(allowed), asking.searcher, _ONLY_COSINE)
        for one in found[:WRONG]:
            text = text_to_read(one.sentence, one.hit.row, asking.searcher)
            if not contains_any(text.sentence, asking.question.answers):
                texts[text] = None
    return tuple(texts)


def _other(asking: Asking, names: Sequence[str]) -> str | None:
    """Return the question about a name, year or number of which the article that answers does not speak."""
    article = asking.searcher.articles[asking.question.articles[0]]
    return swapped(asking.question.text, frozenset(french.terms(f"{article.title} {article.text}")), names)
