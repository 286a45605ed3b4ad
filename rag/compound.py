"""Two questions in one: « Qui gère le port et qui gère la gare ? », « Quels travaux à Brest et à Lorient ? »."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from rag.conversation import understood
from rag.extractive import MAX_QUOTES, compose
from rag.records import Answer, Citation, Question, RankedPassage, Turn
from rag.substituting import bare

Quoted = TypeVar("Quoted", Citation, RankedPassage)

_BEFORE = r"(?:(?:à|de|d['’]|en|dans|pour|par|avec|sur|chez|depuis|vers|selon|jusqu['’]à?)\s*)?"
_SIMPLE = r"(?:qui|quand|où|comment|pourquoi|combien)\b"
_ANY = rf"(?:{_SIMPLE}|quel(?:le)?s?\b|lequel\b|laquelle\b|lesquel(?:le)?s\b|est-ce\b|qu['’]est-ce\b)"
_SECOND = re.compile(rf",?\s(?:et|puis)\s(?={_BEFORE}{_ANY})", re.IGNORECASE)
_OPENS = re.compile(rf"^{_BEFORE}{_ANY}", re.IGNORECASE)
_OPENS_SIMPLY = re.compile(rf"^{_BEFORE}{_SIMPLE}", re.IGNORECASE)
_RELATIVE = re.compile(rf"^{_BEFORE}(?:qui|où)\b", re.IGNORECASE)  # may go on with a clause instead of asking
_WHICH_ELSEWHERE = re.compile(r"^lesquel(?:le)?s\s(?=(?:en|à|au|aux|dans|chez|pour|par)\b)", re.IGNORECASE)
_LEAST = 2  # words of a question by itself

_PLACED = r"(?:à|au|aux|en|dans|chez)"
_AGAIN = re.compile(
    rf"^(?P<first>.*\s(?P<one>{_PLACED}|pour|par|avec|sur|selon)\s(?:(?!\set\s).)+?),?\set\s"
    rf"(?P<second>(?P<other>{_PLACED}|pour|par|avec|sur|selon)\s[^,?]+)$",
    re.IGNORECASE,
)


def questions_in(question: str) -> tuple[str, ...]:
    """Return the two questions that one is made of, each by itself; none where it is but one.

    What follows « et » is one where it begins with a word of asking; « qui » and « où » may go on with a clause of the
    first instead, unless that too begins with such a word.
    """
    for joint in _SECOND.finditer(question):
        first, second = question[: joint.start()], question[joint.end() :]
        asks = _OPENS_SIMPLY.match(first) if _RELATIVE.match(second) else _OPENS.match(first)
        if asks and len(first.split()) >= _LEAST:
            return _completed(first, second)
    return ()


def halves_of(question: str) -> tuple[str, ...]:
    """Return a question about two things as one about each; none where it names no two by the same preposition."""
    found = _AGAIN.match(bare(question))
    if not found:
        return ()
    one, other = found["one"].lower(), found["other"].lower()
    alike = one == other or all(re.fullmatch(_PLACED, word) for word in (one, other))
    return _completed(found["first"], found["second"]) if alike else ()


def together(question: str, meant: str, parts: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """Return the answers to the parts of a question as one: what was found, and which part was not.

    Quotations are taken from the answers in turn; it is as sure as the least sure of those that answer.
    """
    given = [answer for answer in answers if not answer.abstained]
    cited = _in_turn([answer.citations for answer in given])
    unanswered = [part for part, answer in zip(parts, answers, strict=True) if answer.abstained]
    citations = tuple(replace(citation, number=number) for number, citation in enumerate(cited[:MAX_QUOTES], start=1))
    return Answer(
        question,
        compose(citations) if given else answers[0].answer,
        not given,
        min((answer.confidence for answer in given), default=max(answer.confidence for answer in answers)),
        citations,
        tuple(_in_turn([answer.passages for answer in answers])[: max(len(answer.passages) for answer in answers)]),
        _added([answer.timings_ms for answer in answers]),
        understood=meant if meant != question else None,
        notices=tuple(f"Les articles ne répondent pas à : « {part} »" for part in unanswered if given),
        neighbours=tuple(dict.fromkeys(near for answer in answers for near in answer.neighbours)) if not given else (),
    )


def _completed(first: str, second: str) -> tuple[str, ...]:
    """Return both as questions, the second as it follows the first."""
    asked = f"{bare(first)} ?"
    second = _WHICH_ELSEWHERE.sub("", second)
    opened = second if _OPENS.match(second) else f"et {second}"
    then = understood(Question(f"{bare(opened)} ?", (Turn(asked, ""),)))
    return asked, f"{then[:1].upper()}{then[1:]}"


def _in_turn(lists: Sequence[Sequence[Quoted]]) -> list[Quoted]:
    """Return the first of each, then the second of each, and so on; what stands in one place once."""
    longest = max(map(len, lists), default=0)
    turns = (one[place] for place in range(longest) for one in lists if place < len(one))
    once: dict[tuple[str, int, int], Quoted] = {}
    for one in turns:
        once.setdefault((one.article_id, one.start, one.end), one)
    return list(once.values())


def _added(timings: Sequence[Mapping[str, float]]) -> dict[str, float]:
    stages = dict.fromkeys(stage for timing in timings for stage in timing)
    return {stage: round(sum(timing.get(stage, 0.0) for timing in timings), 3) for stage in stages}
