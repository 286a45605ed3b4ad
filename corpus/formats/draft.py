"""What a reader of a format hands on."""

from dataclasses import dataclass

from corpus.facts import Facts, Statement


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its file gives it: raw text, and what the file states beside it, the surest first.

    `part` names the article inside a file that holds several ("" where it holds one).
    """

    text: str
    stated: tuple[Statement, ...] = ()
    part: str = ""

    @property
    def title(self) -> str | None:
        """The title stated beside the text."""
        return next((s.facts.title for s in self.stated if s.facts.title), None)


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a file that could not be read, and why."""

    part: str
    why: str


def statement(by: str, facts: Facts) -> tuple[Statement, ...]:
    """Return the statement as a draft takes it: nothing where nothing is stated."""
    return (Statement(by, facts),) if facts != Facts() else ()
