import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import QuestionError
from rag.question import MAX_CHARACTERS, analyse, answer_type_of, checked


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Combien de ponts compte Brest ?", "number"),
        ("Quel est le prix du lait ?", "number"),
        ("quel montant a été versé", "number"),
        ("Quand le pont rouvre-t-il ?", "date"),
        ("En quelle année le pont a-t-il été bâti ?", "date"),
        ("Quelle est la date de la fête ?", "date"),
        ("Qui dirige le port ?", "person"),
        ("Quel est le nom du maire ?", "person"),
        ("Où se trouve la ferme ?", "place"),
        ("Dans quelle ville se tient la fête ?", "place"),
        ("Pourquoi le pont est-il fermé ?", "reason"),
        ("Que dit le maire ?", "other"),
        ("Le pont ou la route ?", "other"),
    ],
)
def test_the_type_of_answer(question: str, expected: str) -> None:
    assert answer_type_of(question) == expected


def test_names_and_numbers_are_specific_but_not_the_first_word() -> None:
    assert analyse("Combien de ponts Brest avait-elle en 1950 ?").specifics == {"brest", "1950"}
    assert analyse("L'ONU siège-t-elle à Genève ?").specifics == {"onu", "genev"}


def test_a_question_in_capitals_names_nothing() -> None:
    assert analyse("OÙ EST LE PONT ?").specifics == frozenset()


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "???", "\x00", "…"])
def test_nothing_to_ask_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        checked(text)


def test_a_question_too_long_is_refused_and_says_the_limit() -> None:
    with pytest.raises(QuestionError, match="20,000 characters, the limit is 500"):
        checked("a" * 20_000)


@given(st.text(max_size=MAX_CHARACTERS))
def test_checking_twice_is_checking_once(text: str) -> None:
    try:
        once = checked(text)
    except QuestionError:
        return
    assert checked(once) == once
    assert "\x00" not in once
    assert "\n" not in once
