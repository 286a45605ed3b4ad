"""What the text of an article itself tells of it: its dateline, its agency, its first words."""

from corpus.dates import as_iso
from corpus.facts import Facts, Statement
from corpus.imprint import DATELINE
from corpus.records import Span
from corpus.splitting import sentences_of

TITLE_CHARACTERS = 90  # of a title made from the first sentence, where none is stated

_LEADING_PARAGRAPHS = 3  # a dateline or an agency stands in one of these


def told_by_text(body: str) -> tuple[Statement, ...]:
    """Return what the dateline states, and the title that the first sentence makes where there is no other."""
    return (
        *(Statement("dateline", facts) for facts in map(_dateline, body.split("\n\n")[:_LEADING_PARAGRAPHS])),
        Statement("first sentence", Facts(title=title_from(body))),
    )


def title_from(body: str) -> str:
    """Make a title of the first sentence, without its dateline, shortened between words with "…"."""
    first = next(iter(sentences_of(body)), Span(0, 0)).of(body)
    dateline = DATELINE.match(first)
    sentence = " ".join(first[dateline.end() if dateline else 0 :].split())
    if len(sentence) <= TITLE_CHARACTERS:
        return sentence.rstrip(".")
    return sentence[: TITLE_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-«(") + "…"


def _dateline(paragraph: str) -> Facts:
    """Read "RABAT, 3 mai 2021 (MAP) – …", "Casablanca — …" or "(Cio Mag) – …"."""
    match = DATELINE.match(paragraph)
    if not match:
        return Facts()
    place, date = match["place"] or match["before"], match["date"]
    return Facts(
        source=match["agency"].strip() if match["agency"] else None,
        published=as_iso(date) if date else None,
        place=place.title() if place and place.isupper() else place,
    )
