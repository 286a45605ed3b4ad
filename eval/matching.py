"""Does a sentence state a fact? Texts are folded so that spelling alone never decides."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .]\d{3})+(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_LOOSE = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "´": "'", "œ": "oe", "æ": "ae", "‐": "-", "‑": "-", "–": "-"})
_CITATION_MARK = re.compile(r"\[\d+\]")


def squash(text: str) -> str:
    """Return `text` in lower case, runs of white space as one space: the folding of SQuAD answers here."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=50_000)  # a sentence is judged again for every question about its article
def fold(text: str) -> str:
    """Return `text` in lower case, without accents, apostrophes and dashes alike, digit groups joined.

    `"3 000 Élèves"` and `"3.000 élèves"` both become `"3000 eleves"`; `"en 2016 200"` stays as it is, since
    a year is no group of three digits.
    """
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in lowered if not unicodedata.combining(c))
    spaced = " ".join(bare.translate(_LOOSE).split())
    return _GROUPED.sub(lambda group: re.sub(r"[ .]", "", group.group()), spaced)


def states(folded_sentence: str, spelling: str) -> bool:
    """Tell whether a folded sentence holds a spelling, never a part of another number.

    `"26 startups"` is not found in `"126 startups"`, nor `"7"` in `"7,58"`.
    """
    wanted = fold(spelling)
    before = r"(?<!\d)(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if wanted[-1:].isdigit() else ""
    return bool(wanted) and re.search(before + re.escape(wanted) + after, folded_sentence) is not None


def facts_in(sentence: str, facts: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the numbers (from 0) of the facts that the sentence states in one of their spellings."""
    folded = fold(sentence)
    return tuple(i for i, fact in enumerate(facts) if any(states(folded, spelling) for spelling in fact))


def contains_any(sentence: str, answers: Iterable[str]) -> bool:
    """Tell whether the sentence contains one of the answers, but for case and white space."""
    squashed = squash(sentence)
    return any(wanted in squashed for answer in answers if (wanted := squash(answer)))


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers and dates in digits that a text states, digit groups joined, citation marks left out.

    `"Près de 1 300 places en 2017 [2]."` gives `("1300", "2017")`.
    """
    return tuple(_NUMBER.findall(fold(_CITATION_MARK.sub(" ", text))))
