"""French dates in their spellings, as ISO 8601."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Span

MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "février": 2, "fevrier": 2, "févr": 2, "fevr": 2, "fév": 2, "fev": 2,
    "mars": 3, "avril": 4, "avr": 4, "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "août": 8, "aout": 8,
    "septembre": 9, "sept": 9, "octobre": 10, "oct": 10, "novembre": 11, "nov": 11,
    "décembre": 12, "decembre": 12, "déc": 12, "dec": 12,
}  # fmt: skip

_ENGLISH = {
    "january": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6,
    "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9, "october": 10, "november": 11,
    "december": 12, "dec": 12,
}  # fmt: skip
"""Months as systems that were never translated write them above French articles."""

_WEEKDAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\.?,?\s+)?"
)
MONTH = "|".join(sorted({**MONTHS, **_ENGLISH}, key=len, reverse=True))
"""A pattern for the name of a month."""
_YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = r"'?\d\d(?=\s+à\s+\d{1,2}\s?[h:]|$)"  # "4 juil. 22 à 17:12"
_FIRST = r"(?:\s?er|ᵉʳ)?"
DATE = (
    rf"(?:{_WEEKDAY}(?:premier|\d{{1,2}}{_FIRST})\s+(?:{MONTH})\.?,?\s+(?:{_YEAR}\b|{_SHORT_YEAR})"
    rf"|{_WEEKDAY}\b(?:{MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,\s*{_YEAR}\b"
    rf"|\b{_YEAR}-\d{{2}}(?:-\d{{2}})?(?![\d/-])"
    rf"|\b{_YEAR}/\d{{2}}/\d{{2}}(?![\d/-])"
    rf"|\b\d{{1,2}}\s?[/.–-]\s?\d{{1,2}}\s?[/.–-]\s?(?:{_YEAR}|\d\d)(?!\d)"
    rf"|\b(?:{MONTH})\.?\s+{_YEAR}\b)"
)

_DATE = re.compile(DATE, re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"{_WEEKDAY}(?:(?P<day>premier|\d{{1,2}}){_FIRST}\s+)?(?P<month>{MONTH})\.?,?\s+'?(?P<year>{_YEAR}|\d\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s*(?P<year>{_YEAR})", re.IGNORECASE
)
_ISO = re.compile(r"(?P<year>\d{4})[/-](?P<month>\d{2})(?:[/-](?P<day>\d{2}))?")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})\D+(?P<month>\d{1,2})\D+(?P<year>\d{2,4})")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as written in a text: where, and in ISO 8601 (a day, or a month where no day is given)."""

    span: Span
    iso: str


def dates_in(text: str) -> Iterator[FoundDate]:
    """Yield the dates written in a text, in order; impossible ones (31/02/2020) are passed over."""
    for match in _DATE.finditer(text):
        iso = _iso(match.group())
        if iso:
            yield FoundDate(Span(*match.span()), iso)


_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS_AWAY = {
    "avant-hier": -2,
    "hier": -1,
    "aujourd'hui": 0,
    "ce matin": 0,
    "ce soir": 0,
    "demain": 1,
    "après-demain": 2,
}
_RELATIVE = re.compile(
    rf"\b(?:(?P<away>{'|'.join(_DAYS_AWAY)})"
    rf"|(?P<weekday>{'|'.join(_WEEKDAYS)})(?: (?P<side>dernier|passé|prochain))?(?! \d| \w+ \d)"
    rf"|(?:le )?(?P<day>premier|\d{{1,2}}){_FIRST} (?P<month>{'|'.join(MONTHS)})(?: (?P<of>dernier|passé|prochain))?"
    rf"|(?:en |mois de |d['’])(?P<alone>{'|'.join(MONTHS)}) (?P<side_of>dernier|passé|prochain)"
    r"|(?P<unit>la semaine|le mois|l['’]an|l['’]année) (?P<way>derni(?:er|ère)|passée?|prochaine?))"
    r"\b(?! (?:19|20)\d\d)",
    re.IGNORECASE,
)


def relative_dates_in(text: str, published: str) -> Iterator[FoundDate]:
    """Yield the days and months that a text names from the day it was published (`2017-08-21`) on, in order.

    "vendredi dernier", "hier", "le 3 mars dernier", "en mai prochain", "l'an dernier"; a weekday alone is the nearest
    one up to the publication, as press reports have it, and a day without a year the nearest to it. A week is given as
    its Monday. Where only a month or a year is known of the publication there is nothing to count from.
    """
    try:
        day = datetime.date.fromisoformat(published)
    except ValueError:
        return
    for match in _RELATIVE.finditer(text.replace("’", "'")):
        iso = _counted(match, day)
        if iso:
            yield FoundDate(Span(*match.span()), iso)


def dates_told(text: str, published: str | None) -> list[FoundDate]:
    """Return the dates that a text names, in order, those counted from its publication too where that is known."""
    written = list(dates_in(text))
    counted = relative_dates_in(text, published) if published else ()
    apart = [c for c in counted if not any(c.span.start < w.span.end and w.span.start < c.span.end for w in written)]
    return sorted([*written, *apart], key=lambda found: found.span)


def _counted(match: re.Match[str], day: datetime.date) -> str | None:
    if match["away"]:
        return _days_later(day, _DAYS_AWAY[match["away"].lower()])
    if match["weekday"]:
        ahead = (_WEEKDAYS.index(match["weekday"].lower()) - day.weekday()) % 7
        if (match["side"] or "").lower() == "prochain":
            return _days_later(day, ahead or 7)
        return _days_later(day, ahead - 7 if ahead or match["side"] else 0)
    if match["unit"]:
        return _unit_away(match["unit"][-2:].lower(), 1 if match["way"].lower().startswith("prochain") else -1, day)
    month = MONTHS[(match["month"] or match["alone"]).lower()]
    side = (match["of"] or match["side_of"] or "").lower()
    return _nearest(day, month, _day(match["day"]) if match["day"] else None, side)


def _days_later(day: datetime.date, days: int) -> str | None:
    try:
        return (day + datetime.timedelta(days)).isoformat()
    except OverflowError:
        return None


def _unit_away(unit: str, way: int, day: datetime.date) -> str | None:
    """Return the week ("ne"), the month ("is") or the year before or after the one of `day`."""
    if unit == "ne":
        return _days_later(day, 7 * way - day.weekday())
    if unit == "is":
        months = day.year * 12 + day.month - 1 + way
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{day.year + way:04d}"


def _nearest(day: datetime.date, month: int, number: int | None, side: str) -> str | None:
    """Return the date of that month and day which is the nearest, or the last or next one where `side` says so."""
    candidates = [date for year in (-1, 0, 1) if (date := _checked(day.year + year, month, number))]
    if side == "prochain":
        candidates = [date for date in candidates if date > day.isoformat()[: len(date)]][:1]
    elif side:
        candidates = [date for date in candidates if date < day.isoformat()[: len(date)]][-1:]
    return min(candidates, key=lambda date: abs((_middle(date) - day).days), default=None)


def _middle(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso if len(iso) == 10 else f"{iso}-15")


def as_iso(text: str) -> str | None:
    """Return the date that a value such as `21/08/2017`, `mai 2024` or an ISO timestamp states, or None."""
    text = text.strip()
    if re.fullmatch(_YEAR, text):
        return text
    stamp = re.match(rf"{_YEAR}-\d\d-\d\d(?=[T ])", text)
    return next((found.iso for found in dates_in(stamp.group() if stamp else text)), None)


def _iso(written: str) -> str | None:
    patterns = (_ISO, _IN_WORDS, _MONTH_FIRST, _NUMBERS)
    match = next(filter(None, (pattern.fullmatch(written) for pattern in patterns)), None)
    if not match:
        return None
    year, month, day = match["year"], _month(match["month"]), match["day"]
    full_year = int(year) if len(year) == 4 else _century(int(year))
    return _checked(full_year, month, _day(day) if day else None)


def _month(written: str) -> int:
    return int(written) if written.isdigit() else {**_ENGLISH, **MONTHS}[written.lower()]


def _day(written: str) -> int:
    return int(written) if written.isdigit() else 1


def _century(year: int) -> int:
    return 2000 + year if year < 70 else 1900 + year


def _checked(year: int, month: int, day: int | None) -> str | None:
    try:
        date = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return date.isoformat() if day else f"{year:04d}-{month:02d}"
