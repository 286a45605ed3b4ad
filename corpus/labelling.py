"""Each line of a page gets the name of the rule that takes it out, or none: then it is the article.

The rules go from the surest to the least: what a line says, then what it looks like where it stands, then the title.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, zip_longest

from corpus import boilerplate as b
from corpus.boilerplate import Place, plain
from corpus.dates import as_iso
from corpus.facts import Facts, Statement
from corpus.kinds import (
    credit_date,
    is_headline,
    is_menu_bar,
    is_menu_item,
    is_person,
    is_prose,
    is_sentence,
    is_ticker,
    same_words,
)
from corpus.lines import Line

Label = str

_LONGEST_MATCH = 600  # characters: no rule takes a longer line by what it says
_LONGEST_PAGE = 10_000  # lines
_MENU_RUN = 4  # so many section names in a row are a menu
_HEADLINE_RUN = 3  # so many headlines in a row below an article belong to others
_TITLE_WORDS = 5  # a headline that long is preferred to a shorter one, which may be the site's name
_MANY_HEADLINES = 4  # above an article: the last of them is its title
_LONG_WORDS = 45  # a paragraph that long is no teaser of another article
_FEW_WORDS = 6
_FEW = 5  # statements of the author that are looked for again
_LITTLE, _HALF, _NEARLY_ALL = 0.3, 0.5, 0.9  # shares of the prose of a page
_BREAKS = frozenset(
    {"navigation", "headline ticker", "cookie notice", "sign-in", "copyright", "comments", "comment form"}
)
_BREAKS_BELOW = frozenset({"share buttons", "page counter"})  # these may also stand between a standfirst and the text
_FOOTERS = frozenset({"copyright", "comments"})  # nothing of the article comes after these
_TWO_LINES, _MORE_LINES = 25, 45  # words of prose that two, or more, such lines in a row outweigh


class Page:
    """The lines of a page, the label of each, and what the labelled ones state about the article."""

    def __init__(self, lines: Sequence[Line], title: str | None = None) -> None:
        self.lines = lines
        self.title = title
        self.labels: list[Label | None] = [None] * len(lines)
        self.stated: list[Statement] = []
        self._texts = [plain(line.text) for line in lines]
        self._short = [text if len(text) <= _LONGEST_MATCH else "" for text in self._texts]
        self._prose = [is_prose(text) for text in self._texts]
        self._sentence = [is_sentence(text) for text in self._texts]
        self._words = [len(text.split()) for text in self._texts]

    def label(self) -> None:
        """Apply every rule, unless the text has far more lines than any page."""
        if len(self.lines) > _LONGEST_PAGE:
            return
        self._label_by_rule(Place.ANYWHERE, self._open())
        self._label_where("headline ticker", is_ticker, self._open())
        self._label_menus()
        self._label_related()
        self._label_comments()
        self._label_after_advertising()
        self._label_dated_lines()
        self._label_apart()
        self._label_about_site()
        self._label_by_rule(Place.EDGES, self._edges())
        self._label_clock()
        self._label_credits()
        self._label_title()
        self._label_people()
        self._label_between()
        self._label_last_headlines()

    # Where things are

    def _open(self, start: int = 0, end: int | None = None) -> list[int]:
        """Return the lines that no rule has taken yet."""
        return [i for i in range(start, len(self.lines) if end is None else end) if self.labels[i] is None]

    def _body(self) -> tuple[int, int]:
        """Return the first paragraph and the one after the last; both are the end of the page where there is none."""
        prose = [i for i in self._open() if self._prose[i]]
        return (prose[0], prose[-1] + 1) if prose else (len(self.lines), len(self.lines))

    def _edges(self) -> list[int]:
        first, last = self._body()
        return [*self._open(0, first), *self._open(last)]

    def _share_before(self) -> list[float]:
        """Return, for each line, the share of the page's prose that stands above it."""
        counts = [self._words[i] if self._prose[i] and not self.labels[i] else 0 for i in range(len(self.lines))]
        total = sum(counts) or 1
        return [before / total for before in accumulate(counts, initial=0)]

    def _take(self, name: Label, lines: Iterable[int]) -> None:
        for i in lines:
            self.labels[i] = self.labels[i] or name

    # What lines say

    def _label_by_rule(self, place: Place, lines: Iterable[int]) -> None:
        for i in lines:
            names = (r.name for r in b.RULES if r.place is place and r.pattern.fullmatch(self._short[i]))
            self.labels[i] = next(names, None)

    def _label_where(self, name: Label, holds: Callable[[str], bool], lines: Iterable[int]) -> None:
        self._take(name, [i for i in lines if holds(self.lines[i].text)])

    def _label_menus(self) -> None:
        edges = self._edges()
        self._label_where("navigation", is_menu_bar, edges)
        items = [i for i in edges if self.labels[i] is None and is_menu_item(self._texts[i])]
        for run in _runs(items):
            if len(run) >= _MENU_RUN:
                self._take("navigation", run)

    def _label_related(self) -> None:
        """Take links to other articles: a line, a marker and the headlines below it, or all to the end."""
        share = self._share_before()
        open_lines = self._open()
        sentences = _counts_from(i for i in open_lines if self._sentence[i])
        long = _counts_from(i for i in open_lines if self._words[i] > _LONG_WORDS)
        # A question is left out: between answers it is the article, above a teaser it is a headline.
        headlines = _counts_from(i for i in open_lines if not self._sentence[i] and not self._texts[i].endswith("?"))
        for i in open_lines:
            if b.RELATED_INLINE.fullmatch(self._short[i]):
                self.labels[i] = "related articles"
            elif self.labels[i] is None and (marker := b.RELATED.fullmatch(self._short[i])):
                if marker["end"] is not None:
                    teasers = long(i + 1) <= 1
                else:
                    teasers = long(i + 1) == 0 and headlines(i + 1) >= sentences(i + 1)
                if sentences(i + 1) == 0 or (teasers and share[i] >= _HALF):
                    self._take("related articles", range(i, len(self.lines)))
                    return
                self._take("related articles", self._right_below(i))

    def _right_below(self, i: int) -> list[int]:
        """Return a marker and the headlines that stand below it without a blank line, or one long one after it."""
        below = [i]
        for k in range(i + 1, len(self.lines)):
            alone = len(below) == 1 and is_headline(self._texts[k], 6) and self._words[i] > 1
            if self.labels[k] is None and not self._sentence[k] and (not self.lines[k].gap or alone):
                below.append(k)
            else:
                break
        return below

    def _label_comments(self) -> None:
        """Take comments, to the end of the page; a line that counts them may also stand under the title."""
        share = self._share_before()
        for i, text in enumerate(self._short):
            marker = b.COMMENTS.fullmatch(text)
            if marker and share[i] > (_NEARLY_ALL if marker["bare"] else _LITTLE):
                self.labels[i:] = [label or "comments" for label in self.labels[i:]]
                return

    def _label_after_advertising(self) -> None:
        """Take whatever trails after an advertisement that no sentence of the article follows."""
        last = max((i for i in self._open() if self._sentence[i]), default=-1)
        markers = [i for i, label in enumerate(self.labels) if label == "advertising" and i > last]
        if markers and last >= 0:
            self._take("advertising", [i for i in self._open(markers[0]) if not self._states_something(i)])

    def _states_something(self, i: int) -> bool:
        return any(p.fullmatch(self._short[i]) for p in (b.PUBLISHED, b.UPDATED, b.SOURCE, b.BYLINE, b.BARE_DATE))

    def _label_dated_lines(self) -> None:
        for i in self._open():
            if match := b.PUBLISHED.fullmatch(self._short[i]):
                facts = Facts(author=match["author"], source=match["outlet"], published=as_iso(match["date"]))
                self._state(i, "date line", facts)
            elif b.UPDATED.fullmatch(self._short[i]) or b.TIME_ONLY.fullmatch(self._short[i]):
                self.labels[i] = "date line"

    def _state(self, i: int, label: Label, facts: Facts) -> None:
        self.labels[i] = label
        self.stated.append(Statement(label, facts))

    # What lines look like where they stand

    def _label_apart(self) -> None:
        """Take the prose that boilerplate parts from the article: of all stretches of prose, the largest stays.

        A maximum subsequence: paragraphs weigh their words, and two or more lines in a row of what never stands inside
        an article cost as many words as a footer or a teaser has.
        """
        start, end = self._heaviest_stretch()
        after_break, run = False, 0
        for i, label in enumerate(self.labels):
            run = run + 1 if label else 0
            after_break = after_break or (i > end and run >= 2)
            if label is None and ((self._prose[i] and not start <= i <= end) or after_break):
                self.labels[i] = "apart from the article"
                run = 0

    def _label_about_site(self) -> None:
        """Take the site's description of itself: the last paragraph of all, with boilerplate above and below."""
        first, last = self._body()
        around = self.labels[last - 2 : last - 1] + self.labels[last : last + 1]
        if last - 1 > first and len(around) == 2 and all(around) and b.ABOUT_SITE.fullmatch(self._texts[last - 1]):
            self.labels[last - 1] = "about the site"

    def _heaviest_stretch(self) -> tuple[int, int]:
        share = self._share_before()
        best, best_span = 0, (0, len(self.lines))
        weight, start, run = 0, 0, list[Label]()
        for i, label in enumerate(self.labels):
            if label:
                run += [label] if label in _BREAKS or (label in _BREAKS_BELOW and share[i] > _HALF) else []
                continue
            weight, run = max(0, weight - _cost(run)), []
            start = i if weight == 0 else start
            weight += self._words[i] if self._prose[i] or self._sentence[i] else 0
            if weight > best:
                best, best_span = weight, (start, i)
        return best_span

    def _label_clock(self) -> None:
        """Take the day of the visit and the city of the weather, which a page shows above the article.

        A bare date is that of the visit if the weather is near, or if it opens the page with its weekday.
        """
        top = self._open(0, self._body()[0])
        headlines = _counts_from(i for i in top if is_headline(self._texts[i]))
        for i in top:
            opens = i == top[0] and not self._texts[i][0].isdigit() and headlines(i + 1) > 0
            weather_near = "weather" in self.labels[max(0, i - 3) : i + 4]
            if (opens or weather_near) and b.BARE_DATE.fullmatch(self._short[i]):
                self.labels[i] = "date of the visit"
        for i in top:
            near = {*self.labels[max(0, i - 1) : i], *self.labels[i + 1 : i + 2]}
            if self.labels[i] is None and near & {"weather", "date of the visit"} and b.CITY.fullmatch(self._short[i]):
                self.labels[i] = "weather"

    def _label_credits(self) -> None:
        """Read and take the lines around the text, or below its standfirst, that state date, author or outlet."""
        edges = self._edges()
        headlines = [i for i in edges if is_headline(self._texts[i])]
        for i in [*edges, *self._below_standfirst()]:
            text = self._short[i]
            if b.BARE_DATE.fullmatch(text):
                self._state(i, "bare date", Facts(published=credit_date(text) or as_iso(text)))
            elif match := b.SOURCE.fullmatch(text):
                self._state(i, "source line", Facts(source=match["outlet"].strip()))
            elif (match := b.BYLINE.fullmatch(text)) and not self._prose[i]:
                self._state(i, "byline", Facts(author=match["author"], published=as_iso(match["date"] or "")))
            elif headlines != [i] and (date := credit_date(text)):
                self._state(i, "credit line", Facts(published=date))
        for i in self._open(self._body()[1])[:2]:
            if b.SIGNATURE.fullmatch(self._short[i]):
                self.labels[i] = "signature"
        for i in range(self._body()[1], len(self.lines)):
            if self.labels[i] == "copyright" and (match := b.COPYRIGHT.fullmatch(self._short[i])):
                self.stated.append(Statement("copyright", Facts(source=match["outlet"].strip())))

    def _below_standfirst(self) -> list[int]:
        prose = [i for i in self._open() if self._prose[i]]
        return self._open(prose[0] + 1, prose[1]) if len(prose) > 1 else []

    def _label_between(self) -> None:
        """Take the short lines below the text that have boilerplate above and below, and menus that end in it."""
        last = self._body()[1]
        for run in _runs(self._open(last)):
            above, below = self.labels[run[0] - 1], (self.labels[run[-1] + 1 : run[-1] + 2] or ["the end"])[0]
            short = all(self._words[i] <= _FEW_WORDS and not self._sentence[i] for i in run)
            if short and below and (above or (len(run) > 1 and all(is_menu_item(self._texts[i]) for i in run))):
                self._take("navigation", run)

    # The title, and what it shows of the rest

    def _label_title(self) -> None:
        chosen = self._find_title()
        if chosen is None:
            return
        title = self.lines[chosen].text
        first, _ = self._body()
        for i in self._open():
            if same_words(self._short[i], title):
                self.labels[i] = "title"
            elif i < min(chosen, first):
                self.labels[i] = "above the title"
        self.stated.append(Statement("title", _title_facts(title)))

    def _find_title(self) -> int | None:
        if self.title is not None:
            return next((i for i in self._open() if same_words(self._short[i], self.title or "")), None)
        top = self._open(0, self._body()[0])
        headlines = [i for i in top if is_headline(self._texts[i])]
        if len(headlines) >= _MANY_HEADLINES:
            return headlines[-1]
        long = [i for i in headlines if self._words[i] >= _TITLE_WORDS]
        others = [i for i in top if is_headline(self._texts[i], 1)]
        return next(iter(long or headlines or others[-1:]), None)

    def _label_people(self) -> None:
        """Take the author's name below the title or the text, and the lines that present the author."""
        first, last = self._body()
        title = self.labels.index("title") if "title" in self.labels else len(self.labels)
        dates = {"date line", "bare date", "byline"}
        dated = [i for i in self._open(first, last) if dates & set(self.labels[i - 1 : i + 2])]
        for i in [*self._open(title, first), *dated, *self._open(last)[:1]]:
            if is_person(self._short[i]):
                self._state(i, "byline", Facts(author=self.lines[i].text))
        authors = [s.facts.author for s in self.stated[:_FEW] if s.facts.author]
        below = self._open(first + 1)
        for i, after in zip_longest(below, below[1:]):
            if any(same_words(self._short[i], author) for author in authors):
                presented = [after] if after and b.PRESENTATION.match(self._short[after]) else []
                self._take("author box", [i, *presented])

    def _label_last_headlines(self) -> None:
        """Take a run of headlines at the end of the page, unless the text announces a list."""
        _, last = self._body()
        tail = self._open(last)
        announced = last and self._texts[last - 1].endswith(":")
        announced = announced or any(not self._texts[i][0].isalpha() for i in tail)
        if not announced and len([i for i in tail if is_headline(self._texts[i])]) >= _HEADLINE_RUN:
            self._take("headlines below", [i for i in tail if not self._sentence[i]])


def _title_facts(line: str) -> Facts:
    """Part a title from the site's name ("Le phare rallumé | Le Petit Large") and from marks of emphasis."""
    title, bar, site = line.strip("*_ ").rpartition(" | ")
    if bar and len(site.split()) <= _TITLE_WORDS < len(title.split()) + 2:
        return Facts(title=title.strip(), source=site.strip())
    return Facts(title=line.strip("*_ "))


def _cost(run: Sequence[Label]) -> int:
    """Return how many words of prose a run of boilerplate outweighs: none where it is one line, which may be inside."""
    if len(run) >= 3 or _FOOTERS & set(run):
        return _MORE_LINES
    return _TWO_LINES if len(run) == 2 else 0


def _runs(lines: Iterable[int]) -> list[list[int]]:
    """Group the lines that stand one right below the other."""
    runs: list[list[int]] = []
    for i in lines:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _counts_from(lines: Iterable[int]) -> Callable[[int], int]:
    """Return a function that counts how many of the lines stand at or after a line."""
    ordered = list(lines)

    def count(start: int) -> int:
        return len(ordered) - bisect_left(ordered, start)

    return count
