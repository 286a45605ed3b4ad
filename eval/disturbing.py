"""The same question as people write it: without accents, in capitals, with typing errors.

Errors are generated from the question's text alone, so that everyone gets the same ones.
"""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from index import french

_NEIGHBOURS = {
    "a": "zq", "b": "vn", "c": "xv", "d": "sf", "e": "zr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "km", "m": "lp", "n": "b", "o": "ip", "p": "om", "q": "sa", "r": "et", "s": "qd", "t": "ry",
    "u": "yi", "v": "cb", "w": "x", "x": "wc", "y": "tu", "z": "ae",
}  # fmt: skip  # on an AZERTY keyboard
_WORDS_PER_ERROR = 4
_SHORTEST_MISTYPED = 5  # letters; shorter words are mostly grammar


@dataclass(frozen=True, slots=True)
class Disturbance:
    """A way of writing a question otherwise; `apply` never changes what it asks."""

    name: str
    apply: Callable[[str], str]


def without_accents(text: str) -> str:
    """Return the text as typed on a keyboard without accents."""
    plain = text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'")
    decomposed = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def with_typing_errors(text: str) -> str:
    """Return the text with one error in about every fourth word, at least one, in long words only.

    An error leaves a letter out, doubles it, exchanges it with the next or hits the key beside it; the first
    letter stays. A text without a long word of letters is returned as it is.
    """
    chance = random.Random(text)
    words = text.split(" ")
    long_words = [i for i, word in enumerate(words) if len(word) >= _SHORTEST_MISTYPED and word.isalpha()]
    errors = min(len(long_words), max(1, len(words) // _WORDS_PER_ERROR))
    for index in chance.sample(long_words, errors):
        words[index] = _mistyped(words[index], chance)
    return " ".join(words)


def in_keywords(text: str) -> str:
    """Return the words that carry content alone, as typed into a search box; a text without any as it is."""
    return " ".join(word for word in text.split() if french.terms(word)) or text


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    before, letter, following, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    beside = chance.choice(_NEIGHBOURS.get(without_accents(letter).lower(), letter))
    return chance.choice(
        [
            before + following + after,
            before + letter + letter + following + after,
            before + following + letter + after,
            before + beside + following + after,
        ]
    )


DISTURBANCES = (
    Disturbance("without accents", without_accents),
    Disturbance("in capitals", str.upper),
    Disturbance("with typing errors", with_typing_errors),
)

VARIANTS = (*(disturbance.apply for disturbance in DISTURBANCES), in_keywords)
"""All ways of writing a question otherwise, those that are not measured too: an encoder is trained on them."""
