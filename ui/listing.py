"""The corpus as it is listed: every file in one list, and an article by its id or none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from corpus import Article, LeftOut
from corpus.errors import PresseError
from ui.service import Service

Status = Literal["kept", "duplicate", "rejected"]


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the corpus; a file left out has no id, title, source or date, and says why."""

    id: str | None
    title: str | None
    source: str | None
    published: str | None
    path: str
    status: Status
    why: str | None


def listing(articles: Iterable[Article], left_out: Iterable[LeftOut]) -> tuple[ListedFile, ...]:
    """Return the articles, then the files left out, each in the order given."""
    kept = (ListedFile(a.id, a.title, a.source, a.published, a.path, "kept", None) for a in articles)
    left = (ListedFile(None, None, None, None, file.path, file.status, file.why) for file in left_out)
    return (*kept, *left)


LookUp = Callable[[str], Article | None]


def look_up(service: Service) -> LookUp:
    """Return what finds an article by its id, and None where there is none or no index."""

    def found(article_id: str) -> Article | None:
        try:
            return service.article(article_id)
        except PresseError:
            return None

    return found
