"""The period a question is about: « en 2017 », « depuis 2020 », « récemment »."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index import french

_YEAR = r"(?P<{}>(?:1\d|20)\d\d)\b"
_MONTHS = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|debut|fin|le|la|l'annee|"
    r"\d{1,2}|mi-\w+|courant)"
)
_WITHIN = rf"(?:{_MONTHS}\s)*"
_BETWEEN = re.compile(
    rf"\bentre {_WITHIN}{_YEAR.format('first')} et {_WITHIN}{_YEAR.format('last')}"
    rf"|\bde {_WITHIN}{_YEAR.format('since')} a {_WITHIN}{_YEAR.format('until')}"
)
_SINCE = re.compile(rf"\b(?:depuis|apres|a partir de|a compter de|des) {_WITHIN}{_YEAR.format('first')}")
_UNTIL = re.compile(rf"\b(?:avant|jusqu'en|jusqu'a|anterieure?s? a|d'ici) {_WITHIN}{_YEAR.format('last')}")
_IN = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]\d|\d)")
_RECENTLY = re.compile(
    r"\b(?:recemment|dernierement|actuellement|aujourd'hui|desormais|cette annee|ces derni(?:ers|eres) \w+|"
    r"l'an dernier|l'annee derniere|(?:le |la |les )?plus recente?s?|derni(?:er|ere)s? (?:chiffres?|nouvelles?))\b"
)


@dataclass(frozen=True, slots=True)
class Period:
    """The years a question is about, both included; None where it is open. `named`: these very years are said."""

    first: int | None
    last: int | None
    named: bool
    recent: bool = False

    def holds(self, year: int) -> bool:
        """Say whether a year is inside."""
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


@lru_cache(maxsize=1000)
def period_of(question: str) -> Period | None:
    """Return the period a question is about; None where it speaks of none.

    « d'ici 2026 » and « fin 2026 » are about 2026 itself, « avant 2019 » about all the years before.
    """
    text = french.fold(question.lower()).replace("’", "'")
    between = _BETWEEN.search(text)
    if between:
        first, last = between["first"] or between["since"], between["last"] or between["until"]
        return Period(min(int(first), int(last)), max(int(first), int(last)), named=False)
    since, until = _SINCE.search(text), _UNTIL.search(text)
    if since or (until and not until[0].startswith("d'ici")):
        first, last = (int(since["first"]) if since else None), (int(until["last"]) if until else None)
        return Period(first, last, named=False)
    years = years_in(text)
    if years:
        return Period(min(years), max(years), named=True)
    return Period(None, None, named=False, recent=True) if _RECENTLY.search(text) else None


def years_in(text: str) -> list[int]:
    """Return the years that a text names, in order."""
    return [int(year) for year in _IN.findall(text)]
