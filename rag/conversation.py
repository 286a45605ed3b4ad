"""A follow-up → a question that stands by itself: « Et en Égypte ? » after « Combien de startups au Maroc ? »."""

import re

from corpus.dates import MONTHS
from index import french
from rag.question import analyse
from rag.records import Question

_OPENING = re.compile(r"^\s*(?:et|mais|puis|alors|ok|d'accord)\b[\s,]*(?:alors\b)?\s*", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"(?:(?:en|au|aux|à|dans|pour|chez|avec|sur|de|du|des|depuis|avant|après|fin|début|vers)\b|d['’]|l['’]|(?:le|la|les)\b"
    r"|[^\W\d_a-zà-ÿ]|\d)",
)
_ASKS = re.compile(
    r"\b(?:qui|que|quoi|qu['’]|quand|où|combien|comment|pourquoi|quel(?:le)?s?|lequel|laquelle|est-ce)(?:\b|(?<=['’]))",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:il|elle|ils|elles|lui|eux|y|en a|celui-ci|celle-ci|ceux-ci|celles-ci|ça|cela|son|sa|ses|leurs?)\b"
    r"|\bl['’](?:a|ont|avait|aura)\b|\bqu['’]en\b|\blà-bas\b|\b(?:ce|cet|cette|ces)\s\w"
    r"|^(?:qui|quand|où|comment|pourquoi|combien)\s(?:le|la|les|l['’])\s?\w+\s*\??$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATED = re.compile(
    r"\b(?:(?:en|à|fin|début|depuis|avant|après|vers|courant|d['’]ici|le)\s)*(?:\d{1,2}\s)?"
    rf"(?:(?:{'|'.join(MONTHS)})\s)?(?:19|20)\d\d\b"
)
_ORDINAL = re.compile(
    r"\b(?:le|la|les)\s(?:premi|second|deuxi|troisi|quatri|cinqui|derni|prochain|suivant|autre)\w*", re.IGNORECASE
)
_LOCATIVE = re.compile(r"(?:en|au|aux|à|dans)\s")
_PROPER = r"[A-ZÀ-Þ][\w’'.-]*(?:\s(?:(?:d['’]|de\s|du\s|des\s)?[A-ZÀ-Þ][\w’'.-]*|\d+))*"
_PLACED = re.compile(
    r"\b(?:en|au|aux|à|dans|pour|chez|de|du|des|par|avec|sur)\s(?:l['’]|la\s|le\s|les\s)?"
    + _PROPER
    + r"|\bd['’]"
    + _PROPER
)
_NAMES = re.compile(rf"(?<!^)\b{_PROPER}")


def understood(question: Question) -> str:
    """Return the question as it is to be answered: a follow-up completed from the turns before it.

    A question that stands by itself is returned as it is, whatever came before.
    """
    if not question.history:
        return question.text
    text = " ".join(question.text.split())
    opened = _OPENING.sub("", text)
    fragment = opened != text and _FRAGMENT.match(opened) is not None and not _ASKS.search(opened)
    if not fragment and not _depends(opened):
        return question.text
    *earlier, last = question.history
    before = understood(Question(last.question, tuple(earlier)))
    return _with_fragment(before, opened) if fragment else _about(opened, before)


def _depends(text: str) -> bool:
    """Say whether a question names nothing itself and points to what was said, by a pronoun or by its brevity."""
    asked = analyse(text)
    return not asked.specifics and (len(asked.terms) <= 1 or _PRONOUN.search(text) is not None)


def _with_fragment(before: str, fragment: str) -> str:
    """Put a fragment in the place of what it replaces in the question before: a year for a year, a name for a name."""
    fragment = _bare(fragment)
    place = _replaced(before, fragment)
    if place is None:
        return f"{_bare(before)} {fragment} ?"
    return f"{before[: place.start()]}{fragment}{before[place.end() :]}"


def _replaced(before: str, fragment: str) -> re.Match[str] | None:
    """Return what a fragment replaces in the question before: the last of its kind."""
    dated = _YEAR.search(fragment) and not _NAMES.search(_YEAR.sub("", fragment))
    kind = _ORDINAL if _ORDINAL.match(fragment) else _DATED if dated else _PLACED
    places = list(kind.finditer(before))
    alike = [place for place in places if _LOCATIVE.match(fragment) and _LOCATIVE.match(place[0])]
    chosen = alike or places
    return chosen[-1] if chosen else None


def _about(text: str, before: str) -> str:
    """Name after a question what the question before was about."""
    names = [match[0] for match in _NAMES.finditer(before)]
    topic = ", ".join(dict.fromkeys(names)) or " ".join(word for word in before.split() if french.terms(word))
    return f"{_bare(text)} ({_bare(topic)}) ?" if topic else text


def _bare(text: str) -> str:
    return text.rstrip(" ?!.\u00a0\u202f")
