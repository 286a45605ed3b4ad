import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import contains_any, facts_in, fold, numbers_in, states


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Élève", "l'eleve"),
        ("un\u00a0œuf   dur\n", "un oeuf dur"),
        ("3 000, 3.000 et 3\u202f000", "3000, 3000 et 3000"),
        ("1.300.000 DH", "1300000 dh"),
        ("en 2016 200 écoles", "en 2016 200 ecoles"),
        ("7,58 MDH", "7,58 mdh"),
        ("sous\u2011traitant", "sous-traitant"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("sentence", "spelling", "stated"),
    [
        ("On compte 26 jeunes pousses.", "26 jeunes pousses", True),
        ("On compte 126 jeunes pousses.", "26 jeunes pousses", False),
        ("Il coûte 7,58 euros.", "7", False),
        ("Il coûte 7,58 euros.", "58", False),
        ("C'était en 2017.", "2017", True),
        ("Il y en a 2 000.", "2.000", True),
        ("ELLE DIRIGE L'ÉCOLE", "elle dirige l’école", True),
        ("Rien.", " ", False),
    ],
)
def test_a_number_is_never_part_of_another(sentence: str, spelling: str, stated: bool) -> None:
    assert states(fold(sentence), spelling) is stated


def test_a_fact_is_stated_in_any_of_its_spellings() -> None:
    facts = [("trois villes", "3 villes"), ("Rabat",), ("2019",)]
    assert facts_in("Elle ouvre dans 3 villes, dont RABAT.", facts) == (0, 1)


def test_short_answers_are_compared_but_for_case_and_spaces() -> None:
    assert contains_any("Le  Port de\nTanger est grand.", ["port de tanger"])
    assert not contains_any("Le port de Tangér", ["port de tanger"])
    assert not contains_any("Le port", ["", " "])


def test_numbers_of_an_answer_without_its_citation_marks() -> None:
    assert numbers_in("Près de 1 300 places en 2017 [2], le 21/08 à 7,5 %.") == ("1300", "2017", "21/08", "7,5")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
