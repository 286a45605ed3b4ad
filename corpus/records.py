"""The records that travel up the house: what an article is, and where in it something stands.

All offsets count Unicode code points of `Article.text`, the cleaned text, and are half open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `start` (included) to `end` (excluded) of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of the source that cleaning took out, and the name of the rule that did."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Where a fact about an article (`field`) was found: "front matter", "structured data (JSON-LD)", "date line"…"""

    field: str
    found_in: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """`length` characters of an article's text from `start` on that stand in its source from `source_start` on.

    The source is the text as the reader of its format gives it; white space put between stretches has no place there.
    """

    start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Article:
    """A press article as it may be quoted: the article only, none of what surrounded it.

    `id` is the file's path inside its folder without its ending (`technopark-pme`), so that it is the same
    on every machine. `published` is ISO 8601, a day (`2017-08-21`), a month (`2024-05`) or a year; None where
    the article does not state it. `based_on` names the original that a brief rests on. `path` is relative to
    the folder that was read; `sha256` is that of the bytes of the file and of its sidecar. `place` is that of the
    dateline. `language` is an ISO 639-1 code. `repeated_in` names the outlets, or the files, that carry nearly the
    same text. `reasons` tells where each fact was found, `origin` where each stretch of the text stands in the source.
    """

    id: str
    text: str
    title: str
    source: str | None = None
    published: str | None = None
    url: str | None = None
    based_on: str | None = None
    path: str = ""
    sha256: str = ""
    removed: tuple[Removed, ...] = ()
    author: str | None = None
    place: str | None = None
    language: str = "fr"
    repeated_in: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    origin: tuple[Stretch, ...] = ()


def article_from(record: Mapping[str, Any]) -> Article:
    """Return the article whose `dataclasses.asdict` went through JSON and became `record`."""
    return Article(
        **{
            **record,
            "removed": tuple(Removed(**removed) for removed in record["removed"]),
            "repeated_in": tuple(record["repeated_in"]),
            "reasons": tuple(Reason(**reason) for reason in record["reasons"]),
            "origin": tuple(Stretch(**stretch) for stretch in record["origin"]),
        }
    )


def record_of(article: Article) -> dict[str, Any]:
    """Return an article as JSON takes it: what `dataclasses.asdict` gives, in a tenth of the time."""
    return {field.name: _plain(getattr(article, field.name)) for field in fields(Article)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return value


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one article, the unit that is retrieved, with the sentences in it that may be quoted.

    `start` and `end` are offsets into the article's text, and so are those of every sentence.
    """

    article_id: str
    start: int
    end: int
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that did not become an article of the corpus, and why."""

    path: str
    status: Literal["duplicate", "rejected"]
    why: str


@dataclass(frozen=True, slots=True)
class Library:
    """What a folder holds: its articles, ordered by id, and the files left out.

    `added` are the ids of the articles that were added to it one by one, without being in the folder.
    """

    articles: tuple[Article, ...]
    left_out: tuple[LeftOut, ...] = ()
    added: tuple[str, ...] = ()
