import pytest

from corpus.errors import DamagedIndexError, MissingIndexError, PresseError, QuestionError
from ui.french import confidence_in_words, date_in_words, notice, scope_in_words, spaced
from ui.scope import Scope


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2017-08-21", "21 août 2017"),
        ("2021-03-01", "1er mars 2021"),
        ("2024-05", "mai 2024"),
        ("1966", "1966"),
        (None, "date non indiquée"),
        ("", "date non indiquée"),
        ("2017-13-45", "2017-13-45"),
        ("hier", "hier"),
    ],
)
def test_dates_are_written_in_french(published: str | None, words: str) -> None:
    assert date_in_words(published) == words


def test_spaces_before_double_punctuation_do_not_break() -> None:
    assert spaced("« Quoi ? » : 90 % ; oui !") == "«\u00a0Quoi\u00a0?\u00a0»\u00a0: 90\u00a0%\u00a0; oui\u00a0!"


def test_confidence_grows_in_words() -> None:
    said = [confidence_in_words(probability) for probability in (0.1, 0.6, 0.95)]
    assert said == [
        "Confiance faible\u00a0: 10\u00a0%",
        "Confiance moyenne\u00a0: 60\u00a0%",
        "Confiance élevée\u00a0: 95\u00a0%",
    ]


def test_every_error_has_its_own_advice_in_french() -> None:
    errors = (QuestionError("x"), MissingIndexError("x"), DamagedIndexError("x"), PresseError("x"), ValueError("x"))
    said = [notice(error) for error in errors]
    assert len(set(said)) == 4  # the last two have nothing better to say
    assert "presse build" in said[1]
    assert not any(word == "x" for line in said for word in line.split())


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope(), ""),
        (Scope(outlets=("Le Jour", "La Nuit")), "Le Jour, La Nuit"),
        (Scope(articles=("a", "b"), since="2017"), "2 articles\u00a0; depuis 2017"),
        (Scope(articles=("a",), until="2017-05"), "1 article\u00a0; jusqu’à mai 2017"),
        (Scope(since="2017", until="2019-01-01"), "de 2017 à 1er janvier 2019"),
    ],
)
def test_a_scope_is_told_in_words(scope: Scope, words: str) -> None:
    assert scope_in_words(scope) == words
