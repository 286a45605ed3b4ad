"""The article out of its page: what surrounds it is named and taken out, line by line."""

from dataclasses import dataclass

from corpus.facts import Statement
from corpus.labelling import label
from corpus.lines import lines_of
from corpus.records import Removed
from corpus.sheet import Sheet
from corpus.traced import Traced, joined

_SUREST_FIRST = ("title", "source line", "date line", "byline", "credit line", "bare date", "copyright")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The body of an article, what its surroundings stated, and what was taken out, in order.

    Every word of the source is either in the body or in what was taken out (a title under the rule "title").
    """

    body: Traced
    stated: tuple[Statement, ...]
    removed: tuple[Removed, ...]


def clean(source: str, title: str | None = None) -> Cleaned:
    """Keep the article of a flattened page: standfirst, subheadings and paragraphs, without its title.

    `title` is the article's title where it is known otherwise; then the line that repeats it is the title.
    """
    sheet = Sheet(lines_of(source))
    label(sheet, title)
    labelled = list(zip(sheet.lines, sheet.labels, strict=True))
    return Cleaned(
        body=joined([line.traced for line, rule in labelled if rule is None], "\n\n"),
        stated=tuple(sorted(sheet.stated, key=lambda statement: _SUREST_FIRST.index(statement.by))),
        removed=tuple(Removed(rule, line.text) for line, rule in labelled if rule),
    )
