from corpus import Article
from index import Filter
from ui.scope import EVERYWHERE, Scope, outlets_of, years_of


def article(published: str | None = None, source: str | None = "Le Jour", identifier: str = "un") -> Article:
    return Article(identifier, "Texte.", "Titre", source, published)


def test_a_scope_is_the_filter_of_the_same_choice() -> None:
    assert not EVERYWHERE
    assert not EVERYWHERE.where
    scope = Scope(("Le Jour",), ("un",), "2017", "2018-02", ("fr",))
    assert scope
    assert scope.where == Filter(("Le Jour",), ("un",), ("fr",), "2017", "2018-02")
    assert scope.holds(article("2017"))
    assert not scope.holds(article("2019"))


def test_choices_are_drawn_from_the_articles() -> None:
    articles = [article("2017-08-21"), article("2016", "La Nuit"), article(None, None)]
    assert outlets_of(articles) == ["La Nuit", "Le Jour"]
    assert years_of(articles) == ["2016", "2017"]
