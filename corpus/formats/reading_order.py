"""Words on a page, put into the order they are read in: column by column, by recursive cuts at white space.

G. Nagy and S. Seth, "Hierarchical representation of optically scanned documents", ICPR 1984 (the X-Y cut).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_GUTTER = 0.7  # times the size of the letters: the narrowest gap between two columns
_WIDE_GUTTER, _FEW_LINES = 2.5, 4.5  # in a block of so few lines spaces may meet by chance: only a wide gap counts
_LEADING = 0.9  # times the size of the letters: the narrowest gap between two blocks, one below the other
_SAME_LINE = 0.5  # times the size of the letters: how far apart the feet of words of one line are at most


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the lower left corner of the page; `size` is that of its letters."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """The words of one line of one column."""

    text: str
    x0: float
    x1: float
    size: float


def blocks_of(words: Sequence[Word]) -> Iterator[list[TextLine]]:
    """Yield the blocks of a page, each its lines, in reading order."""
    if not words:
        return
    size = median(word.size for word in words)
    height = max(word.y1 for word in words) - min(word.y0 for word in words)
    gutter = _GUTTER if height > _FEW_LINES * size else _WIDE_GUTTER
    for parts in (_cut(words, "x", gutter * size), _cut(words, "y", _LEADING * size)):
        if len(parts) > 1:
            for part in parts:
                yield from blocks_of(part)
            return
    yield _lines(words, size)


def _cut(words: Sequence[Word], axis: str, gap: float) -> list[list[Word]]:
    """Cut words at the gaps of that width at least that cross all of them; down the page at the widest one only."""
    if axis == "x":
        spans = sorted((word.x0, word.x1, i) for i, word in enumerate(words))
    else:
        spans = sorted((-word.y1, -word.y0, i) for i, word in enumerate(words))
    cuts, reach = list[tuple[float, int]](), spans[0][1]
    for k, (start, end, _) in enumerate(spans):
        if start - reach >= gap:
            cuts.append((start - reach, k))
        reach = max(reach, end)
    if axis == "y" and cuts:
        cuts = [max(cuts)]
    places = [0, *(k for _, k in cuts), len(spans)]
    return [[words[i] for _, _, i in spans[a:b]] for a, b in pairwise(places)]


def _lines(words: Sequence[Word], size: float) -> list[TextLine]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.y0):
        if rows and abs(rows[-1][0].y0 - word.y0) <= _SAME_LINE * size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(sorted(row, key=lambda w: w.x0)) for row in rows]


def _line(words: Sequence[Word]) -> TextLine:
    text = " ".join(word.text for word in words)
    return TextLine(text, words[0].x0, words[-1].x1, max(word.size for word in words))
