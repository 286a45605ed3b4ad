"""Which articles a reader asks, as the chat and the API name them, and the choices there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Article
from index import Filter


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of articles; what is left empty excludes nothing.

    `outlets` are names of sources, `articles` are ids, `languages` are ISO 639-1 codes. `since` and `until` are
    ISO 8601 days, months or years, both included. See `index.Filter`, which `where` is.
    """

    outlets: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    languages: tuple[str, ...] = ()

    @property
    def where(self) -> Filter:
        """The same choice as the index takes it; raises UsageError where a date is none."""
        return Filter(self.outlets, self.articles, self.languages, self.since, self.until)

    def __bool__(self) -> bool:
        return self != EVERYWHERE

    def holds(self, article: Article) -> bool:
        """Tell whether an article is among those chosen."""
        return self.where.holds(article)


EVERYWHERE = Scope()


def outlets_of(articles: Sequence[Article]) -> list[str]:
    """Return the outlets of some articles in alphabetical order."""
    return sorted({article.source for article in articles if article.source})


def years_of(articles: Sequence[Article]) -> list[str]:
    """Return the years some articles are of, oldest first."""
    return sorted({article.published[:4] for article in articles if article.published})
