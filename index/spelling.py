"""Misspelt words of a question → the words of the articles they were meant to be.

Only words that neither the articles nor a French dictionary hold are looked at, and only near spellings are taken: a
name or a thing the articles do not speak of must stay unknown, or a question about it would seem answered.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from index import french

_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORTEST = 6  # letters; nearly every shorter word has another at one letter's distance
_TWO_ERRORS = 8  # letters from which two wrong letters are forgiven
_SHOUTED = 3  # words in capitals from which it is the question that is, not an acronym
_ASKING = "combien comment pourquoi quand quelle quels quelles lequel laquelle"


class Speller:
    """Knows the words of some texts; compares words without accents or case."""

    def __init__(self, texts: Iterable[str]) -> None:
        spellings = Counter(word for text in texts for word in _WORD.findall(text))
        self._written: dict[str, str] = {french.fold(word): word for word in _ASKING.split()}
        self._often: Counter[str] = Counter()
        for word, times in sorted(spellings.items(), key=lambda item: item[1]):
            folded = french.fold(word.lower())
            self._written[folded] = word
            self._often[folded] += times
        self._terms = frozenset(map(french.term_of, self._written))
        self._long = [word for word in self._written if len(word) >= _SHORTEST - 1]

    def correct(self, text: str) -> str:
        """Return the text with its misspelt words replaced, everything else as it was.

        A text all in capitals is taken down to the articles' own spellings, which the encoder knows better.
        """
        if text.isupper() and len(_WORD.findall(text)) >= _SHOUTED:
            text = _WORD.sub(lambda match: self._written.get(french.fold(match[0]), match[0]), text.lower())
        return _WORD.sub(lambda match: self._corrected(match[0]), text)

    def _corrected(self, word: str) -> str:
        folded = french.fold(word.lower())
        term = french.term_of(folded)
        if len(folded) < _SHORTEST or not term or term in self._terms or folded in _dictionary():
            return word
        errors = 1 if len(folded) < _TWO_ERRORS else 2
        near = process.extract(folded, self._long, scorer=OSA.distance, score_cutoff=errors, limit=None)
        likely = [(distance, -self._often[other], other) for other, distance, _ in near if other[0] == folded[0]]
        return self._written[min(likely)[2]] if likely else word


@cache
def _dictionary() -> frozenset[str]:
    """Return 140,000 French words, without accents."""
    return frozenset(map(french.fold, SpellChecker(language="fr").word_frequency.keys()))
