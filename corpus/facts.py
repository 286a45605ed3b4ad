"""What is stated about an article, by whom, and which statement wins."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from corpus.records import Reason


@dataclass(frozen=True, slots=True)
class Facts:
    """Some facts about an article; None where nothing is stated. `published` is ISO 8601."""

    title: str | None = None
    source: str | None = None
    published: str | None = None
    author: str | None = None
    place: str | None = None
    url: str | None = None
    based_on: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Facts, and who states them: "front matter", "JSON-LD", "date line"…"""

    by: str
    facts: Facts


def settle(statements: Iterable[Statement]) -> tuple[Facts, tuple[Reason, ...]]:
    """Take each fact from the first statement that has it, and say which one that was."""
    values: dict[str, str] = {}
    reasons: list[Reason] = []
    for statement in statements:
        for field in fields(Facts):
            value = getattr(statement.facts, field.name)
            if value and field.name not in values:
                values[field.name] = value
                reasons.append(Reason(field.name, statement.by))
    return Facts(**values), tuple(sorted(reasons))
