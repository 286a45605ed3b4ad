"""What a library holds, in figures: by outlet, month and language, what is missing, left out and taken out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.records import Article, LeftOut

Count = tuple[str, int]
"""A name and how often it occurs."""


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """Figures of a library. `by_outlet` and `left_out` have the most frequent first; `by_month` is in order of time.

    Months are ISO 8601 (`2024-05`), or a year where only that is known. `removed_pieces` and `removed_words` count, for
    each rule of cleaning, the pieces it took out and the words in them; titles are not counted.
    """

    articles: int
    words: int
    by_outlet: tuple[Count, ...]
    by_month: tuple[Count, ...]
    by_language: tuple[Count, ...]
    without_outlet: int
    without_date: int
    repeated: int
    duplicates: int
    rejected: int
    left_out: tuple[Count, ...]
    removed_pieces: tuple[Count, ...]
    removed_words: tuple[Count, ...]


def report(articles: Sequence[Article], left_out: Sequence[LeftOut]) -> CorpusReport:
    """Count what the articles of a library and the files left out of it show."""
    removed = [piece for article in articles for piece in article.removed if piece.rule != "title"]
    return CorpusReport(
        articles=len(articles),
        words=sum(len(article.text.split()) for article in articles),
        by_outlet=_most_first(article.source for article in articles if article.source),
        by_month=tuple(sorted(Counter(a.published[:7] for a in articles if a.published).items())),
        by_language=_most_first(article.language for article in articles),
        without_outlet=sum(article.source is None for article in articles),
        without_date=sum(article.published is None for article in articles),
        repeated=sum(bool(article.repeated_in) for article in articles),
        duplicates=sum(file.status == "duplicate" for file in left_out),
        rejected=sum(file.status == "rejected" for file in left_out),
        left_out=_most_first(file.why for file in left_out if file.status == "rejected"),
        removed_pieces=_most_first(piece.rule for piece in removed),
        removed_words=_most_first(piece.rule for piece in removed for _ in piece.text.split()),
    )


def _most_first(names: Iterable[str]) -> tuple[Count, ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
