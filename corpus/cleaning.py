"""The article out of its page: what surrounds it is named and taken out, line by line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import boilerplate as b
from corpus.boilerplate import Place, plain
from corpus.dates import as_iso
from corpus.facts import Facts, Statement
from corpus.lines import Line, lines_of
from corpus.records import Removed
from corpus.traced import Traced, joined

_PROSE_CHARACTERS = 60
_LONG_CHARACTERS = 200
_HEADLINE_WORDS = 4
_HEADLINES_IN_A_ROW = 4
_TICKER_SEGMENTS = 5
_TICKER_SEGMENT_CHARACTERS = 15

_FINAL = re.compile(r"[.!?…][\s»”\"’')\]]*$")
_FULL_STOP = re.compile(r"[.…][\s»”\"’')\]]*$")
_INNER_END = re.compile(r"[.!?…][»”\"’')\]]*\s+[«“\"(]?\s?[A-ZÀ-Þ]")
_GAPS = re.compile(r"[\s\u00a0]{3,}|\s*[|•●■◆▪·]\s*|\s+(?:»|›|>|::|///?)\s+")
_PLACE_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þa-z][\w'’-]*){0,2}")

_SUREST_FIRST = ("title", "source line", "date line", "byline", "bare date")

Label = str
"""The name of the rule that takes a line out; a line without one is the article."""


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
    page = _Page(lines_of(source), title)
    body = joined([line.traced for line, label in page.labelled() if label is None], "\n\n")
    removed = tuple(Removed(label, line.text) for line, label in page.labelled() if label)
    return Cleaned(body, tuple(sorted(page.stated, key=lambda s: _SUREST_FIRST.index(s.by))), removed)


class _Page:
    """The lines of a page while the rules label them, from the surest rule to the least."""

    def __init__(self, lines: Sequence[Line], title: str | None) -> None:
        self.lines = lines
        self.labels: list[Label | None] = [None] * len(lines)
        self.title = title
        self.stated: list[Statement] = []
        self._label_by_rule(Place.ANYWHERE)
        self._label_tickers()
        self._label_related()
        self._label_ends()
        self._label_by_rule(Place.EDGES)
        self._label_clock()
        self._label_stated_lines()
        self._label_title()

    def labelled(self) -> list[tuple[Line, Label | None]]:
        return list(zip(self.lines, self.labels, strict=True))

    def _open(self, start: int = 0, end: int | None = None) -> list[int]:
        """Return the indices of the lines that no rule has taken yet."""
        return [i for i in range(start, len(self.lines) if end is None else end) if not self.labels[i]]

    def _prose(self) -> list[int]:
        return [i for i in self._open() if is_prose(self.lines[i].text)]

    def _edges(self) -> list[int]:
        prose = self._prose()
        return [i for i in self._open() if not prose or i < prose[0] or i > prose[-1]]

    def _label_by_rule(self, place: Place) -> None:
        for i in self._open() if place is Place.ANYWHERE else self._edges():
            line = plain(self.lines[i].text)
            names = (r.name for r in b.RULES if r.place is place and r.pattern.fullmatch(line))
            self.labels[i] = next(names, None)

    def _label_tickers(self) -> None:
        for i in self._open():
            if is_ticker(self.lines[i].text):
                self.labels[i] = "headline ticker"

    def _label_related(self) -> None:
        for i in self._open():
            line = plain(self.lines[i].text)
            if b.RELATED_INLINE.fullmatch(line):
                self.labels[i] = "related articles"
            elif b.RELATED.fullmatch(line):
                self._label_with_followers(i, "related articles")

    def _label_with_followers(self, i: int, name: str) -> None:
        """Take a marker and the headlines after it: all to the end, or those that stand right below it."""
        self.labels[i] = name
        after = self._open(i + 1)
        last = next((k for k in after if is_sentence(self.lines[k].text)), None)
        for k in after:
            right_below = last is not None and not self.lines[k].gap and k < last
            if last is None or (right_below and all(self.labels[i:k])):
                self.labels[k] = name

    def _label_ends(self) -> None:
        """Take comments, and whatever trails after an advertisement, to the end of the page."""
        for i, line in enumerate(self.lines):
            if b.COMMENTS.fullmatch(plain(line.text)) and self._most_prose_before(i):
                for k in [i, *self._open(i)]:
                    self.labels[k] = "comments"
            elif self.labels[i] == "advertising" and not self._sentences_after(i):
                for k in self._open(i):
                    if not self._states_something(k):
                        self.labels[k] = "advertising"

    def _most_prose_before(self, i: int) -> bool:
        prose = self._prose()
        return any(k < i for k in prose) and sum(k < i for k in prose) >= sum(k > i for k in prose) / 2

    def _sentences_after(self, i: int) -> bool:
        return any(is_sentence(self.lines[k].text) for k in self._open(i + 1))

    def _states_something(self, i: int) -> bool:
        line = plain(self.lines[i].text)
        return any(p.fullmatch(line) for p in (b.PUBLISHED, b.UPDATED, b.SOURCE, b.BYLINE))

    def _label_clock(self) -> None:
        """Take the day of the visit and the city of the weather, which a page shows above the article."""
        top = [i for i in self._edges() if not self._prose() or i < self._prose()[0]]
        for i in top:
            if self._is_clock(i):
                self.labels[i] = "date of the visit"
        for i in top:
            near = self.labels[max(0, i - 1) : i] + self.labels[i + 1 : i + 2]
            if not self.labels[i] and {"weather", "date of the visit"} & set(near) and _is_city(self.lines[i].text):
                self.labels[i] = "weather"

    def _is_clock(self, i: int) -> bool:
        """A bare date is that of the visit if the weather is near, or if it opens the page with its weekday."""
        line = plain(self.lines[i].text)
        if not b.BARE_DATE.fullmatch(line):
            return False
        weather_near = "weather" in self.labels[max(0, i - 3) : i + 4]
        return weather_near or (not self._open(0, i) and not line[0].isdigit() and bool(self._headlines_after(i)))

    def _headlines_after(self, i: int) -> list[int]:
        prose = self._prose()
        return [k for k in self._open(i + 1, prose[0] if prose else None) if _is_headline(self.lines[k].text)]

    def _label_stated_lines(self) -> None:
        """Read and take the lines that state the date, the author or the outlet."""
        for i in self._open():
            line = plain(self.lines[i].text)
            at_edge = i in self._edges()
            if match := b.PUBLISHED.fullmatch(line):
                facts = Facts(author=match["author"], source=match["outlet"], published=as_iso(match["date"]))
                self._state(i, "date line", facts)
            elif match := b.UPDATED.fullmatch(line):
                self.labels[i] = "date line"
            elif at_edge and (match := b.BARE_DATE.fullmatch(line)):
                self._state(i, "bare date", Facts(published=as_iso(match["date"])))
            elif at_edge and (match := b.SOURCE.fullmatch(line)):
                self._state(i, "source line", Facts(source=match["outlet"].strip()))
            elif at_edge and (match := b.BYLINE.fullmatch(line)) and not _FINAL.search(line):
                self._state(i, "byline", Facts(author=match["author"], published=as_iso(match["date"] or "")))

    def _state(self, i: int, label: Label, facts: Facts) -> None:
        self.labels[i] = label
        self.stated.append(Statement(label, facts))

    def _label_title(self) -> None:
        prose = self._prose()
        top = self._open(0, prose[0] if prose else None)
        headlines = [i for i in top if _is_headline(self.lines[i].text)]
        known = [i for i in self._open() if self.title and _same(self.lines[i].text, self.title)]
        if known:
            chosen = known[0]
        elif headlines and self.title is None:
            chosen = headlines[-1] if len(headlines) >= _HEADLINES_IN_A_ROW else headlines[0]
        else:
            return
        for i in self._open():
            if i < chosen and i in top:
                self.labels[i] = "above the title"
            elif i == chosen or _same(self.lines[i].text, self.lines[chosen].text):
                self.labels[i] = "title"
        self.stated.append(Statement("title", Facts(title=self.lines[chosen].text)))


def is_prose(line: str) -> bool:
    """Tell a paragraph, or a whole sentence of some length, from a headline or a label."""
    if len(line) >= _LONG_CHARACTERS or _INNER_END.search(line):
        return len(line) >= _PROSE_CHARACTERS
    return len(line) >= _PROSE_CHARACTERS and bool(_FINAL.search(line))


def is_sentence(line: str) -> bool:
    """Tell a line that ends as a statement does from a headline, which may end in ? or ! but not in a full stop."""
    return (is_prose(line) and (len(line) >= _LONG_CHARACTERS or bool(_FULL_STOP.search(line)))) or (
        bool(_FULL_STOP.search(line)) and len(line.split()) > 2
    )


def is_ticker(line: str) -> bool:
    """Tell a row of headlines, set apart by wide gaps, bars or bullets."""
    segments = [s for s in _GAPS.split(line) if s]
    long_enough = sum(map(len, segments)) >= _TICKER_SEGMENT_CHARACTERS * len(segments)
    return len(segments) >= _TICKER_SEGMENTS and long_enough


def _is_headline(line: str) -> bool:
    return len(line.split()) >= _HEADLINE_WORDS and not _FULL_STOP.search(line)


def _is_city(line: str) -> bool:
    return bool(_PLACE_NAME.fullmatch(line))


def _same(line: str, other: str) -> bool:
    return _letters(line) == _letters(other) != ""


def _letters(line: str) -> str:
    return "".join(c for c in line.casefold() if c.isalnum())
