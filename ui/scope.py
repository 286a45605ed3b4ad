"""Which articles a question is asked of: some outlets, a period, some articles, or all there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Article


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of articles; what is left empty excludes nothing.

    `outlets` are names of sources, `articles` are ids. `since` and `until` are ISO 8601 days, months or years,
    both included; an article is compared as exactly as both dates are known, and one without a date is in no period.
    """

    outlets: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def __bool__(self) -> bool:
        return bool(self.outlets or self.articles or self.since or self.until)

    def holds(self, article: Article) -> bool:
        """Tell whether an article is among those chosen."""
        return (
            (not self.outlets or article.source in self.outlets)
            and (not self.articles or article.id in self.articles)
            and (not self.since or _in_order(self.since, article.published))
            and (not self.until or _in_order(article.published, self.until))
        )


EVERYWHERE = Scope()


def outlets_of(articles: Sequence[Article]) -> list[str]:
    """Return the outlets of some articles in alphabetical order."""
    return sorted({article.source for article in articles if article.source})


def years_of(articles: Sequence[Article]) -> list[str]:
    """Return the years some articles are of, oldest first."""
    return sorted({article.published[:4] for article in articles if article.published})


def _in_order(earlier: str | None, later: str | None) -> bool:
    """Tell whether two dates, as far as both are exact, are in order; nothing is in order with no date."""
    if not earlier or not later:
        return False
    exact = min(len(earlier), len(later))
    return earlier[:exact] <= later[:exact]
