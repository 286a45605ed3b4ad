"""What an acronym stands for, where a sentence spells it out: « la MITC (Moroccan Information Technopark Company) »."""

import re

from corpus import Span
from index import french

_ACRONYM = re.compile(r"\b[A-ZÀ-Þ][A-ZÀ-Þ0-9&.]*[A-ZÀ-Þ0-9]\b")
_IN_PARENTHESES = re.compile(r"\(([^()]{2,120})\)")
_WORD = re.compile(r"[^\W_]+")
_LINKS = "de du des d la le les l et en pour a au aux of the for and on in"
_SMALL = frozenset(_LINKS.split())
_LONGEST = 12  # words before a parenthesis among which an expansion is looked for


def acronyms_of(text: str) -> tuple[str, ...]:
    """Return the acronyms of a text: words of two capitals or more."""
    return tuple(dict.fromkeys(_ACRONYM.findall(text)))


def expansion_of(sentence: str, question: str) -> Span | None:
    """Return where a sentence spells out an acronym of the question, before it or in parentheses after it.

    The initials of the words must be the letters of the acronym, small words counted or not. None where it does not.
    """
    for acronym in acronyms_of(question):
        for match in _IN_PARENTHESES.finditer(sentence):
            before = sentence[: match.start()].rstrip()
            if before.endswith(acronym) and _spells(_WORD.findall(match[1]), acronym):
                return Span(*match.span(1))
            if match[1].strip().startswith(acronym) and (span := _spelt_before(before, acronym)):
                return span
    return None


def _spelt_before(before: str, acronym: str) -> Span | None:
    """Return the shortest run of words at the end of a text that spells an acronym."""
    words = [Span(*match.span()) for match in _WORD.finditer(before)][-_LONGEST:]
    for start in range(len(words) - 2, -1, -1):
        if _spells([word.of(before) for word in words[start:]], acronym):
            return Span(words[start].start, len(before))
    return None


def _spells(words: list[str], acronym: str) -> bool:
    letters = french.fold("".join(c for c in acronym if c.isalnum())).lower()
    folded = [french.fold(word).lower() for word in words]
    initials = "".join(word[0] for word in folded)
    told = "".join(word[0] for word in folded if word not in _SMALL)
    return letters in (initials, told) and folded[0][0] == letters[0]
