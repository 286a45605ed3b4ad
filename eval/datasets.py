"""The project's question sets: one JSON record a line, checked before anything is asked.

A record: `id, question, category, articles, facts, answerable, history, split`; see
`eval/questions/README.md`. Every fault is one DatasetError that names the file and the line.
"""

import hashlib
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from corpus.errors import DatasetError
from eval.records import EvalQuestion, QuestionSet, Split
from rag import Turn

_STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read whole: its bytes' SHA-256 and its text."""

    path: Path
    text: str
    sha256: str


@checked(frozen=True, config=_STRICT)
class _Turn:
    question: str
    answer: str


@checked(frozen=True, config=_STRICT)
class _Record:
    id: str
    question: str
    category: str
    answerable: bool
    articles: list[str] = field(default_factory=list)
    facts: list[list[str]] = field(default_factory=list)
    history: list[_Turn] = field(default_factory=list)
    split: Split = "dev"


_RECORD = TypeAdapter(_Record)


def read_questions(path: Path) -> QuestionSet:
    """Read a question set; raises DatasetError, naming file and line, where it cannot be used."""
    source = read_source(path)
    lines = [(number, line) for number, line in enumerate(source.text.splitlines(), 1) if line.strip()]
    if not lines:
        raise DatasetError(f"{path} holds no question.")
    questions = tuple(_question(f"{path}:{number}", line) for number, line in lines)
    refuse_repeated([question.id for question in questions], [f"{path}:{number}" for number, _ in lines])
    return QuestionSet(path.stem, "questions", questions, source.sha256)


def read_source(path: Path) -> Source:
    """Read a UTF-8 text; raises DatasetError where there is none, or where it is no UTF-8."""
    try:
        raw = path.read_bytes()
        return Source(path, raw.decode("utf-8-sig"), hashlib.sha256(raw).hexdigest())
    except OSError as error:
        raise DatasetError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise DatasetError(f"{path} is not UTF-8 text (byte {error.start}).") from error


def first_fault(error: ValidationError) -> str:
    """Return the first fault of a validation in one line: where in the record, and what is wrong."""
    fault = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(step) for step in fault["loc"])
    return f"{place}: {fault['msg']}" if place else fault["msg"]


def refuse_repeated(ids: Sequence[str], places: Sequence[str]) -> None:
    """Raise DatasetError where an id comes twice, naming both places."""
    first: dict[str, str] = {}
    for identifier, place in zip(ids, places, strict=True):
        if identifier in first:
            raise DatasetError(f"{place}: the id “{identifier}” is already used at {first[identifier]}.")
        first[identifier] = place


def refuse_foreign(questions: QuestionSet, article_ids: Collection[str]) -> None:
    """Raise DatasetError where a question's article is not in the index, or none of the set's is."""
    named = [(question, stem) for question in questions.questions for stem in question.articles]
    missing = [(question, stem) for question, stem in named if stem not in article_ids]
    if missing and len(missing) == len(named):
        raise DatasetError(f"The set “{questions.name}” is about another corpus: the index holds none of its articles.")
    if missing:
        question, stem = missing[0]
        raise DatasetError(f"Question “{question.id}” names the article “{stem}”, which the index does not hold.")


def chosen(questions: QuestionSet, split: str = "all", limit: int | None = None) -> QuestionSet:
    """Return the set with the questions of one split, and of these a sample of at most `limit`.

    The sample is the same for the same set and limit, and keeps the set's order.
    """
    kept = [question for question in questions.questions if split in ("all", question.split)]
    if not kept:
        raise DatasetError(f"The set “{questions.name}” has no question in the split “{split}”.")
    if limit is not None and limit < len(kept):
        places = sorted(random.Random(questions.sha256).sample(range(len(kept)), max(limit, 1)))
        kept = [kept[place] for place in places]
    return replace(questions, questions=tuple(kept))


def _question(place: str, line: str) -> EvalQuestion:
    try:
        record = _RECORD.validate_json(line)
    except ValidationError as error:
        raise DatasetError(f"{place}: {first_fault(error)}.") from error
    for fault in _faults(record):
        raise DatasetError(f"{place}: {fault}.")
    return EvalQuestion(
        id=record.id,
        text=record.question,
        category=record.category,
        answerable=record.answerable,
        articles=tuple(record.articles),
        facts=tuple(tuple(fact) for fact in record.facts),
        history=tuple(Turn(turn.question, turn.answer) for turn in record.history),
        split=record.split,
    )


def _faults(record: _Record) -> Iterator[str]:
    if not all(text.strip() for text in (record.id, record.question, record.category)):
        yield "id, question and category must not be blank"
    if record.answerable and not (record.articles and record.facts):
        yield "an answerable question needs articles and facts"
    if not record.answerable and (record.articles or record.facts):
        yield "an unanswerable question has no articles and no facts"
    if not all(fact and all(spelling.strip() for spelling in fact) for fact in record.facts):
        yield "every fact needs at least one spelling, none of them blank"
    if len(set(record.articles)) < len(record.articles):
        yield "an article is named twice"
