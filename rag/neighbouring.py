"""Questions near one that the articles do not answer, and that they do: with a name, place or year they speak of."""

import re
from collections.abc import Callable, Iterator, Sequence

from index import Searcher, french
from rag.evidence import Evidence, text_of, words_of
from rag.period import period_of
from rag.question import Asked
from rag.spans import names_of

MOST = 2
"""Neighbouring questions offered."""
TRIED = 2
"""Questions that are tried, each as dear as a search of its own."""
_READ = 3  # sentences whose names are taken
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_PLACED = re.compile(
    r"\b(?P<where>en|au|aux|à|dans)\s(?:l['’]|la\s|le\s|les\s)?(?P<name>[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*)*)"
)


def neighbours(
    asked: Asked, evidence: Sequence[Evidence], searcher: Searcher, answered: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return up to MOST questions near `asked` for which `answered` holds, of at most TRIED that are tried.

    The best sentences must speak of the question: hold a name of it, or half of its terms. What they do not speak of, a
    place, a year or a name, gives way to one of theirs.
    """
    best = [text_of(one.sentence, one.hit, searcher) for one in evidence[:_READ]]
    near = [text for text in best if _speaks_of(text, asked)]
    found: list[str] = []
    for tried, question in enumerate(dict.fromkeys(_candidates(asked.text, near))):
        if tried == TRIED or len(found) == MOST:
            break
        if answered(question):
            found.append(question)
    return tuple(found)


def _speaks_of(text: str, asked: Asked) -> bool:
    shared = words_of(text) & set(asked.terms)
    return bool(asked.specifics & shared) or (len(shared) > 1 and 2 * len(shared) >= len(asked.terms))


def _candidates(question: str, sentences: Sequence[str]) -> Iterator[str]:
    spoken_of = frozenset(term for sentence in sentences for term in words_of(sentence))
    for sentence in sentences:
        for place in _PLACED.finditer(question):
            if not set(french.terms(place["name"])) <= spoken_of:
                others = (other for other in _PLACED.finditer(sentence) if not _shares(other["name"], question))
                yield from (_put(question, place, other[0]) for other in others)
        period = period_of(question)
        for year in _YEAR.finditer(question):
            if period and period.named and year[0] not in spoken_of:
                yield from (_put(question, year, other[0]) for other in _YEAR.finditer(sentence))
    yield from _with_other_names(question, sentences, spoken_of)


def _with_other_names(question: str, sentences: Sequence[str], spoken_of: frozenset[str]) -> Iterator[str]:
    """Yield the question with a name of the sentences for one they do not speak of, of as many words."""
    places = [place.span("name") for place in _PLACED.finditer(question)]
    for name in names_of(question):
        text = name.span.of(question)
        if name.kind != "name" or set(french.terms(text)) <= spoken_of or (name.span.start, name.span.end) in places:
            continue
        for sentence in sentences:
            for other in names_of(sentence):
                alike = other.kind == "name" and len(other.span.of(sentence).split()) == len(text.split())
                if alike and not _shares(other.span.of(sentence), question):
                    yield f"{question[: name.span.start]}{other.span.of(sentence)}{question[name.span.end :]}"


def _shares(name: str, question: str) -> bool:
    """Say whether a question speaks of a part of a name already."""
    return bool(set(french.terms(name)) & words_of(question))


def _put(question: str, place: re.Match[str], other: str) -> str:
    return f"{question[: place.start()]}{other}{question[place.end() :]}"
