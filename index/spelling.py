"""Misspelt words of a question → the words of the articles they were meant to be.

Only words that neither the articles nor a French dictionary hold are looked at, and only near spellings are taken: a
name or a thing the articles do not speak of must stay unknown, or a question about it would seem answered.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from index import french
from index.strings import Strings

_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORTEST = 6  # letters; nearly every shorter word has another at one letter's distance
_TWO_ERRORS = 8  # letters from which two wrong letters are forgiven
_SHOUTED = 3  # words in capitals from which it is the question that is, not an acronym
_ASKING = "combien comment pourquoi quand quelle quels quelles lequel laquelle"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word without accents or case, how it is most often written, and how often it stands in the texts."""

    folded: str
    written: str
    times: int


class Words:
    """The words of some texts, each found by its letters without accents or case; on disk where it was loaded."""

    def __init__(self, entries: Strings) -> None:
        self._entries = entries
        self._beginning = lru_cache(maxsize=4)(self._read)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Words":
        """Collect the words of some texts, which are read once, one after another."""
        spellings = Counter(word for text in texts for word in _WORD.findall(text))
        written = {french.fold(word): word for word in _ASKING.split()}
        times: Counter[str] = Counter()
        for word, often in sorted(spellings.items(), key=lambda item: item[1]):
            folded = french.fold(word.lower())
            written[folded] = word
            times[folded] += often
        return cls(Strings.of(f"{folded}\t{written[folded]}\t{times[folded]}" for folded in sorted(written)))

    @classmethod
    def load(cls, folder: Path) -> "Words":
        """Map what `save` wrote."""
        return cls(Strings.load(folder, "words"))

    def save(self, folder: Path) -> None:
        """Write two files."""
        self._entries.save(folder, "words")

    def written(self, folded: str) -> str | None:
        """Return how a word is most often written, None where no text holds it."""
        place = self._entries.place(f"{folded}\t")
        found = place < len(self._entries) and self._entries[place].startswith(f"{folded}\t")
        return self._entries[place].split("\t")[1] if found else None

    def near(self, folded: str, errors: int) -> str | None:
        """Return how the word of the same first letter that is nearest, then commonest, is written, or None."""
        likely = self._beginning(folded[0])
        near = process.extract(folded, list(likely), scorer=OSA.distance, score_cutoff=errors, limit=None)
        best = min(((distance, -likely[other].times, other) for other, distance, _ in near), default=None)
        return likely[best[2]].written if best else None

    def _read(self, letter: str) -> dict[str, _Word]:
        """Return the words that begin with a letter and are not short."""
        entries = self._entries[self._entries.place(letter) : self._entries.place(chr(ord(letter) + 1))]
        words = (_Word(folded, written, int(times)) for folded, written, times in (e.split("\t") for e in entries))
        return {word.folded: word for word in words if len(word.folded) >= _SHORTEST - 1}


class Speller:
    """Puts misspelt words right; compares words without accents or case.

    `is_term` says whether a term of `index.french` is in the articles.
    """

    def __init__(self, words: Words, is_term: Callable[[str], bool]) -> None:
        self._words = words
        self._is_term = is_term

    def correct(self, text: str) -> str:
        """Return the text with its misspelt words replaced, everything else as it was.

        A text all in capitals is taken down to the articles' own spellings, which the encoder knows better.
        """
        if text.isupper() and len(_WORD.findall(text)) >= _SHOUTED:
            text = _WORD.sub(lambda match: self._words.written(french.fold(match[0])) or match[0], text.lower())
        return _WORD.sub(lambda match: self._corrected(match[0]), text)

    def _corrected(self, word: str) -> str:
        folded = french.fold(word.lower())
        term = french.term_of(folded)
        if len(folded) < _SHORTEST or not term or self._known(folded, term):
            return word
        return self._words.near(folded, 1 if len(folded) < _TWO_ERRORS else 2) or word

    def _known(self, folded: str, term: str) -> bool:
        return self._is_term(term) or self._words.written(folded) is not None or is_french(folded)


def is_french(word: str) -> bool:
    """Whether a dictionary of French holds a word, accents and case apart."""
    return french.fold(word.lower()) in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    """Return 140,000 French words, without accents."""
    return frozenset(map(french.fold, SpellChecker(language="fr").word_frequency.keys()))
