"""Raw text becomes lines: normalised, and joined again where only a column's width had broken them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.boilerplate import plain
from corpus.imprint import BYLINE, PUBLISHED
from corpus.mending import mended
from corpus.traced import Traced, joined

_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")

_WIDEST_COLUMN = 130  # characters: beyond it a line is a paragraph, not a row of a column
_NARROWEST_COLUMN = 25
_FORCED_BREAKS = 0.8  # the share of line breaks that a column must explain to be one
_FULL_ENOUGH = 40  # characters after which a line that goes on in lower case was broken by force

_FINAL = re.compile(r"[.!?…:;][\s»”\"’')\]]*$")
_LEAD = re.compile(r"^\s*(date\s*[:=]?\s*\d{4}(?:-\d{2}){1,2})\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without the white space around it; `gap` tells whether a blank one precedes."""

    traced: Traced
    gap: bool

    @property
    def text(self) -> str:
        """The characters of the line."""
        return self.traced.text


def lines_of(source: str) -> list[Line]:
    """Return the lines of a text that are not blank, normalised, column breaks undone."""
    return _unwrapped([part for line in _split(normalised(source)) for part in _lead_apart(line)])


def normalised(source: str) -> Traced:
    """Return a text in Unicode normal form C, with newlines of one kind, nothing invisible and nothing damaged."""
    return mended(Traced.of(source).replaced(_NEWLINE, "\n").replaced(_INVISIBLE, "").composed())


def _split(traced: Traced) -> Iterator[Line]:
    done = 0
    for match in re.finditer(r"\S[^\n]*", traced.text):
        gap = traced.text.count("\n", done, match.start()) > (1 if done else 0)
        done = match.end()
        yield Line(traced.cut(*match.span()).stripped(), gap)


def _lead_apart(line: Line) -> list[Line]:
    """Part a date that a machine put before the first words of a line ("date 2024-05 Rabat — …")."""
    match = _LEAD.match(line.text)
    if not match:
        return [line]
    rest = line.traced.cut(match.end(), len(line.traced))
    return [Line(line.traced.cut(*match.span(1)), line.gap), Line(rest, False)]


def _unwrapped(lines: Sequence[Line]) -> list[Line]:
    width = _column_width(lines)
    whole: list[list[Line]] = []
    for line in lines:
        if whole and not line.gap and _broken_by_force(whole[-1][-1].text, line.text, width):
            whole[-1].append(line)
        else:
            whole.append([line])
    return [Line(joined([part.traced for part in parts], " "), parts[0].gap) for parts in whole]


def _broken_by_force(before: str, after: str, width: int | None) -> bool:
    if width and len(before) <= width:
        return _would_overflow(before, after, width)
    goes_on = len(before) >= _FULL_ENOUGH and after[0].islower() and not _FINAL.search(before)
    return goes_on and not BYLINE.fullmatch(plain(after)) and not PUBLISHED.fullmatch(plain(after))


def _would_overflow(before: str, after: str, width: int) -> bool:
    """Tell whether the next word would not have fitted on the line before."""
    return len(before) + 1 + len(after.split(maxsplit=1)[0]) > width


def _column_width(lines: Sequence[Line]) -> int | None:
    """Return the width of the column the text was broken to, or None if it was not."""
    breaks = [(a.text, b.text) for a, b in pairwise(lines) if not b.gap]
    width = max((len(a) for a, _ in breaks if len(a) <= _WIDEST_COLUMN), default=0)
    wide = sum(len(line.text) > _WIDEST_COLUMN for line in lines)
    if width < _NARROWEST_COLUMN or wide > 0.1 * len(lines):
        return None
    inside = [(a, b) for a, b in breaks if not _FINAL.search(a)]
    forced = sum(_would_overflow(a, b, width) for a, b in inside)
    return width if len(inside) >= 3 and forced >= _FORCED_BREAKS * len(inside) else None
