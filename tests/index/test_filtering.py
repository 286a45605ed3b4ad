"""A choice of articles, and that the search itself keeps to it."""

from pathlib import Path

import pytest
from fakes import HashingEncoder
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, split
from corpus.errors import UsageError
from index import EVERYTHING, Filter, Searcher, build_index

dates = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
)


def article(published: str | None = None, source: str | None = "Le Jour", identifier: str = "un") -> Article:
    return Article(identifier, "Texte.", "Titre", source, published)


@given(dates)
def test_everything_holds_everything(published: str | None) -> None:
    assert EVERYTHING.holds(article(published))
    assert not EVERYTHING


@given(dates)
def test_a_period_from_a_date_to_itself_holds_that_date(published: str | None) -> None:
    day = published or "2020"
    assert Filter(published_from=day, published_to=day).holds(article(published)) == (published is not None)


@pytest.mark.parametrize(
    ("published", "since", "until", "inside"),
    [
        ("2017-08-21", "2017", "2017", True),
        ("2017-08-21", "2017-09", "", False),
        ("2017-08-21", "", "2017-07-31", False),
        ("2017-08", "2017-08-21", "2017-08-21", True),
        ("2017", "2018", "", False),
        (None, "", "2030", False),
        (None, "1900", "", False),
    ],
)
def test_a_date_is_compared_as_exactly_as_it_is_known(
    published: str | None, since: str, until: str, inside: bool
) -> None:
    assert Filter(published_from=since, published_to=until).holds(article(published)) == inside


@pytest.mark.parametrize("text", ["hier", "2024-13", "2024-02-30", "24-05", "2024-5", "20240517", "2024-05-17T10:00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no date: give a day"):
        Filter(published_from=text)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="ends before it begins"):
        Filter(published_from="2024-05", published_to="2023")


def test_choices_narrow_together_and_names_are_compared_without_case_or_accents() -> None:
    where = Filter(sources=("le  JOUR", "L'Écho"), articles=("un",), languages=("fr",))
    assert where.holds(article())
    assert where.holds(article(source="L'Echo"))
    assert not where.holds(article(source=None))
    assert not where.holds(article(identifier="deux"))
    assert not Filter(languages=("en",)).holds(article())


def test_a_filter_that_leaves_ten_articles_still_gives_ten_hits(tmp_path: Path) -> None:
    """The five hundred others all match the question better, in every leg."""
    near = [Article(f"a{i}", f"Le port de Nador ouvre le quai numéro {i}.", "Port", "Le Jour") for i in range(500)]
    far = [Article(f"b{i}", f"Une recette de soupe numéro {i}.", "Soupe", "La Nuit", "2020") for i in range(10)]
    articles, encoder = [*near, *far], HashingEncoder()
    build_index(articles, [p for a in articles for p in split(a)], encoder, tmp_path)
    searcher = Searcher.open(tmp_path, encoder)
    question = "Quand ouvre le quai du port de Nador ?"
    for where in (Filter(sources=("La Nuit",)), Filter(published_to="2020"), Filter(articles=tuple(a.id for a in far))):
        hits = searcher.search(question, 10, where=where)
        assert sorted(hit.passage.article_id for hit in hits) == [a.id for a in far]
    assert searcher.search(question, 10, where=Filter(languages=("ar",))) == []
