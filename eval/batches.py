"""What is shown to the encoder at each step of training: drawn anew for every epoch, the same for the same seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from eval.disturbing import VARIANTS
from eval.lessons import Lesson, Lessons, Texts, holds

Item = TypeVar("Item")

LESSONS = 64
"""Lessons of a batch of sentences."""
PASSAGES = 32
"""Passages of a batch of passages, each with its questions and with one passage like it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions, each as it is and once more written otherwise, and texts of which one answers each.

    `answers` says which text answers each question, `barred` which of the texts hold its answer, so that they must not
    count against it.
    """

    questions: tuple[str, ...]
    texts: tuple[str, ...]
    answers: tuple[int, ...]
    barred: tuple[tuple[bool, ...], ...]


def batches_of(lessons: Lessons, seed: int, epoch: int) -> list[Batch]:
    """Return the batches of an epoch: every lesson once among sentences and once among passages."""
    chance = random.Random(f"{seed} {epoch}")
    batches = [_of_sentences(lessons, part, chance) for part in _parts(lessons.lessons, LESSONS, chance)]
    by_passage: dict[int, list[Lesson]] = {}
    for lesson in lessons.lessons:
        by_passage.setdefault(lesson.passage, []).append(lesson)
    batches += [
        _of_passages(lessons, [lesson for group in part for lesson in group], chance)
        for part in _parts(list(by_passage.values()), PASSAGES, chance)
    ]
    chance.shuffle(batches)
    return batches


def _parts(items: Sequence[Item], size: int, chance: random.Random) -> list[list[Item]]:
    """Cut the items, in a random order, into parts of about the same size."""
    mixed = list(items)
    chance.shuffle(mixed)
    count = -(-len(mixed) // size)
    return [mixed[number::count] for number in range(count)]


def _of_sentences(lessons: Lessons, part: Sequence[Lesson], chance: random.Random) -> Batch:
    """Add to the sentences that answer one beside each in its passage, and one of another passage like it."""
    others = [chance.choice(rows) for lesson in part for rows in (lesson.beside, lesson.like_sentences) if rows]
    return _batch(lessons.sentences, part, [lesson.sentence for lesson in part], others, chance)


def _of_passages(lessons: Lessons, part: Sequence[Lesson], chance: random.Random) -> Batch:
    """Add to the passages that answer one like each."""
    like = {lesson.passage: chance.choice(lesson.like_passages) for lesson in part if lesson.like_passages}
    return _batch(lessons.passages, part, [lesson.passage for lesson in part], list(like.values()), chance)


def _batch(
    texts: Texts, part: Sequence[Lesson], right: Sequence[int], others: Sequence[int], chance: random.Random
) -> Batch:
    rows = list(dict.fromkeys([*right, *others]))
    place = {row: number for number, row in enumerate(rows)}
    answers = tuple(place[row] for row in right)
    barred = tuple(tuple(holds(texts.bodies[row], lesson.answers) for row in rows) for lesson in part)
    return Batch(
        (*(lesson.question for lesson in part), *(chance.choice(VARIANTS)(lesson.question) for lesson in part)),
        tuple(texts.inputs[row] for row in rows),
        answers * 2,
        barred * 2,
    )
