import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from ui.scope import EVERYWHERE, Scope, outlets_of, years_of

dates = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
)


def article(published: str | None = None, source: str | None = "Le Jour", identifier: str = "un") -> Article:
    return Article(identifier, "Texte.", "Titre", source, published)


@given(dates)
def test_everywhere_holds_everything(published: str | None) -> None:
    assert EVERYWHERE.holds(article(published))
    assert not EVERYWHERE


@given(dates)
def test_a_period_from_a_date_to_itself_holds_that_date(published: str | None) -> None:
    scope = Scope(since=published or "2020", until=published or "2020")
    assert scope.holds(article(published)) == (published is not None)


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
    assert Scope(since=since, until=until).holds(article(published)) == inside


def test_outlets_and_articles_narrow_together() -> None:
    scope = Scope(outlets=("Le Jour",), articles=("un",))
    assert scope.holds(article())
    assert not scope.holds(article(source=None))
    assert not scope.holds(article(identifier="deux"))


def test_choices_are_drawn_from_the_articles() -> None:
    articles = [article("2017-08-21"), article("2016", "La Nuit"), article(None, None)]
    assert outlets_of(articles) == ["La Nuit", "Le Jour"]
    assert years_of(articles) == ["2016", "2017"]
