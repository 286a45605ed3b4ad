"""Names of a sentence: words with a capital that are no ordinary word at its start, and what they may be spelt as."""

import re

from index import french
from index.spelling import is_french

_WORD = re.compile(r"[^\W_]+(?:[-'’&.][^\W_]+)*\.?")
_START = re.compile(r"(?:^|[.!?…:«“\"]\s*)$")
_ADJECTIVE = re.compile(
    r"(?<=\s)[A-ZÀ-Ý]\w{3,}\s+([a-zà-ÿ]+(?:éen|éenne|ales?|aux|iens?|iennes?|iques?|ains?|aines?|ais|aises?|ois|oises?|ive))\b"
)
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=.)", re.IGNORECASE)
_SHORTEST_ACRONYM = 3
_SHORTEST_VARIANT = 5  # letters of a name that another of the same beginning may stand for: Maroc, Marocains


def names_in(text: str) -> list[str]:
    """Return the names of a text, each a word, in order; at the start of a sentence only what is no French word."""
    found = []
    for match in _WORD.finditer(text):
        word = _ELIDED.sub("", match[0]).rstrip(".")
        if len(word) < 2 or not word[0].isupper():
            continue
        starts = word == match[0].rstrip(".") and bool(_START.search(text[: match.start()]))
        if starts and not _is_acronym(word) and is_french(word):
            continue
        found.append(word)
    return found


def missing_names(claim: str, source: str) -> list[str]:
    """Return the names of a claim that a source does not hold, in one of their forms.

    Held are the word itself, its plural or the name of its people (Maroc, marocain), an acronym spelt out
    (O.N.U., Organisation des Nations unies) and the other way round.
    """
    held = _words(source)
    initials, spelt_out = _initials(source), _spelt_out(claim, source)
    names = [*names_in(claim), *_ADJECTIVE.findall(claim)]  # the Banque mondiale is no Banque européenne
    return [name for name in names if not (_held(name, held, initials) or french.fold(name.lower()) in spelt_out)]


def _held(name: str, held: frozenset[str], initials: str) -> bool:
    bare = french.fold(name.lower()).replace(".", "")
    if _is_acronym(name) and len(bare) >= _SHORTEST_ACRONYM and bare in initials:
        return True
    parts = bare.split("-")
    return bare.replace("-", "") in held or all(any(_same(part, word) for word in held) for part in parts)


def _same(one: str, two: str) -> bool:
    if one == two or (french.term_of(one) and french.term_of(one) == french.term_of(two)):
        return True
    return min(len(one), len(two)) >= _SHORTEST_VARIANT and (one.startswith(two) or two.startswith(one))


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "")
    return len(letters) > 1 and letters.upper() == letters


def _words(text: str) -> frozenset[str]:
    return frozenset(word for whole in french.words(text) for word in (*whole.split("-"), whole.replace("-", "")))


def _content(text: str) -> list[str]:
    return [word for whole in french.words(text) for word in whole.split("-") if french.term_of(word)]


def _initials(text: str) -> str:
    return "".join(word[0] for word in _content(text))


def _spelt_out(claim: str, source: str) -> frozenset[str]:
    """Return the words of the claim that spell out an acronym of the source."""
    words, initials = _content(claim), _initials(claim)
    acronyms = {name.replace(".", "").lower() for name in names_in(source) if _is_acronym(name)}
    places = [(initials.find(acronym), len(acronym)) for acronym in acronyms if len(acronym) >= _SHORTEST_ACRONYM]
    return frozenset(word for place, size in places if place >= 0 for word in words[place : place + size])
