"""What in a sentence might be a short answer: its numbers with their units, its dates, its names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus import Span
from corpus.dates import MONTHS
from index import french

Kind = Literal["number", "amount", "share", "measure", "date", "month", "year", "century", "name", "names", "quoted"]
"""A date has a day; a month may have its year. Names are several in a row, and quoted is what stands in « »."""

_SPACE = r"[ \u00a0\u202f]"
_DIGITS = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?(?!\d)"
_UNITS = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante cent cents mille"
)
_WORDS = rf"(?:{'|'.join(_UNITS.split())})"
_COLLECTIVE = r"(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|centaine|millier|moitié)s?"
_NUMBER = rf"(?:(?<![\w,.])(?:{_DIGITS})|\b{_WORDS}(?:(?:-|\set\s|\s){_WORDS})*\b|\b(?:une?|des|la)\s{_COLLECTIVE}\b)"
_SCALE = rf"(?:{_SPACE}?(?:millions?|milliards?|milliers?|M|Mds?)\b)?"
_ONE = rf"(?:un{_SPACE}(?:million|milliard)\b|{_NUMBER}{_SCALE})"
_CURRENCY = (
    rf"(?:{_SPACE}?(?:€|\$|£|M€|Md€|k€|[KM]?DH|MDH|MAD|FCFA|USD|EUR)(?!\w)"
    rf"|{_SPACE}(?:d['’]|de{_SPACE})?(?:euros?|dollars?|dirhams?|francs?|livres?|roubles?|yens?|dinars?)\b"
    rf"(?:{_SPACE}(?:CFA|suisses|américains|marocains|canadiens|tunisiens|algériens))?)"
)
_SHARE = rf"{_SPACE}?(?:%|pour{_SPACE}cent\b)"
_MEASURE = (
    rf"{_SPACE}?(?:mm|cm|km²|km2|km/h|km|m²|m2|m3|m³|kg|g|kW|MW|GW|Hz|°C|ha|m|h|s|t)(?![\w²])"
    rf"|{_SPACE}(?:ans?|années?|mois|semaines?|jours?|heures?|minutes?|secondes?|siècles?|mètres?|kilomètres?|"
    rf"centimètres?|hectares?|tonnes?|kilogrammes?|kilos?|grammes?|litres?|degrés?|watts?|mégawatts?|milles|pieds|"
    rf"pouces)\b"
)
_MONTH = rf"(?:{'|'.join(sorted((m for m in MONTHS if len(m) > 3), key=len, reverse=True))})"
_YEAR = r"(?:1\d|20)\d\d"
_TIMES = re.compile(
    rf"(?P<date>\b\d{{1,2}}(?:{_SPACE}?er)?{_SPACE}{_MONTH}(?:{_SPACE}{_YEAR})?\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b)"
    rf"|(?P<month>\b{_MONTH}{_SPACE}{_YEAR}\b)"
    rf"|(?P<century>\b[IVX]+e{_SPACE}siècle(?:{_SPACE}(?:av|apr)\.{_SPACE}J\.-C\.)?|\bannées{_SPACE}(?:{_YEAR}|\d0)\b)"
    rf"|(?P<year>(?<![\w,.]){_YEAR}(?:{_SPACE}?[-–]{_SPACE}?{_YEAR}|{_SPACE}[àe]t?{_SPACE}{_YEAR})?(?![\w%]|[.,]\d))",
    re.IGNORECASE,
)
_UNIT = rf"(?:{_CURRENCY}|{_SHARE})"
_RANGE = (
    rf"(?:(?<=\bentre{_SPACE}){_ONE}{_UNIT}?{_SPACE}et{_SPACE}{_ONE}|{_ONE}{_SPACE}à{_SPACE}{_ONE}"
    rf"|{_ONE}{_UNIT}{_SPACE}à{_SPACE}{_ONE}(?={_UNIT})|{_ONE})"
)
_AMOUNTS = re.compile(
    rf"(?P<number>{_RANGE})(?:(?P<amount>{_CURRENCY})|(?P<share>{_SHARE})|(?P<measure>{_MEASURE}))?",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ]"
_NAME_WORD = rf"(?:{_CAPITAL}(?![’'][a-zà-ÿ])[\w’'.-]*\w|{_CAPITAL}\.|{_CAPITAL}(?!\w))"
_PARTICLE = r"(?:d[’']|(?:de|du|des|de\sla|la|le|les|von|van|der|den|ben|ibn|el|al|di|da|et\sde)\s|de\sl[’'])"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s(?:{_PARTICLE}{{0,2}}{_NAME_WORD}|[IVX]+\b|\d{{1,3}}\b))*")
_QUOTED = re.compile(r"[«“]\s?([^«»“”]{2,80}?)\s?[»”]")
_JOINED = re.compile(
    r"(?:,\s(?:et\s)?|\set\s|\sou\s|\sainsi\sque\s)"
    r"(?:(?:à|au|aux|en|de|du|des|d[’']|la|le|les|l[’'])\s?)?(?:l[’'])?"
)
_OPENS = re.compile(r"[.!?…:«“\"]\s*$")
_ELIDED = re.compile(r"(?:[dlLDsSnNcCjJ]|[qQ]u)[’'](?=[A-ZÀ-Þ])")
_OPENING_WORDS = (
    "selon apres avant depuis lors pendant durant malgre outre face grace parmi ainsi enfin ensuite puis cependant "
    "toutefois pourtant aujourd hier demain ici la alors quand lorsque si comme bien en au aux par pour chez vers sous "
    "entre contre avec sans fin debut suite concernant seul seule tous toutes tout toute plusieurs certains certaines "
    "chaque autre autres monsieur madame m mme"
)
_OPENERS = frozenset(_OPENING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a sentence, with offsets into it, that might be a short answer."""

    span: Span
    kind: Kind


def numbers_of(sentence: str) -> Iterator[Candidate]:
    """Yield the numbers of a sentence with their units; years and days of dates are none."""
    dates = [candidate.span for candidate in times_of(sentence)]
    for match in _AMOUNTS.finditer(sentence):
        if any(date.start < match.end() and match.start() < date.end for date in dates):
            continue
        kind: Kind = "amount" if match["amount"] else "share" if match["share"] else "number"
        yield Candidate(Span(*match.span()), "measure" if match["measure"] else kind)


def times_of(sentence: str) -> Iterator[Candidate]:
    """Yield the days, months, years and centuries of a sentence."""
    for match in _TIMES.finditer(sentence):
        kind: Kind = (
            "date" if match["date"] else "month" if match["month"] else "century" if match["century"] else "year"
        )
        yield Candidate(Span(*match.span()), kind)


def names_of(sentence: str) -> Iterator[Candidate]:
    """Yield the names of a sentence, and names that are listed once more as one: « Fès, Oujda et Nador »."""
    found = (_from_name_on(sentence, Span(*match.span())) for match in _NAME.finditer(sentence))
    names = [name for name in found if name is not None]
    yield from (Candidate(name, "name") for name in names)
    start = 0
    while start < len(names):
        end = start
        while end + 1 < len(names) and _JOINED.fullmatch(sentence, names[end].end, names[end + 1].start):
            end += 1
        if end > start:
            yield Candidate(Span(names[start].start, names[end].end), "names")
        start = end + 1


def quoted_of(sentence: str) -> Iterator[Candidate]:
    """Yield what a sentence puts between quotation marks."""
    for match in _QUOTED.finditer(sentence):
        yield Candidate(Span(*match.span(1)), "quoted")


def _from_name_on(sentence: str, capitalised: Span) -> Span | None:
    """Return capitalised words without the elided or the plain word that opens the sentence; None if no name is left.

    « Le Glovo Startup Lab » gives `Glovo Startup Lab`, and « Selon », for a first word, nothing.
    """
    start, opens = capitalised.start, not capitalised.start or _OPENS.search(sentence, 0, capitalised.start)
    first = Span(start, capitalised.end).of(sentence).split(" ")[0]
    if opens and _common(first):
        start, opens = start + len(first) + 1, None
    elided = _ELIDED.match(sentence, start, capitalised.end)
    start = elided.end() if elided else start
    words = sentence[start : capitalised.end].split(" ")
    certain = not opens or elided or len(words) > 1 or (words[0].isupper() and len(words[0]) > 1)
    return Span(start, capitalised.end) if certain and start < capitalised.end else None


def _common(word: str) -> bool:
    folded = french.fold(word.lower())
    return folded in french.STOP_WORDS or folded in _OPENERS
