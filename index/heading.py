"""What stands over an article: title, outlet, and date in words. It is searched, though never quoted."""

from functools import lru_cache

from corpus import Article
from corpus.dates import MONTHS

_NAMES = {number: name for name, number in reversed(MONTHS.items())}  # the first spelling of each month is the full one


def heading_of(article: Article) -> str:
    """Return the title, outlet and date of an article as words, so that « en août 2017 » finds one of that month."""
    return "\n".join(part for part in (article.title, article.source, date_of(article)) if part)


def date_of(article: Article) -> str:
    """Return the date of an article in words, `21 août 2017` or `mai 2024`; empty where it has none."""
    return _in_words(article.published or "")


@lru_cache(maxsize=10_000)
def _in_words(published: str) -> str:
    year, month, day = [*published.split("-"), "", ""][:3]
    name = _NAMES.get(int(month), "") if month.isdigit() else ""
    return " ".join(part for part in (day.lstrip("0"), name, year) if part)
