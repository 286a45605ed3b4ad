"""Articles that fit the period a question is about are preferred; none is excluded."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus import Article
from index import Hit, Searcher
from rag.evidence import Evidence, text_of
from rag.period import Period, years_in

BONUS = 0.5
"""What a passage that fits the period wholly gains, in fused score (z-scores, where neighbours are some .3 apart)."""
PREFERENCE = 1.5
"""What a sentence that fits an open period wholly gains in evidence score; a year named is a feature of its own."""


def fit(period: Period, article: Article, text: str, newest: str) -> float:
    """Return how well a stretch of an article fits a period, 0 to 1.

    Years that the text names decide, then the year of publication; `newest` is the date of the newest of the
    articles found, against which what is recent is measured. An article without a date fits half.
    """
    if period.recent:
        return _recency(article.published, newest)
    said = years_in(text)
    if any(map(period.holds, said)):
        return 1.0
    if not article.published:
        return 0.0 if said else 0.5
    return float(period.holds(int(article.published[:4]))) * (0.5 if said else 1.0)


def prefer(period: Period | None, hits: Sequence[Hit], searcher: Searcher) -> list[Hit]:
    """Return passages found, best first, those that fit a period moved up."""
    if period is None:
        return list(hits)
    newest = _newest(hits, searcher)
    moved = [
        replace(hit, score=hit.score + BONUS * fit(period, article, searcher.text_of(hit.passage), newest))
        for hit in hits
        for article in [searcher.articles[hit.passage.article_id]]
    ]
    return sorted(moved, key=lambda hit: -hit.score)


def favour(period: Period | None, evidence: Sequence[Evidence], searcher: Searcher) -> list[Evidence]:
    """Return sentences, best first, those that fit an open period moved up; a year named is a feature of its own."""
    if period is None or period.named:
        return list(evidence)
    newest = _newest((one.hit for one in evidence), searcher)
    moved = [
        replace(one, score=one.score + PREFERENCE * fit(period, article, text, newest))
        for one in evidence
        for article in [searcher.articles[one.hit.passage.article_id]]
        for text in [text_of(one.sentence, one.hit, searcher)]
    ]
    return sorted(moved, key=lambda one: -one.score)


def _newest(hits: Iterable[Hit], searcher: Searcher) -> str:
    """Return the latest date of publication among passages, ISO 8601, "" where none has one."""
    return max((searcher.articles[hit.passage.article_id].published or "" for hit in hits), default="")


def _recency(published: str | None, newest: str) -> float:
    """Return 1 for the year of the newest article, half of that for each year before it."""
    if not published or not newest:
        return 0.0
    return float(0.5 ** max(0, int(newest[:4]) - int(published[:4])))
