"""An answer's text, taken apart: what of it are its quotations, and what is said between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag import Answer, Citation

_EDGES = " \t\n.,;\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Prose:
    """Words around the quotations: the project's or a language model's, with the numbers of what they rest on."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation where the answer quotes it; `lead` is what leads to it (« Selon L'Économiste (2017) : ») or empty."""

    citation: Citation
    lead: str = ""


def paragraphs(answer: Answer) -> tuple[Prose | Quoted, ...]:
    """Return an answer's paragraphs in the order they are read; citations that its text does not quote come last."""
    return (*_of_text(answer), *(Quoted(citation) for citation in answer.citations if not _places(answer, citation)))


def _of_text(answer: Answer) -> Iterator[Prose | Quoted]:
    found = [(place, citation) for citation in answer.citations for place in _places(answer, citation)]
    at = 0
    for place, citation in sorted(found, key=lambda pair: pair[0].start()):
        *before, lead = answer.answer[at : place.start()].split("\n\n")
        yield from _prose(before)
        yield Quoted(citation, lead.strip(_EDGES) if _says_something(lead) else "")
        at = place.end()
    yield from _prose(answer.answer[at:].split("\n\n"))


def _places(answer: Answer, citation: Citation) -> list[re.Match[str]]:
    """Return where the text quotes a citation whole: « sentence » [n]."""
    pattern = rf"«\s?{re.escape(citation.quote)}\s?»\s?\[{citation.number}\]"
    return list(re.finditer(pattern, answer.answer))[:1]


def _prose(texts: list[str]) -> Iterator[Prose]:
    yield from (Prose(text.strip(_EDGES[:3])) for text in texts if _says_something(text))


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)
