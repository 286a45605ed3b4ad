"""The records that travel up the house: what an article is, and where in it something stands.

All offsets count Unicode code points of `Article.text`, the cleaned text, and are half open.
"""

from dataclasses import dataclass
from typing import Literal


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


@dataclass(frozen=True, slots=True)
class Article:
    """A press article as it may be quoted: the article only, none of what surrounded it.

    `id` is the file's path inside its folder without its ending (`technopark-pme`), so that it is the same
    on every machine. `published` is ISO 8601, a day (`2017-08-21`), a month (`2024-05`) or a year; None where
    the article does not state it. `based_on` names the original that a brief rests on. `path` is relative to
    the folder that was read; `sha256` is that of the file's bytes.
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
    """What a folder holds: its articles, ordered by id, and the files left out."""

    articles: tuple[Article, ...]
    left_out: tuple[LeftOut, ...] = ()
