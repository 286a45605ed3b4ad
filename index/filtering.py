"""Which articles a question is asked of: some outlets, some articles, languages, a period, or all there are."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus import Article
from corpus.errors import UsageError
from index import french

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of articles; what is left empty excludes nothing, and `bool` says whether anything is excluded.

    `sources` are names of outlets, compared without case or accents; `articles` are ids; `languages` are ISO 639-1
    codes. `published_from` and `published_to` are ISO 8601 days, months or years, both included: an article is
    compared as exactly as both dates are known, and one without a date is in no period. Raises UsageError where a date
    is none, or the period ends before it begins.
    """

    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    published_from: str = ""
    published_to: str = ""

    def __post_init__(self) -> None:
        for end in filter(None, (self.published_from, self.published_to)):
            _check_date(end)
        if self.published_from and self.published_to and not _in_order(self.published_from, self.published_to):
            raise UsageError(f"the period from {self.published_from} to {self.published_to} ends before it begins")

    def __bool__(self) -> bool:
        return bool(self.sources or self.articles or self.languages or self.published_from or self.published_to)

    def holds(self, article: Article) -> bool:
        """Tell whether an article is among those chosen."""
        return (
            (not self.sources or _same(article.source or "") in map(_same, self.sources))
            and (not self.articles or article.id in self.articles)
            and (not self.languages or article.language in self.languages)
            and (not self.published_from or _in_order(self.published_from, article.published))
            and (not self.published_to or _in_order(article.published, self.published_to))
        )


EVERYTHING = Filter()


@lru_cache(maxsize=10_000)
def _same(name: str) -> str:
    return " ".join(french.fold(name.casefold()).split())


def _in_order(earlier: str | None, later: str | None) -> bool:
    """Tell whether two dates, as far as both are exact, are in order; nothing is in order with no date."""
    if not earlier or not later:
        return False
    exact = min(len(earlier), len(later))
    return earlier[:exact] <= later[:exact]


def _check_date(text: str) -> None:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise UsageError(f"{text!r} is no date: give a day (2024-05-17), a month (2024-05) or a year (2024)") from None
