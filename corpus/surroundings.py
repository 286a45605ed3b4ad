"""Lines told from the article by what they look like and by what stands around them, whatever they say."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from corpus import boilerplate as b
from corpus import imprint
from corpus.kinds import is_headline, is_tag
from corpus.sheet import Label, Sheet, runs_of

_FEW_WORDS = 6
_HEADLINE_RUN = 3  # so many headlines in a row below an article belong to others
_NAMING_WORDS = 10  # of the line that says whose quotation it is
_QUOTED_WORDS, _PULLED_WORDS = 6, 40  # of a quotation that a page repeats in large letters
_MOST_COMPARED = 400  # lines
_HALF = 0.5  # of the prose of a page
_BREAKS = frozenset(
    {"navigation", "headline ticker", "cookie notice", "sign-in", "copyright", "comments", "comment form"}
)
_BREAKS_BELOW = frozenset({"share buttons", "page counter"})
"""These may also stand between a standfirst and the text."""
_FOOTERS = frozenset({"copyright", "comments"})  # nothing of the article comes after these
_LEADS_ELSEWHERE = frozenset({"related articles", "subscription notice"})
_TWO_LINES, _MORE_LINES = 25, 45  # words of prose that two, or more, such lines in a row outweigh
_ENDINGS = frozenset({"navigation", "subscription notice", "share buttons", "advertising", "related articles", "title",
    "copyright", "signature", "byline", "page counter", "editor's note", "comments", "comment form", "link",
    "date line", "bare date", "credit line", "author box", "list of headlines", "figures of the page"})  # fmt: skip


def apart(sheet: Sheet) -> None:
    """Take the prose that boilerplate parts from the article: of all stretches of prose, the largest stays.

    A maximum subsequence: paragraphs weigh their words, and two or more lines in a row of what never stands inside
    an article cost as many words as a footer or a teaser has.
    """
    start, end = _heaviest_stretch(sheet)
    after_break, run = False, 0
    for i, label in enumerate(sheet.labels):
        run = run + 1 if label else 0
        after_break = after_break or (i > end and run >= 2)
        if label is None and ((sheet.prose[i] and not start <= i <= end) or after_break):
            sheet.labels[i] = "apart from the article"
            run = 0


def _heaviest_stretch(sheet: Sheet) -> tuple[int, int]:
    share = sheet.share_before()
    best, best_span = 0, (0, len(sheet))
    weight, start, run = 0, 0, list[Label]()
    for i, label in enumerate(sheet.labels):
        if label:
            run += [label] if label in _BREAKS or (label in _BREAKS_BELOW and share[i] > _HALF) else []
            continue
        weight, run = max(0, weight - _cost(run)), []
        start = i if weight == 0 else start
        weight += sheet.words[i] if sheet.prose[i] or sheet.sentence[i] else 0
        if weight > best:
            best, best_span = weight, (start, i)
    return best_span


def _cost(run: Sequence[Label]) -> int:
    """Return how many words of prose a run of boilerplate outweighs: none where it is one line, which may be inside."""
    if len(run) >= 3 or _FOOTERS & set(run):
        return _MORE_LINES
    return _TWO_LINES if len(run) == 2 else 0


def about_site(sheet: Sheet) -> None:
    """Take the site's description of itself: the last paragraph of all, with boilerplate above and below."""
    first, last = sheet.body()
    around = sheet.labels[last - 2 : last - 1] + sheet.labels[last : last + 1]
    if last - 1 > first and len(around) == 2 and all(around) and b.ABOUT_SITE.fullmatch(sheet.texts[last - 1]):
        sheet.labels[last - 1] = "about the site"


def clock(sheet: Sheet) -> None:
    """Take the day of the visit and the city of the weather, which a page shows above the article.

    A bare date is that of the visit if the weather is near, or if it opens the page with its weekday.
    """
    top = sheet.open(0, sheet.body()[0])
    headlines = _counter([i for i in top if is_headline(sheet.texts[i])])
    for i in top:
        opens = i == top[0] and not sheet.texts[i][0].isdigit() and headlines(i + 1) > 0
        weather_near = any(_is_temperature(sheet, k) for k in range(max(0, i - 3), min(len(sheet), i + 4)))
        if (opens or weather_near) and imprint.BARE_DATE.fullmatch(sheet.short[i]):
            sheet.labels[i] = "date of the visit"
    for i in top:
        near = [k for k in (i - 1, i + 1) if 0 <= k < len(sheet)]
        beside = any(sheet.labels[k] == "date of the visit" or _is_temperature(sheet, k) for k in near)
        if sheet.labels[i] is None and beside and imprint.CITY.fullmatch(sheet.short[i]):
            sheet.labels[i] = "weather"


def _is_temperature(sheet: Sheet, i: int) -> bool:
    """Tell a line of the weather that is more than a number."""
    marked = "°" in sheet.short[i] or not sheet.short[i].isdigit()
    return marked and sheet.labels[i] is None and bool(b.WEATHER.pattern.fullmatch(sheet.short[i]))


def said_twice(sheet: Sheet) -> None:
    """Take a line that stands again, word for word, in a longer one or below: a quotation put in large letters."""
    lines = [i for i in sheet.open() if sheet.words[i] >= _QUOTED_WORDS]
    if len(lines) > _MOST_COMPARED:
        return
    letters = {i: "".join(c for c in sheet.texts[i].casefold() if c.isalnum()) for i in lines}
    text = "\n".join(letters[i] for i in lines if sheet.prose[i])
    for i in lines:
        whole = sheet.prose[i]
        pulled = sheet.words[i] <= _PULLED_WORDS and (whole or sheet.texts[i][0] in '«“"')
        if pulled and text.count(letters[i]) > whole:
            sheet.labels[i] = "said twice"
            text = text.replace(letters[i], "", 1) if whole else text
            _attribution(sheet, i + 1)


def _attribution(sheet: Sheet, i: int) -> None:
    """Take the line below a quotation in large letters that names who said it."""
    if (
        sheet.labels[i : i + 1] == [None]
        and sheet.words[i] <= _NAMING_WORDS
        and imprint.SAID_BY.fullmatch(sheet.short[i])
    ):
        sheet.labels[i] = "said twice"


def around_title(sheet: Sheet) -> None:
    """Take the labels between the title and the text: a few words that are no sentence, question or item of a list."""
    if "title" not in sheet.labels:
        return
    first, _ = sheet.body()
    if first == len(sheet):
        return
    for i in sheet.open(sheet.labels.index("title"), first):
        if _is_label(sheet, i):
            sheet.labels[i] = "around the title"


def _is_label(sheet: Sheet, i: int) -> bool:
    text = sheet.texts[i]
    starts = text[0].isalnum() or text[0] in "(©@#"
    return starts and sheet.words[i] <= _FEW_WORDS and not sheet.sentence[i] and text[-1] not in '?!:;»".…'


def between(sheet: Sheet) -> None:
    """Take short lines between boilerplate and boilerplate: inside the article one, or below its text any number.

    Below the text also the tags that end a page.
    """
    first, last = sheet.body()
    for run in runs_of(sheet.open(first + 1, last)):
        above, below = sheet.labels[run[0] - 1], sheet.labels[run[-1] + 1 : run[-1] + 2]
        if above in _LEADS_ELSEWHERE and any(below) and len(run) <= 2 and not any(sheet.sentence[i] for i in run):
            sheet.take("between boilerplate", run)
    for i in sheet.head():
        beside = bool(sheet.labels[i + 1]) or sheet.texts[i].isupper()
        if sheet.labels[i - 1] and beside and _is_label(sheet, i):
            sheet.labels[i] = "around the title"
    for run in runs_of(sheet.open(last)):
        above, after = sheet.labels[run[0] - 1], (sheet.labels[run[-1] + 1 : run[-1] + 2] or ["the end"])[0]
        short = all(sheet.words[i] <= _FEW_WORDS and not sheet.sentence[i] for i in run)
        tags = 0 if _announces_list(sheet, last) else sum(is_tag(sheet.texts[i]) for i in run)
        if short and after and (above or 2 * tags > len(run)):
            sheet.take("navigation", run)


def _announces_list(sheet: Sheet, last: int) -> bool:
    return last > 0 and last <= len(sheet) and sheet.texts[last - 1].endswith(":")


def below(sheet: Sheet) -> None:
    """Take what is no sentence below the text, once something that ends articles stands above it."""
    first, last = sheet.body()
    if first == len(sheet):
        return
    ended = False
    for i in range(last, len(sheet)):
        if sheet.labels[i]:
            ended = ended or sheet.labels[i] in _ENDINGS
        elif ended and not sheet.sentence[i] and sheet.texts[i][0].isalnum():
            sheet.labels[i] = "below the article"


def last_headlines(sheet: Sheet) -> None:
    """Take a run of headlines at the end of the page, unless the text announces a list."""
    _, last = sheet.body()
    tail = sheet.open(last)
    announced = _announces_list(sheet, last) or any(not sheet.texts[i][0].isalpha() for i in tail)
    if not announced and len([i for i in tail if is_headline(sheet.texts[i])]) >= _HEADLINE_RUN:
        sheet.take("headlines below", [i for i in tail if not sheet.sentence[i]])


def _counter(ordered: Sequence[int]) -> Callable[[int], int]:
    return lambda start: len(ordered) - bisect_left(ordered, start)
