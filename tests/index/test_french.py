import pytest

from index.french import terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'année qu’il d'Égypte jusqu'ici", ["annee", "il", "egypte", "ici"]),
        ("3 000, 3.000 et 3\u202f000", ["3000", "3000", "et", "3000"]),
        ("7,58 MDH", ["7,58", "mdh"]),
        ("20MDH en 4G", ["20", "mdh", "en", "4g"]),
        ("le 5ème, le 1er", ["le", "5", "le", "1"]),
        ("l'O.N.U.", ["onu"]),
        ("compte-t-elle ? Peut-on ?", ["compte", "peut"]),
        ("aujourd'hui", ["aujourd'hui"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Égypte", "egypte"),
        ("startups", "start-up"),
        ("salariés", "salarie"),
        ("l'innovation", "innovations"),
        ("œuvre", "oeuvre"),
        ("Qui dirige ?", "la directrice"),
        ("Qui préside ?", "sa présidente"),
        ("fondé", "le fondateur"),
        ("1789", "en 1789"),
        ("100.000 dirhams", "100 000 dirhams"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert set(terms(one)) & set(terms(other))


def test_words_of_asking_and_links_carry_nothing() -> None:
    assert terms("Quelle est-elle, et combien de ? Pourquoi est-ce qu'il y en a ?") == []


def test_the_docstrings_example_holds() -> None:
    question = "Combien de start-up l'Égypte compte-t-elle en 2017 ?"
    assert terms(question) == ["start", "up", "startup", "egypt", "compt", "2017"]
