"""Question sets → what the encoder is trained on: questions, the texts that answer them, and texts that do not.

The texts are those that an index encodes (`index.builder`): sentences and passages with their title before them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DatasetError
from eval.matching import squash
from eval.records import GoldSpan, OwnCorpus, QuestionSet
from index import french
from index.builder import passage_inputs, sentence_inputs
from index.lexical import LexicalIndex

LOOK_ALIKES = 8
"""Sentences and passages kept for each question that share its words and do not answer it."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of one kind: `inputs` as the encoder reads them, `bodies` without their title, as `squash` folds them."""

    inputs: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question, its accepted short answers as `squash` folds them, and the rows of texts that do and do not answer.

    `sentence` and `passage` hold the answer; `beside` are the other sentences of the passage; `like_sentences` and
    `like_passages` are of other passages, those first that hold most of the question's words (BM25). None of the
    others holds an accepted answer.
    """

    question: str
    answers: tuple[str, ...]
    sentence: int
    passage: int
    beside: tuple[int, ...] = ()
    like_sentences: tuple[int, ...] = ()
    like_passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lessons:
    """All there is to train on; `passage_of` is the row of each sentence's passage."""

    sentences: Texts
    passages: Texts
    passage_of: NDArray[np.int64]
    lessons: tuple[Lesson, ...] = ()


def lessons_of(sets: Sequence[QuestionSet]) -> Lessons:
    """Return the lessons of some sets that bring their corpus; raises DatasetError where there is none to be had."""
    pairs = [(questions, questions.corpus) for questions in sets if questions.corpus]
    whole = _texts_of([corpus for _, corpus in pairs])
    asked: list[Lesson] = []
    first_sentence = first_passage = 0
    for questions, corpus in pairs:
        asked += _asked(questions, corpus, first_sentence, first_passage)
        first_sentence += sum(len(passage.sentences) for passage in corpus.passages)
        first_passage += len(corpus.passages)
    if not asked:
        names = ", ".join(questions.name for questions in sets)
        raise DatasetError(f"{names}: no question whose answer stands in a sentence, so nothing to train on")
    by_words = LexicalIndex.build(whole.sentences.inputs), LexicalIndex.build(whole.passages.inputs)
    return replace(whole, lessons=tuple(_with_others(whole, lesson, *by_words) for lesson in asked))


def holds(text: str, answers: Sequence[str]) -> bool:
    """Tell whether a text folded by `squash` holds one of some answers folded likewise."""
    return any(answer in text for answer in answers)


def _texts_of(corpora: Sequence[OwnCorpus]) -> Lessons:
    """Return the texts of some corpora, one after the other, without a lesson."""
    passages = [passage for corpus in corpora for passage in corpus.passages]
    by_id = [{article.id: article.text for article in corpus.articles} for corpus in corpora]
    bodies = [
        (text[passage.start : passage.end], [sentence.of(text) for sentence in passage.sentences])
        for corpus, texts in zip(corpora, by_id, strict=True)
        for passage in corpus.passages
        for text in [texts[passage.article_id]]
    ]
    return Lessons(
        Texts(
            tuple(text for corpus in corpora for text in sentence_inputs(corpus.articles, corpus.passages)),
            tuple(squash(sentence) for _, sentences in bodies for sentence in sentences),
        ),
        Texts(
            tuple(text for corpus in corpora for text in passage_inputs(corpus.articles, corpus.passages)),
            tuple(squash(passage) for passage, _ in bodies),
        ),
        np.repeat(np.arange(len(passages)), [len(passage.sentences) for passage in passages]),
    )


def _asked(questions: QuestionSet, corpus: OwnCorpus, first_sentence: int, first_passage: int) -> Iterator[Lesson]:
    """Yield a lesson, other texts still lacking, for each question whose answer stands in a sentence of the corpus."""
    places = [
        (number, passage.article_id, s) for number, passage in enumerate(corpus.passages) for s in passage.sentences
    ]

    def row_of(span: GoldSpan) -> int | None:
        inside = (
            row
            for row, (_, article_id, sentence) in enumerate(places)
            if article_id == span.article_id and sentence.start <= span.start < sentence.end
        )
        return next(inside, None)

    for question in questions.questions:
        row = row_of(question.spans[0]) if question.spans else None
        answers = tuple(filter(None, map(squash, question.answers)))
        if row is not None and answers:
            yield Lesson(question.text, answers, first_sentence + row, first_passage + places[row][0])


def _with_others(whole: Lessons, lesson: Lesson, sentences: LexicalIndex, passages: LexicalIndex) -> Lesson:
    own = whole.passage_of == lesson.passage
    terms, bodies = french.terms(lesson.question), whole.sentences.bodies
    beside = [row for row in np.flatnonzero(own).tolist() if row != lesson.sentence]
    return replace(
        lesson,
        beside=tuple(row for row in beside if not holds(bodies[row], lesson.answers)),
        like_sentences=_highest(np.where(own, 0, sentences.scores(terms)), whole.sentences, lesson.answers),
        like_passages=_highest(
            np.where(np.arange(passages.size) == lesson.passage, 0, passages.scores(terms)),
            whole.passages,
            lesson.answers,
        ),
    )


def _highest(scores: Scores, texts: Texts, answers: Sequence[str]) -> tuple[int, ...]:
    """Return the rows of the highest scores above 0, highest first, of texts that hold no answer."""
    kept: list[int] = []
    for row in np.argsort(-scores, kind="stable").tolist():
        if len(kept) == LOOK_ALIKES or scores[row] <= 0:
            break
        if not holds(texts.bodies[row], answers):
            kept.append(row)
    return tuple(kept)
