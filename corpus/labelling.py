"""Each line of a page gets the name of the rule that takes it out, or none: then it is the article.

The rules go from the surest to the least: what a line says, then what it looks like where it stands, then the title.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from corpus import boilerplate as b
from corpus import imprint, surroundings
from corpus.boilerplate import Place
from corpus.dates import as_iso
from corpus.facts import Facts, Statement
from corpus.kinds import credit_date, is_headline, is_menu_bar, is_menu_item, is_person, is_ticker, same_words
from corpus.sheet import Label, Sheet, runs_of
from corpus.title import facts_of_title, find_title, repeats_title

_LONGEST_PAGE = 10_000  # lines
_TEASED = 2  # headlines that teasers stand below; below a single one the article may go on
_MENU_RUN = 4  # so many section names in a row are a menu
_LONG_WORDS = 45  # a paragraph that long is no teaser of another article
_CAPTION_WORDS = 40
_CREDIT_END = 90  # characters at the end of a caption that hold its credit
_SUBHEADING_WORDS = 6
_NEAR = 8  # lines below the first paragraph: a date above shows that the author may stand there too
_FEW = 5  # statements of the author that are looked for again
_LITTLE, _HALF, _MOST, _NEARLY_ALL = 0.3, 0.5, 0.6, 0.9  # shares of the prose of a page
_BAR = re.compile(r" ?[|•·] ?| [—–-] ")


def label(sheet: Sheet, title: str | None = None) -> None:
    """Apply every rule, unless the text has far more lines than any page; `title` is the title where it is known."""
    if len(sheet) > _LONGEST_PAGE:
        return
    _by_rule(sheet, Place.ANYWHERE, sheet.open())
    _captions(sheet)
    surroundings.said_twice(sheet)
    _where(sheet, "headline ticker", is_ticker, sheet.open())
    _menus(sheet)
    _comments(sheet)
    _related(sheet)
    _about_issuer(sheet)
    _after_advertising(sheet)
    _dated_lines(sheet)
    surroundings.apart(sheet)
    surroundings.about_site(sheet)
    surroundings.clock(sheet)
    _by_rule(sheet, Place.NEAR, [*sheet.edges(), *sheet.head()])
    _by_rule(sheet, Place.EDGES, sheet.edges())
    _credits(sheet)
    _only_date(sheet)
    _title(sheet, title)
    _people(sheet)
    _footnotes(sheet)
    surroundings.around_title(sheet)
    surroundings.between(sheet)
    surroundings.below(sheet)
    surroundings.last_headlines(sheet)


# What lines say


def _by_rule(sheet: Sheet, place: Place, lines: Iterable[int]) -> None:
    rules = [rule for rule in b.RULES if rule.place is place]
    for i in lines:
        sheet.labels[i] = next((rule.name for rule in rules if rule.pattern.fullmatch(sheet.short[i])), None)


def _where(sheet: Sheet, name: Label, holds: Callable[[str], bool], lines: Iterable[int]) -> None:
    sheet.take(name, [i for i in lines if holds(sheet.lines[i].text)])


def _captions(sheet: Sheet) -> None:
    """Take the lines that end in the credit of a picture."""
    for i in sheet.open():
        if 1 < sheet.words[i] <= _CAPTION_WORDS and b.CAPTION_END.search(sheet.short[i][-_CREDIT_END:]):
            sheet.labels[i] = "picture credit"
    for i in sheet.open(1, len(sheet) - 1):
        if sheet.labels[i - 1] == "shortcode" and sheet.labels[i + 1] in ("picture credit", "copyright"):
            sheet.labels[i] = "picture credit"


def _menus(sheet: Sheet) -> None:
    edges = sheet.edges()
    _where(sheet, "navigation", is_menu_bar, [i for i in edges if not _says_who_or_when(sheet.short[i])])
    items = [i for i in edges if sheet.labels[i] is None and is_menu_item(sheet.texts[i])]
    for run in runs_of(items):
        if len(run) >= _MENU_RUN:
            sheet.take("navigation", run)


def _related(sheet: Sheet) -> None:
    """Take links to other articles: a line, a marker and the headlines below it, or all to the end."""
    share = sheet.share_before()
    open_lines = sheet.open()
    sentences = _counts_from(i for i in open_lines if sheet.sentence[i])
    long = _counts_from(i for i in open_lines if sheet.words[i] > _LONG_WORDS)
    goes_on = _counts_from(
        i for i in open_lines[:-1] if sheet.prose[i] and sheet.prose[i + 1] and not sheet.labels[i + 1]
    )
    # A question is left out: between answers it is the article, above a teaser it is a headline.
    headlines = _counts_from(i for i in open_lines if not sheet.sentence[i] and not sheet.texts[i].endswith("?"))
    for i in open_lines:
        if b.RELATED_INLINE.fullmatch(sheet.short[i]) or (share[i] > 0 and b.MEDIA.fullmatch(sheet.short[i])):
            sheet.labels[i] = "related articles"
        elif sheet.labels[i] is None and (marker := b.RELATED.fullmatch(sheet.short[i])):
            if marker["end"] is not None:
                teasers = long(i + 1) <= 1
            else:
                teasers = long(i + 1) == 0 and headlines(i + 1) >= sentences(i + 1)
            inside = not any(sheet.sentence[i + 1 : i + 2]) and (goes_on(i + 1) or headlines(i + 1) < _TEASED)
            inside = inside or _text_goes_on(sheet, i)
            if sentences(i + 1) == 0 or (teasers and share[i] >= _HALF and not inside):
                sheet.take("related articles", range(i, len(sheet)))
                return
            below = _right_below(sheet, i)
            above_text = share[i] == 0 and len(below) > 1 and sheet.prose[below[-1] + 1 : below[-1] + 2] == [True]
            sheet.take("related articles", below[:-1] if above_text else below)


def _text_goes_on(sheet: Sheet, i: int) -> bool:
    """Tell a marker inside the text: the last of its prose stands below a single headline, not below one of many."""
    headline, text = sheet.open(i + 1)[:1], [k for k in sheet.open(i + 1) if sheet.prose[k] and sheet.sentence[k]]
    return len(text) == 1 and len(headline) == 1 and text[0] == headline[0] + 1 and not sheet.sentence[headline[0]]


def _right_below(sheet: Sheet, i: int) -> list[int]:
    """Return a marker and the headlines that stand below it without a blank line, or one long one after it.

    Of several the last may be a subheading, if it is short and the text goes on below it: then it stays.
    """
    below = [i]
    for k in range(i + 1, len(sheet)):
        alone = len(below) == 1 and is_headline(sheet.texts[k], 6)
        if sheet.labels[k] is None and not sheet.sentence[k] and (not sheet.lines[k].gap or alone):
            below.append(k)
        else:
            break
    last = below[-1]
    if (
        len(below) > 2
        and sheet.words[last] <= _SUBHEADING_WORDS < sheet.words[last - 1]
        and ":" not in sheet.texts[last]
    ):
        below.pop()
    return below


def _comments(sheet: Sheet) -> None:
    """Take comments, to the end of the page; a line that counts them may also stand under the title."""
    share = sheet.share_before()
    for i, text in enumerate(sheet.short):
        marker = b.COMMENTS.fullmatch(text)
        if marker and share[i] > (_NEARLY_ALL if marker["bare"] else _LITTLE):
            sheet.labels[i:] = [label or "comments" for label in sheet.labels[i:]]
            return


def _about_issuer(sheet: Sheet) -> None:
    """Take what stands at the end of a press release about who issued it."""
    share = sheet.share_before()
    for i in sheet.open():
        if share[i] >= _MOST and b.ABOUT_ISSUER.fullmatch(sheet.short[i]):
            sheet.take("about the issuer", range(i, len(sheet)))
            return


def _after_advertising(sheet: Sheet) -> None:
    """Take whatever trails after an advertisement that no sentence of the article follows."""
    last = max((i for i in sheet.open() if sheet.sentence[i]), default=-1)
    markers = [i for i, label in enumerate(sheet.labels) if label == "advertising" and i > last]
    if markers and last >= 0:
        trailing = [i for i in sheet.open(markers[0]) if not _says_who_or_when(sheet.short[i])]
        sheet.take("advertising", trailing)


def _says_who_or_when(line: str) -> bool:
    patterns = (imprint.PUBLISHED, imprint.UPDATED, imprint.SOURCE, imprint.BYLINE, imprint.BARE_DATE)
    return any(pattern.fullmatch(line) for pattern in patterns)


def _dated_lines(sheet: Sheet) -> None:
    for i in sheet.open():
        if match := imprint.PUBLISHED.fullmatch(sheet.short[i]):
            facts = Facts(
                author=match["author"] or match["name"], source=match["outlet"], published=as_iso(match["date"])
            )
            sheet.state(i, "date line", facts)
        elif imprint.UPDATED.fullmatch(sheet.short[i]) or imprint.TIME_ONLY.fullmatch(sheet.short[i]):
            sheet.labels[i] = "date line"


def _only_date(sheet: Sheet) -> None:
    """Keep the date of publication that stands among links to other articles, if it is the only one of the page."""
    found = [imprint.PUBLISHED.fullmatch(text) for text in sheet.short]
    dates = [as_iso(match["date"]) for match in found if match]
    if len(dates) == 1 and not any(statement.facts.published for statement in sheet.stated):
        sheet.stated.append(Statement("date line", Facts(published=dates[0])))


def _credits(sheet: Sheet) -> None:
    """Read and take the lines around the text, or below its standfirst, that state date, author or outlet."""
    edges = sheet.edges()
    headlines = [i for i in edges if is_headline(sheet.texts[i])]
    for i in [*edges, *sheet.head()]:
        if sheet.labels[i] is None:
            _credit(sheet, i, alone=headlines == [i])
    for i in sheet.open(sheet.body()[1])[:2]:
        if imprint.SIGNATURE.fullmatch(sheet.short[i]):
            sheet.labels[i] = "signature"
    for i in range(sheet.body()[1], len(sheet)):
        if sheet.labels[i] in ("copyright", "picture credit") and (
            match := imprint.COPYRIGHT.fullmatch(sheet.short[i])
        ):
            sheet.stated.append(Statement("copyright", Facts(source=match["outlet"].strip())))


def _credit(sheet: Sheet, i: int, alone: bool) -> None:
    """Read a line that may state date, author or outlet; the only headline of a page is its title instead."""
    text = sheet.short[i]
    if imprint.BARE_DATE.fullmatch(text):
        sheet.state(i, "bare date", Facts(published=credit_date(text) or as_iso(text)))
    elif match := imprint.SOURCE.fullmatch(text):
        sheet.state(i, "source line", Facts(source=match["outlet"].strip()))
    elif (match := imprint.BYLINE.fullmatch(text)) and not sheet.prose[i]:
        sheet.state(i, "byline", Facts(author=match["author"], published=as_iso(match["date"] or "")))
    elif imprint.DESK.fullmatch(text):
        sheet.labels[i] = "byline"
    elif not alone and (date := credit_date(text)):
        sheet.state(i, "credit line", Facts(published=date))
    elif not alone and not sheet.prose[i] and len(parts := _BAR.split(text)) > 1:
        _credit_bar(sheet, i, [part for part in parts if part.strip()])


def _credit_bar(sheet: Sheet, i: int, parts: Sequence[str]) -> None:
    """Read a line of several credits between bars ("Par A. Sow | 24 janvier 2022 à 13:01 | Lu 2315 fois")."""
    dates = [
        as_iso(m["date"]) for p in parts if (m := imprint.BARE_DATE.fullmatch(p) or imprint.PUBLISHED.fullmatch(p))
    ]
    by = [m["author"] for p in parts if (m := imprint.BYLINE.fullmatch(p))]
    if dates and len(parts) <= 6:
        sheet.state(i, "credit line", Facts(published=dates[0], author=by[0] if by else None))


# The title, and what it shows of the rest


def _title(sheet: Sheet, known: str | None) -> None:
    chosen = find_title(sheet, known)
    if chosen is None:
        return
    title = sheet.lines[chosen].text
    first, last = sheet.body()
    for i in sheet.open():
        outside = not first <= i < last
        if same_words(sheet.short[i], title) or (outside and i > chosen and repeats_title(sheet.texts[i], title)):
            sheet.labels[i] = "title"
        elif i < min(chosen, first):
            sheet.labels[i] = "above the title"
    sheet.labels[chosen] = "title"
    sheet.stated.append(Statement("title", facts_of_title(title)))


def _people(sheet: Sheet) -> None:
    """Take the author's name below the title or the text, and the lines that present the author."""
    first, last = sheet.body()
    title = sheet.labels.index("title") if "title" in sheet.labels else len(sheet)
    dates = {"date line", "bare date", "byline"}
    dated = [i for i in sheet.open(first, last) if dates & set(sheet.labels[max(0, i - 1) : i + 2])]
    head = sheet.head() if dates & set(sheet.labels[: first + _NEAR]) else []
    for i in [*sheet.open(title, first), *dated, *head, *sheet.open(last)[:1]]:
        if is_person(sheet.short[i]):
            sheet.state(i, "byline", Facts(author=sheet.lines[i].text))
    authors = [s.facts.author for s in sheet.stated[:_FEW] if s.facts.author]
    below = sheet.open(first + 1)
    for i, after in zip_longest(below, below[1:]):
        if any(same_words(sheet.short[i], author) for author in authors):
            presented = [after] if after and imprint.PRESENTATION.match(sheet.short[after]) else []
            sheet.take("author box", [i, *presented])
    for i in below[-3:]:
        if any(
            imprint.PRESENTED.match(sheet.texts[i].removeprefix(author))
            for author in authors
            if sheet.texts[i].startswith(author)
        ):
            sheet.labels[i] = "author box"


def _footnotes(sheet: Sheet) -> None:
    """Take the note below the text that a star beside the author's name leads to."""
    starred = [
        i for i, label in enumerate(sheet.labels) if label in ("byline", "credit line") and sheet.texts[i][-1] == "*"
    ]
    for i in sheet.open(sheet.body()[0] + 1) if starred else []:
        if sheet.texts[i].startswith(("* ", "(*)")) and i > starred[0] and sheet.words[i] <= _CAPTION_WORDS:
            sheet.take("author box", [i])


def _counts_from(lines: Iterable[int]) -> Callable[[int], int]:
    """Return a function that counts how many of the lines stand at or after a line."""
    ordered = list(lines)

    def count(start: int) -> int:
        return len(ordered) - bisect_left(ordered, start)

    return count
