"""Is a sentence supported by what it cites? Its figures, names, denials and meaning are sought there.

Nothing is believed for being well said: what is not found in the cited sentences is taken for unsupported.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index import Encoder, french
from rag.names import missing_names, names_in
from rag.polarity import clauses, contradicts
from rag.quantities import Quantity, quantities, readable

COVERED = 0.3
"""The share of a sentence's terms that those cited must hold, where its meaning is not clearly nearest to theirs."""
LEAST = 0.1
"""The share that they must hold in any case."""
APART = 0.03
"""By how much, in cosine, a sentence of other words must be nearer to those cited than to any other offered."""
NEARER = 0.03
"""By how much another sentence offered may be nearer. Differences carry over from one encoder to another; a bound on
the cosine itself would not."""
_SAYING = 2  # terms from which a part of a sentence says something of its own
_SHORTEST = 2  # words of a sentence
_MARKUP = re.compile(r"[\[\]<>{}|\\^~`]|&\w+;")
_FOREIGN_WORDS = (
    "the of and is are was were has have in to for with that this by it from at as not be "
    "el los las una del con por para y es son fue der die und ist das ein mit von il che di della sono per"
)
_FOREIGN = frozenset(_FOREIGN_WORDS.split()) - french.STOP_WORDS
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\b[\w-]+\.(?:com|org|net|fr|ma|io|example)\b", re.IGNORECASE)
_CALENDAR = re.compile(
    r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|dimanche|printemps|ete (?=\d|dernier|prochain)|automne|hiver)\b"
)
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:1\d|20)\d\d)\b")
_ISO = re.compile(r"\b((?:1\d|20)\d\d)-(\d{2})-(\d{2})\b")
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_SEASONS = {"printemps": "mars avril mai juin", "automne": "septembre octobre novembre decembre",
            "hiver": "decembre janvier fevrier mars"}  # fmt: skip
_COMPARED = re.compile(r"\b(plus|moins)\s+(?!de\b|d'|que\b|qu'|la\b|les?\b)(\w{4,})")
_PREFIX = 5  # letters that two terms must share to be of one family: emploi, employés


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that may be cited, and the words around it that may name what it speaks of."""

    quote: str
    around: str = ""


class Verifier:
    """Judges sentences against the sentences offered for citation, by their number."""

    def __init__(self, sources: Mapping[int, Source], encoder: Encoder) -> None:
        self._sources = sources
        self._encoder = encoder
        self._numbers = list(sources)
        self._vectors = encoder.encode_passages([source.quote for source in sources.values()])

    def fault(self, claim: str, cited: Collection[int]) -> str | None:
        """Return why a sentence is not supported by the sentences it cites, in a few words; None where it is."""
        if not cited:
            return "cites nothing"
        if unknown := [number for number in cited if number not in self._sources]:
            return f"cites [{unknown[0]}], which does not exist"
        source = " ".join(self._sources[number].quote for number in cited)
        around = " ".join(self._sources[number].around for number in cited)
        return (
            _form_fault(claim, source)
            or _figure_fault(claim, source)
            or _name_fault(claim, source, around)
            or _denial_fault(claim, [self._sources[number].quote for number in cited])
            or self._meaning_fault(claim, source, around, cited)
        )

    def _meaning_fault(self, claim: str, source: str, around: str, cited: Collection[int]) -> str | None:
        """Return which part of the claim says something that the cited sentences, or no sentence offered, say."""
        parts = [part for part in clauses(claim) if len(_words(part)) >= _SAYING and not quantities(readable(part))]
        weak = [part for part in parts if _coverage(part, f"{source} {around}") < COVERED]
        nearer = self._nearness([claim, *weak], cited)
        if nearer[0] < -NEARER:
            return "says what another sentence says"
        covered = _coverage(claim, f"{source} {around}")
        if covered < LEAST or (covered < COVERED and nearer[0] < APART):
            return "says something else"
        far = [part for part, near in zip(weak, nearer[1:], strict=True) if near <= 0]
        return f"adds: {far[0]}" if far else None

    def _nearness(self, texts: Sequence[str], cited: Collection[int]) -> list[float]:
        """Return by how much the cited sentences are nearer to each text, in cosine, than the nearest other one."""
        cosines = self._encoder.encode_passages(texts) @ self._vectors.T
        own = np.isin(self._numbers, list(cited))
        nearest = cosines[:, own].max(axis=1)
        others = nearest if own.all() else cosines[:, ~own].max(axis=1)  # nothing to compare with: no nearer
        nearer: list[float] = (nearest - others).tolist()
        return nearer


def _form_fault(claim: str, source: str) -> str | None:
    """Return what keeps a text from being a French sentence that a reader may be shown."""
    if _ADDRESS.search(claim) and not _ADDRESS.search(source):
        return "holds an address"
    if strange := set(_MARKUP.findall(claim)) - set(_MARKUP.findall(source)):
        return f"holds markup: {min(strange)}"
    words = french.words(claim)
    if len(words) < _SHORTEST:
        return "says nothing"
    if sum(word in _FOREIGN for word in words) > sum(word in french.STOP_WORDS for word in words):
        return "is not French"
    return None


def _figure_fault(claim: str, source: str) -> str | None:
    """Return what figure or date of the claim the source does not hold, or holds of something else."""
    mine, theirs = _dated(claim), _dated(source)
    held = quantities(theirs)
    for quantity in quantities(mine):
        same = [other for other in held if quantity.equals(other)]
        if not same:
            return f"states {mine[quantity.start : quantity.end]}, which is not there"
        if quantity.unit and not any(other.unit for other in same) and quantity.unit not in {q.unit for q in held}:
            return f"gives {mine[quantity.start : quantity.end]} a unit of its own"
        if quantity.bound and not any(other.bound == quantity.bound for other in same):
            return f"says {quantity.bound} than {mine[quantity.start : quantity.end]}"
        if quantity.role and all(other.role not in ("", quantity.role) for other in same):
            return f"exchanges {mine[quantity.start : quantity.end]} with another figure"
        if _bound_elsewhere(quantity, mine, same, held, theirs):
            return f"states {mine[quantity.start : quantity.end]} of something else"
    days = set(_CALENDAR.findall(mine.lower())) - set(_CALENDAR.findall(theirs.lower()))
    if strange := [day for day in days if not _season_held(day, theirs.lower())]:
        return f"names {strange[0].strip()}, which is not there"
    return None


def _season_held(day: str, source: str) -> bool:
    return any(month in source for month in _SEASONS.get(day, "").split())


def _dated(text: str) -> str:
    """Return a text to read figures in, dates in figures spelt out."""
    text = _ISO.sub(lambda d: _spelt(d[3], d[2], d[1]), text)
    return readable(_SLASHED.sub(lambda d: _spelt(d[1], d[2], d[3]), text))


def _spelt(day: str, month: str, year: str) -> str:
    return f"{int(day)} {_MONTHS.split()[(int(month) - 1) % 12]} {year}"


def _bound_elsewhere(
    quantity: Quantity, claim: str, same: Sequence[Quantity], held: Sequence[Quantity], source: str
) -> bool:
    """Whether what the claim says beside a figure stands in the source beside another figure only."""
    said = _beside(quantity, claim)
    if any(said & _beside(other, source) or (quantity.role and quantity.role == other.role) for other in same):
        return False
    named = {term for name in names_in(claim) for term in french.terms(name)}
    shared = [said & _beside(other, source) for other in held if not any(other is one for one in same)]
    return any(len(terms) > 1 or terms & named for terms in shared)


_PART = re.compile(r",(?!\d)|[;:()]|\b(?:et|mais|alors que|tandis que|contre|dont|soit)\b")


def _beside(quantity: Quantity, text: str) -> frozenset[str]:
    """Return the terms of the part of a sentence that a figure stands in, numbers and units apart."""
    ends = [0, *(end for found in _PART.finditer(text.lower()) for end in found.span()), len(text)]
    start = max(end for end in ends if end <= quantity.start)
    end = min(end for end in ends if end >= quantity.end)
    part = text[start : quantity.start] + " " + text[quantity.end : end]
    return frozenset(term for term in french.terms(part) if not term[0].isdigit())


def _name_fault(claim: str, source: str, around: str) -> str | None:
    missing = missing_names(claim, f"{source} {around}")
    return f"names {missing[0]}, who is not there" if missing else None


def _denial_fault(claim: str, quotes: Sequence[str]) -> str | None:
    """Return what the claim denies against the cited sentence nearest in words, or affirms against it."""
    nearest = max(quotes, key=lambda quote: _coverage(claim, quote))
    whole = " ".join(quotes)
    found = contradicts(claim, nearest)
    if found and len(quotes) > 1 and contradicts(claim, whole) is None:
        found = None
    return found or _comparison_fault(claim, whole)


def _comparison_fault(claim: str, source: str) -> str | None:
    mine, theirs = (
        {french.term_of(adjective): word for word, adjective in _COMPARED.findall(french.fold(text.lower()))}
        for text in (claim, source)
    )
    for term, word in mine.items():
        if term in theirs and theirs[term] != word:
            return f"says {word} {term}"
    return None


def _coverage(claim: str, source: str) -> float:
    """Return the share of a claim's terms that a source holds, in the same family of words."""
    terms = [term for term in dict.fromkeys(french.terms(claim)) if not term[0].isdigit()]
    held = _terms(source)
    return sum(_held(term, held) for term in terms) / len(terms) if terms else 1.0


def _held(term: str, held: frozenset[str]) -> bool:
    return term in held or (len(term) >= _PREFIX and any(other[:_PREFIX] == term[:_PREFIX] for other in held))


def _words(text: str) -> list[str]:
    return [term for term in french.terms(text) if not term[0].isdigit()]


@lru_cache(maxsize=2_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(french.terms(text))
