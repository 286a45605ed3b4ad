import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.short_answers import judge_short, normalise, token_f1


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Le Technopark", "technopark"),
        ("l’usine, la mine", "usine mine"),
        ("« 3 000 salariés »", "3 000 salariés"),
        ("aux  Pays-Bas.", "pays bas"),
        ("élan", "élan"),
    ],
)
def test_articles_case_and_punctuation_do_not_count(text: str, normal: str) -> None:
    assert normalise(text) == normal


def test_f1_worked_by_hand() -> None:
    assert token_f1("le port de Tanger", "port de Tanger Med") == pytest.approx(2 * 3 / (3 + 4))
    assert token_f1("Rabat", "Fès") == 0
    assert token_f1("la la", "le") == 1, "nothing but articles on both sides"
    assert token_f1("Fès", "le") == 0


def test_the_best_accepted_answer_counts() -> None:
    short = judge_short("la ville de Fès", ["Rabat", "Fès", "ville de Fès"])
    assert (short.exact_match, short.f1) == (1, 1)
    short = judge_short("ville de Fès", ["Fès", "Rabat"])
    assert short.exact_match == 0
    assert short.f1 == pytest.approx(1 / 2)


@given(st.text(max_size=30), st.text(max_size=30))
def test_f1_is_symmetric_and_1_for_itself(one: str, other: str) -> None:
    assert token_f1(one, other) == token_f1(other, one)
    assert token_f1(one, one) == 1
