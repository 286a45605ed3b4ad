import pytest

from corpus import Article
from index.heading import heading_of


@pytest.mark.parametrize(
    ("published", "words"),
    [("2017-08-21", "21 août 2017"), ("2020-03-01", "1 mars 2020"), ("2024-05", "mai 2024"), ("1999", "1999")],
)
def test_a_date_is_found_by_its_words(published: str, words: str) -> None:
    assert heading_of(Article("a", "…", "Titre", "Le Rural", published)) == f"Titre\nLe Rural\n{words}"


def test_what_is_unknown_says_nothing() -> None:
    assert heading_of(Article("a", "…", "Titre")) == "Titre"
