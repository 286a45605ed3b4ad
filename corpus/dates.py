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

_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim)\.?,?\s+)?"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
DATE = (
    rf"(?:{_WEEKDAY}\d{{1,2}}(?:\s?er)?\s+(?:{_MONTH})\.?,?\s+{_YEAR}\b"
    rf"|\b{_YEAR}-\d{{2}}(?:-\d{{2}})?(?![\d/-])"
    rf"|\b\d{{1,2}}\s?[/.–-]\s?\d{{1,2}}\s?[/.–-]\s?(?:{_YEAR}|\d\d)(?!\d)"
    rf"|\b(?:{_MONTH})\.?\s+{_YEAR}\b)"
)

_DATE = re.compile(DATE, re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"{_WEEKDAY}(?:(?P<day>\d{{1,2}})(?:\s?er)?\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>{_YEAR})", re.IGNORECASE
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?")
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


def as_iso(text: str) -> str | None:
    """Return the date that a value such as `21/08/2017`, `mai 2024` or an ISO timestamp states, or None."""
    text = text.strip()
    if re.fullmatch(_YEAR, text):
        return text
    stamp = re.match(rf"{_YEAR}-\d\d-\d\d(?=[T ])", text)
    return next((found.iso for found in dates_in(stamp.group() if stamp else text)), None)


def _iso(written: str) -> str | None:
    match = _ISO.fullmatch(written) or _IN_WORDS.fullmatch(written) or _NUMBERS.fullmatch(written)
    if not match:
        return None
    year, month, day = match["year"], _month(match["month"]), match["day"]
    full_year = int(year) if len(year) == 4 else _century(int(year))
    return _checked(full_year, month, int(day) if day else None)


def _month(written: str) -> int:
    return int(written) if written.isdigit() else MONTHS[written.lower()]


def _century(year: int) -> int:
    return 2000 + year if year < 70 else 1900 + year


def _checked(year: int, month: int, day: int | None) -> str | None:
    try:
        date = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return date.isoformat() if day else f"{year:04d}-{month:02d}"
