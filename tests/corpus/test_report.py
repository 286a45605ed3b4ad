"""Figures of a library, on one that can be counted by hand."""

from corpus.records import Article, LeftOut, Removed
from corpus.report import report


def test_figures() -> None:
    articles = [
        Article("a", "un deux trois", "t", source="Le Large", published="2021-05-04", repeated_in=("X",)),
        Article("b", "un", "t", source="Le Large", published="2021", removed=(Removed("title", "t"),)),
        Article("c", "one", "t", language="en", removed=(Removed("advertising", "Achetez ceci"),)),
    ]
    left_out = [LeftOut("d", "rejected", "empty file"), LeftOut("e", "duplicate", "same text as a")]
    figures = report(articles, left_out)
    assert (figures.articles, figures.words) == (3, 5)
    assert figures.by_outlet == (("Le Large", 2),)
    assert figures.by_month == (("2021", 1), ("2021-05", 1))
    assert figures.by_language == (("fr", 2), ("en", 1))
    assert (figures.without_date, figures.without_outlet, figures.repeated) == (1, 1, 1)
    assert (figures.duplicates, figures.rejected, figures.left_out) == (1, 1, (("empty file", 1),))
    assert figures.removed_pieces == (("advertising", 1),)
    assert figures.removed_words == (("advertising", 2),)
