"""Which line is the title: of the headlines above the text, the one that speaks of what the text speaks of."""

import re
import unicodedata
from collections.abc import Sequence

from corpus.facts import Facts
from corpus.kinds import is_headline, same_words
from corpus.sheet import Sheet

_TITLE_WORDS = 5  # a headline that long is preferred to a shorter one, which may be the site's name
_MANY_HEADLINES = 4  # above an article: the last of them is its title
_STEM = 5  # letters by which a word of the title is found again in the text
_FEWEST_SHARED = 2  # words of a headline that stand in the text
_AS_GOOD = 0.5  # of the best share of such words: of headlines that good the first is the title
_BEST_AT_LEAST, _OF_MANY = 0.15, 0.3  # of many headlines one may share words with the text by chance
_SITE_WORDS = 5
_ACCENTS = re.compile("[\u0300-\u036f]+")
_SUBJECT = re.compile(r"[A-ZÀ-Þ][^:.!?]{2,40} ?: ?\S+ \S+ \S+")
_TIMED = re.compile(r"\d{1,2} ?[:h] ?\d\d\b.*")


def find_title(sheet: Sheet, known: str | None) -> int | None:
    """Return the line that is the title: the one that repeats it where it is known, else the likeliest headline."""
    if known is not None:
        return next((i for i in sheet.open() if same_words(sheet.short[i], known)), None)
    top = [i for i in sheet.open(0, sheet.body()[0]) if not _TIMED.fullmatch(sheet.short[i])]
    headlines = [i for i in top if is_headline(sheet.texts[i])]
    shared = _first_that_shares(sheet, headlines)
    if shared is not None:
        shared = _above_points(sheet, shared)
        ends = (
            i for i in headlines if i > shared and sheet.words[i] > 3 and sheet.texts[shared].endswith(sheet.texts[i])
        )
        return next(ends, shared)  # a trail of sections may end in the title
    if len(headlines) >= _MANY_HEADLINES:
        return headlines[-1]
    spoken = [i for i in headlines if not sheet.texts[i].istitle()]
    headlines = spoken or headlines
    long = [i for i in headlines if sheet.words[i] >= _TITLE_WORDS]
    others = [i for i in top if is_headline(sheet.texts[i], 1)]
    return next(iter(long or headlines or others[-1:]), None)


def facts_of_title(line: str) -> Facts:
    """Part a title from the site's name ("Le phare rallumé | Le Petit Large") and from marks of emphasis."""
    title, bar, site = line.strip("*_ ").rpartition(" | ")
    if bar and len(site.split()) <= _SITE_WORDS < len(title.split()) + 2:
        return Facts(title=title.strip(), source=site.strip())
    return Facts(title=line.strip("*_ "))


def repeats_title(line: str, title: str) -> bool:
    """Tell whether a line is the title again, whole or in other words of it."""
    if same_words(line, title):
        return True
    words, of_title = _stems(line), _stems(title)
    return len(words) >= 4 and len(words & of_title) >= 0.8 * len(words) and not line.rstrip().endswith((".", "»"))


def _above_points(sheet: Sheet, found: int) -> int:
    """Return the headline ("Subject: the news") that the found one is a point of, one or two of them above the text."""
    above = next((i for i in (found - 1, found - 2) if i > 0 and _SUBJECT.match(sheet.texts[i])), None)
    if above is None or found + 1 != sheet.body()[0] or any(sheet.labels[above:found]) or not sheet.labels[above - 1]:
        return found
    return above if _stems(sheet.texts[above]) & _text(sheet) else found


def _text(sheet: Sheet) -> set[str]:
    return {stem for i in sheet.open() if sheet.prose[i] for stem in _stems(sheet.texts[i])}


def _first_that_shares(sheet: Sheet, headlines: Sequence[int]) -> int | None:
    text = _text(sheet)
    shares: dict[int, float] = {}
    for i in headlines:
        stems = _stems(sheet.texts[i])
        if len(stems & text) >= _FEWEST_SHARED:
            shares[i] = len(stems & text) / len(stems)
    best = max(shares.values(), default=0.0)
    if best < (_OF_MANY if len(headlines) >= _MANY_HEADLINES else _BEST_AT_LEAST):
        return None
    return next(i for i in headlines if shares.get(i, 0) >= _AS_GOOD * best)


def _stems(text: str) -> frozenset[str]:
    folded = unicodedata.normalize("NFD", text.casefold())
    plain = _ACCENTS.sub("", folded)
    return frozenset(word[:_STEM] for word in re.findall(r"\w+", plain) if len(word) >= 4 or word.isdigit())
