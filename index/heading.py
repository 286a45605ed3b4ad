"""What stands over an article: title, outlet, and date in words. It is searched, though never quoted."""

from corpus import Article
from corpus.dates import MONTHS

_NAMES = {number: name for name, number in reversed(MONTHS.items())}  # the first spelling of each month is the full one


def heading_of(article: Article) -> str:
    """Return the title, outlet and date of an article as words, so that « en août 2017 » finds one of that month."""
    return "\n".join(part for part in (article.title, article.source, _in_words(article.published)) if part)


def _in_words(published: str | None) -> str:
    """Return `21 août 2017` for 2017-08-21, `mai 2024` for 2024-05."""
    year, month, day = [*(published or "").split("-"), "", ""][:3]
    name = _NAMES.get(int(month), "") if month.isdigit() else ""
    return " ".join(part for part in (day.lstrip("0"), name, year) if part)
