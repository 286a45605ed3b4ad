"""Title, outlet and publication date of an article: what it states itself, and nothing guessed from events."""

import re
from dataclasses import dataclass

from corpus.boilerplate import AGENCY_TAG
from corpus.cleaning import Stated
from corpus.records import Span
from corpus.splitting import sentences_of

TITLE_CHARACTERS = 90  # of a title made from the first sentence, where none is stated

_DATELINE = re.compile(r"[A-ZÀ-Þ][\w'’ -]{1,30}(?:\s?\([^()]{2,30}\))?\s?[—–]\s?|\([^()]{2,30}\)\s?[—–-]\s?")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of its article outside the text (front matter); None where it does not."""

    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    based_on: str | None = None


def facts_of(hints: Facts, stated: Stated, body: str) -> Facts:
    """Bring together what is known of an article: the file's own statement wins over the page's."""
    return Facts(
        title=hints.title or stated.title or title_from(body),
        source=hints.source or stated.source or agency_of(body),
        published=hints.published or stated.published,
        url=hints.url,
        based_on=hints.based_on,
    )


def title_from(body: str) -> str:
    """Make a title of the first sentence, without its dateline, shortened between words with "…"."""
    first = next(iter(sentences_of(body)), Span(0, 0)).of(body)
    sentence = " ".join(first[_end_of_dateline(first) :].split())
    if len(sentence) <= TITLE_CHARACTERS:
        return sentence.rstrip(".")
    return sentence[: TITLE_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-«(") + "…"


def agency_of(body: str) -> str | None:
    """Return the outlet or agency named in parentheses at the start of one of the first paragraphs."""
    for paragraph in body.split("\n\n")[:3]:
        match = AGENCY_TAG.match(paragraph)
        if match:
            return match["outlet"].strip()
    return None


def _end_of_dateline(sentence: str) -> int:
    match = _DATELINE.match(sentence)
    return match.end() if match else 0
