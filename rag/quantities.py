"""Numbers as French writes them → values that can be compared: 3 000, 3.000, « trois mille », 50 M€, « le tiers ».

What is read is folded (no accents); the rest of a sentence is left to others.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isclose
from typing import Literal

from index import french

Bound = Literal["", "more", "less"]
Role = Literal["", "before", "after"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence.

    `unit` is "" where none is written; percentages and fractions have the unit "%" and run from 0 to 100, ordinals
    have the unit "th", and measures are brought to one unit of their kind (2 years: 24 months). `bound` tells "plus
    de" from "moins de", `role` the old from the new of "de 3 à 5" and of "5, contre 3" (before: 3, after: 5).
    `start` and `end` are offsets into the folded text.
    """

    value: float
    unit: str
    start: int
    end: int
    bound: Bound = ""
    role: Role = ""

    def equals(self, other: "Quantity") -> bool:
        """Whether both are the same amount, as far as their units are written; a third is 33 %."""
        near = 0.02 if self.unit == other.unit == "%" else 1e-9
        same_unit = self.unit == other.unit or (not (self.unit and other.unit) and "th" not in (self.unit, other.unit))
        return same_unit and isclose(self.value, other.value, rel_tol=near)


_TO_SIXTEEN = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_SMALL = {
    word: value
    for value, word in enumerate(
        _TO_SIXTEEN.split()
    )
} | {"une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
     "septante": 70, "huitante": 80, "octante": 80, "nonante": 90}  # fmt: skip
_HUNDREDS = ("cent", "cents")
_SCALES = {
    "mille": 1e3, "k": 1e3, "millier": 1e3, "milliers": 1e3,
    "million": 1e6, "millions": 1e6, "M": 1e6, "milliard": 1e9, "milliards": 1e9, "md": 1e9, "mds": 1e9, "mrd": 1e9,
}  # fmt: skip
_AROUND = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
_FRACTIONS = {"moitie": 1 / 2, "tiers": 1 / 3, "quart": 1 / 4, "quarts": 1 / 4, "cinquieme": 1 / 5, "dixieme": 1 / 10}
_ORDINALS = {
    "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12, "vingtieme": 20,
}  # fmt: skip
_DOUBLE_SCALES = {"meur": "euro", "m€": "euro", "m$": "dollar", "mdh": "dirham", "mdhs": "dirham", "musd": "dollar"}
_BILLIONS = {"md€": "euro", "mds€": "euro", "md$": "dollar", "mds$": "dollar", "mddh": "dirham"}
_UNITS: dict[str, tuple[str, float]] = {
    word: (unit, factor)
    for unit, factor, words in (
        ("euro", 1, "euro euros € eur"),
        ("euro", 0.01, "centime centimes"),
        ("dollar", 1, "dollar dollars $ usd"),
        ("dirham", 1, "dirham dirhams dh dhs mad"),
        ("franc", 1, "franc francs"),
        ("pound", 1, "livre livres £"),
        ("%", 1, "% pourcent"),
        ("point", 1, "point points"),
        ("month", 1, "mois"),
        ("month", 12, "an ans annee annees"),
        ("month", 120, "decennie decennies"),
        ("day", 1, "jour jours journee journees"),
        ("day", 7, "semaine semaines"),
        ("minute", 1, "minute minutes min mn"),
        ("minute", 60, "heure heures h"),
        ("second", 1, "secondes"),
        ("metre", 1, "m metre metres"),
        ("metre", 1000, "km kilometre kilometres"),
        ("gram", 1, "g gramme grammes"),
        ("gram", 1000, "kg kilo kilos kilogramme kilogrammes"),
        ("gram", 1e6, "tonne tonnes"),
        ("hectare", 1, "ha hectare hectares"),
        ("litre", 1, "litre litres"),
    )
    for word in words.split()
}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+[€$]|[^\W\d_][^\W_]*|[%€$£]")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?![\d]|[.,]\d)")
_ORDINAL_END = re.compile(r"(?:er|re|ere|nd|nde|e|eme|ieme)s?")
_MORE = re.compile(
    r"(?:plus d[e'’]|au moins|au-dela d[e'’]s?|depass\w*|exced\w*|superieure?s? (?:a|aux?)|minimum d[e'’]|franchi\w*)"
    r"(?:\s*(?:l[ea']s?|la barre des?|le seuil des?|les|des|quelque))?\s*$"
)
_LESS = re.compile(
    r"(?:moins (?:d[e'’]|que)|au plus|au maximum|en dessous d\w*|inferieure?s? (?:a|aux?)|maximum d[e'’]|sous)"
    r"(?:\s*(?:l[ea']s?|la barre des?|le seuil des?|les|des|quelque))?\s*$"
)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()


def quantities(folded: str) -> list[Quantity]:
    """Return the numbers of a folded text (see `readable`) in order, in digits or words.

    "un" and "une" alone are articles, not numbers.
    """
    tokens = [_Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(folded)]
    found: list[Quantity] = []
    place = 0
    while place < len(tokens):
        quantity, place = _read(tokens, place)
        if quantity is not None:
            found.append(_bounded(quantity, folded))
    return _with_roles(found, folded)


def readable(text: str) -> str:
    """Return a text as it is read here: no accents, groups of digits joined, hyphens between words as spaces."""
    folded = french.fold(text).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    joined = _GROUPED.sub(lambda group: re.sub(r"[ .]", "", group[0]), folded)
    return re.sub(r"(?<=\w)[-‑–](?=\w)", " ", joined)


def _read(tokens: Sequence[_Token], place: int) -> tuple[Quantity | None, int]:
    """Read the number that starts at a token, if one does; returns it and the place after it."""
    token = tokens[place]
    for read in (_fraction, _around, _digits, _in_words, _ordinal):
        got = read(tokens, place)
        if got is not None:
            value, unit, after = got
            if not unit:
                value, unit, after = _unit(tokens, value, after)
            if unit in ("", "th") and place and tokens[place - 1].text in ("$", "€", "£"):
                unit = _UNITS[tokens[place - 1].text][0]
            return Quantity(value, unit, token.start, tokens[after - 1].end), after
    return None, place + 1


_Reading = tuple[float, str, int]


def _fraction(tokens: Sequence[_Token], place: int) -> _Reading | None:
    word = tokens[place].lower
    times: float = _SMALL.get(word, 0)
    after = place
    if times or word.isdecimal():
        after, times = place + 1, times or float(word)
    if after < len(tokens) and (part := _FRACTIONS.get(tokens[after].lower)):
        if tokens[after].lower.endswith("ieme") and times < 1:
            return None  # the fifth
        return 100 * part * (times or 1), "%", after + 1
    return None


def _around(tokens: Sequence[_Token], place: int) -> _Reading | None:
    value = _AROUND.get(tokens[place].lower)
    return (value, "", place + 1) if value else None


def _digits(tokens: Sequence[_Token], place: int) -> _Reading | None:
    if not tokens[place].text[0].isdecimal():
        return None
    value = float(tokens[place].text.replace(",", "."))
    after = place + 1
    if after < len(tokens) and tokens[after].start == tokens[place].end and _ORDINAL_END.fullmatch(tokens[after].lower):
        return value, "th", after + 1
    return _scaled(tokens, value, after)


def _scaled(tokens: Sequence[_Token], value: float, after: int) -> _Reading:
    """Apply the scale words that follow a number in digits: 1,2 million, 50 M€."""
    if after < len(tokens):
        word = tokens[after].text
        if unit := _DOUBLE_SCALES.get(word.lower()):
            return value * 1e6, unit, after + 1
        if unit := _BILLIONS.get(word.lower()):
            return value * 1e9, unit, after + 1
        scale = _SCALES.get(word) or (_SCALES.get(word.lower()) if len(word) > 1 else None)
        if scale:
            return value * scale, "", after + 1
    return value, "", after


def _in_words(tokens: Sequence[_Token], place: int) -> _Reading | None:
    """Read « quatre-vingt-dix-sept mille », « vingt et un », « un million »; « un » alone is none."""
    total, current, after = 0.0, 0.0, place
    while after < len(tokens):
        word = tokens[after].lower
        if word == "et" and current and after + 1 < len(tokens) and tokens[after + 1].lower in ("un", "une", "onze"):
            if current % 10 or current < 20 or (tokens[after + 1].lower != "onze" and current > 70):
                break
        elif word in ("vingt", "vingts") and current % 100 == 4:
            current += 76
        elif (small := _SMALL.get(word)) is not None and _may_follow(current, small):
            current += small
        elif word in _HUNDREDS and current < 10:
            current = (current or 1) * 100
        elif len(word) > 2 and (scale := _SCALES.get(word)) and (current or word == "mille"):
            total, current = total + (current or 1) * scale, 0.0
        else:
            break
        after += 1
    only_article = after == place + 1 and tokens[place].lower in ("un", "une")
    return None if after == place or only_article else (total + current, "", after)


def _may_follow(current: float, small: int) -> bool:
    """Whether a small number may be added to what was read: vingt-six, soixante-dix, cent deux; never deux trois."""
    rest = current % 100
    return (
        rest == 0
        or (rest >= 20 and rest % 10 == 0 and small < (20 if rest in (60, 80) else 10))
        or (rest == 10 and small in (7, 8, 9))
        or (rest in (70, 90) and small in (7, 8, 9))
    )


def _ordinal(tokens: Sequence[_Token], place: int) -> _Reading | None:
    value = _ORDINALS.get(tokens[place].lower)
    return (value, "th", place + 1) if value else None


def _unit(tokens: Sequence[_Token], value: float, after: int) -> _Reading:
    """Read the unit after a number, over « de »; a noun that is none is left."""
    at = after
    while at < len(tokens) and tokens[at].lower in ("de", "d"):
        at += 1
    if at + 1 < len(tokens) and tokens[at].lower == "pour" and tokens[at + 1].lower == "cent":
        return value, "%", at + 2
    if at < len(tokens) and (known := _UNITS.get(tokens[at].lower)):
        return value * known[1], known[0], at + 1
    return value, "", after


def _bounded(quantity: Quantity, folded: str) -> Quantity:
    before = folded[max(0, quantity.start - 40) : quantity.start].lower()
    before = re.sub(r"\b(?:une?|l'|l[ea]s?)\s*$", "", before) or before
    readings: tuple[tuple[re.Pattern[str], Bound, Bound], ...] = ((_MORE, "more", "less"), (_LESS, "less", "more"))
    for pattern, bound, contrary in readings:
        if found := pattern.search(before):
            denied = re.search(r"\b(?:pas|jamais|guere)\s+$", before[: found.start()])
            return replace(quantity, bound=contrary if denied else bound)
    return quantity


def _with_roles(found: Sequence[Quantity], folded: str) -> list[Quantity]:
    """Mark what stands before and after in « de 3 à 5 » and « 5, contre 3 »."""
    roles: dict[int, Role] = {}
    for (place, one), (_, two) in pairwise(enumerate(found)):
        between = folded[one.end : two.start].lower()
        ahead = folded[max(0, one.start - 6) : one.start].lower()
        if ahead.endswith("entre ") and re.search(r"\bet\b", between):
            roles |= {place: "before", place + 1: "after"}
            continue
        if re.fullmatch(r"[^.;]{0,25}?\ba\s+(?:une?\s+)?(?:pres de |environ |plus de )?", between) and re.search(
            r"\bd(?:e |es |')$", ahead
        ):
            roles |= {place: "before", place + 1: "after"}
        elif re.search(r"\bcontre\s+(?:une?\s+|les\s+)?(?:pres de |environ |plus de |moins de )?$", between):
            roles |= {place: "after", place + 1: "before"}
    return [replace(quantity, role=roles.get(place, "")) for place, quantity in enumerate(found)]
