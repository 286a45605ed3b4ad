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
        ("Comment le pont a-t-il été réparé ?", "manner"),
        ("De quelle manière le pont a-t-il été réparé ?", "manner"),
        ("Par quel moyen les ouvriers passent-ils ?", "manner"),
        ("Est-ce que le pont est fermé ?", "yes_no"),
        ("Le maire est-il favorable au pont ?", "yes_no"),
        ("Y a-t-il un pont à Brest ?", "yes_no"),
        ("Que veut-il faire du pont ?", "other"),
        ("Qu'a-t-il fait du pont ?", "other"),
        ("Que dit le maire ?", "other"),
        ("Le pont ou la route ?", "other"),
    ],
)
def test_the_type_of_answer(question: str, expected: str) -> None:
    assert answer_type_of(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Quel est le budget du festival ?", "amount"),
        ("Combien a coûté le pont de Brest ?", "amount"),
        ("Combien la région a-t-elle versé au port ?", "amount"),
        ("Combien d'euros vaut la ferme ?", "amount"),
        ("Quelle part des ventes vient de l'étranger ?", "share"),
        ("Quel est le taux de chômage ?", "share"),
        ("Quelle est la superficie du parc ?", "measure"),
        ("Combien de temps dure la traversée ?", "measure"),
        ("Quel âge a le maire ?", "measure"),
        ("Combien de ponts compte Brest ?", None),
        ("Qui paie le pont ?", None),
        ("Quel parti a gagné ?", None),
    ],
)
def test_the_unit_of_the_number_asked_for(question: str, expected: str | None) -> None:
    assert analyse(question).unit == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Quelles villes ont un pont ?", True),
        ("Citez les ponts de Brest", True),
        ("Lesquels ont été fermés ?", True),
        ("Quel pont est fermé ?", False),
        ("Qui dirige le port ?", False),
    ],
)
def test_whether_several_things_are_asked_for(question: str, expected: bool) -> None:
    assert analyse(question).several is expected


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
