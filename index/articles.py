"""The articles of a generation on disk: read one by one when they are asked for, never all in memory."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from corpus import Article, article_from, record_of
from corpus.errors import DamagedIndexError
from index.files import mapped

FILES = ("facts.jsonl", "texts.jsonl", "articles.bin")
"""What is short of each article, a line each; what is long; and where the lines start, with a checksum of both."""

_LONG = ("text", "removed", "origin")
_NONE: dict[str, Any] = {"text": "", "removed": (), "origin": ()}
_PLACES = np.dtype([("facts", "<i8"), ("texts", "<i8"), ("crc32", "<u4")])
_REMEMBERED = 1_000  # articles


class StoredArticles(Sequence[Article]):
    """The articles of one generation, in the order they were written; the last ones used are remembered."""

    def __init__(self, facts: NDArray[np.uint8], texts: NDArray[np.uint8], places: NDArray[np.void]) -> None:
        self._facts = facts
        self._texts = texts
        self._places = places
        self._article = lru_cache(maxsize=_REMEMBERED)(self._read)

    @classmethod
    def load(cls, folder: Path) -> "StoredArticles":
        """Map what `save` wrote."""
        facts, texts, places = FILES
        return cls(mapped(folder / facts, np.uint8), mapped(folder / texts, np.uint8), mapped(folder / places, _PLACES))

    def __len__(self) -> int:
        return len(self._places) - 1

    @overload
    def __getitem__(self, number: int) -> Article: ...
    @overload
    def __getitem__(self, number: slice) -> list[Article]: ...
    def __getitem__(self, number: int | slice) -> Article | list[Article]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return self._article(number % len(self))

    def __iter__(self) -> Iterator[Article]:
        return map(self._read, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    @cached_property
    def facts(self) -> tuple[Article, ...]:
        """Every article without what is long: its text is empty, and so is what tells where the text came from."""
        return tuple(
            article_from(json.loads(self._line(self._facts, "facts", number)) | _NONE) for number in range(len(self))
        )

    def _read(self, number: int) -> Article:
        """Return an article from disk; raises DamagedIndexError where it is not as it was written."""
        facts, texts = self._line(self._facts, "facts", number), self._line(self._texts, "texts", number)
        if zlib.crc32(facts + texts) != self._places["crc32"][number]:
            raise DamagedIndexError(f"article {number} of the index is not as it was written; run: presse doctor")
        return article_from(json.loads(facts) | json.loads(texts))

    def _line(self, lines: NDArray[np.uint8], name: str, number: int) -> bytes:
        starts = self._places[name]
        return bytes(lines[starts[number] : starts[number + 1]])


def save(folder: Path, articles: Iterable[Article]) -> dict[str, str]:
    """Write articles into the three files, one at a time; returns the hash of each one's source by its id."""
    sources: dict[str, str] = {}
    facts_file, texts_file, places_file = (folder / name for name in FILES)
    places = [(0, 0, 0)]
    with facts_file.open("wb") as facts_lines, texts_file.open("wb") as texts_lines:
        for article in articles:
            sources[article.id] = article.sha256
            facts, texts = _lines(article)
            places[-1] = (*places[-1][:2], zlib.crc32(facts + texts))
            places.append((places[-1][0] + facts_lines.write(facts), places[-1][1] + texts_lines.write(texts), 0))
    np.array(places, dtype=_PLACES).tofile(places_file)
    return sources


def _lines(article: Article) -> tuple[bytes, bytes]:
    record = record_of(article)
    texts = {name: record.pop(name) for name in _LONG}
    return _line(record), _line(texts)


def _line(record: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(record, ensure_ascii=False)}\n".encode()


class ArticlesById(Mapping[str, Article]):
    """Articles by id, in their order."""

    def __init__(self, articles: Sequence[Article], ids: Iterable[str]) -> None:
        self._articles = articles
        self._numbers = {article_id: number for number, article_id in enumerate(ids)}

    def __getitem__(self, article_id: str) -> Article:
        return self._articles[self._numbers[article_id]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._numbers


def facts_of(articles: Sequence[Article]) -> Sequence[Article]:
    """Return articles for what is short of them, their texts left out where those would have to be read from disk."""
    return articles.facts if isinstance(articles, StoredArticles) else articles
