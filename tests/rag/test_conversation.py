import time

import pytest
from conversations import (
    FOLLOW_UPS_HELD_OUT,
    FOLLOW_UPS_READ,
    UNRELATED,
    WHOLE_HELD_OUT,
    WHOLE_READ,
    FollowUp,
)
from hypothesis import given
from hypothesis import strategies as st

from rag import Question, Turn
from rag.conversation import understood
from rag.ellipsis import form_of


def after(*questions: str) -> tuple[Turn, ...]:
    return tuple(Turn(question, "Rien de tel.") for question in questions)


def completed(follow_up: FollowUp) -> bool:
    text = understood(follow_up.question).lower()
    return all(word.lower() in text for word in follow_up.must) and not any(w.lower() in text for w in follow_up.never)


BRIDGES = after("Combien de ponts compte Brest en Bretagne ?")


@pytest.mark.parametrize(
    ("history", "question", "meant"),
    [
        (BRIDGES, "Et en Normandie ?", "Combien de ponts compte Brest en Normandie ?"),
        (after("Combien de ponts en 1950 ?"), "Et en 1960 ?", "Combien de ponts en 1960 ?"),
        (after("Combien de ponts en août 1950 ?"), "Et fin 1951 ?", "Combien de ponts fin 1951 ?"),
        (after("Que dit la première loi de Kepler ?"), "Et la deuxième ?", "Que dit la deuxième loi de Kepler ?"),
        (after("Que fait l'usine de la Rance ?"), "Qui la dirige ?", "Qui dirige l'usine de la Rance ?"),
        (after("Qu'est-ce que le port d'Antifer ?"), "Combien ?", "Combien (port Antifer) ?"),
        (
            after("Qu'est-ce que le port d'Antifer ?"),
            "Quand a-t-il été bâti ?",
            "Quand le port d'Antifer a-t-il été bâti ?",
        ),
        (
            after("Combien de ponts compte Brest en Bretagne ?", "Et en Normandie ?"),
            "Et en Alsace ?",
            "Combien de ponts compte Brest en Alsace ?",
        ),
        (after("Combien de ponts au Maroc ?"), "Et pour la Tunisie ?", "Combien de ponts en Tunisie ?"),
        (after("Que fait le port d'Antifer ?"), "Et Brest ?", "Que fait le port de Brest ?"),
        (after("Qui a bâti le pont du Gard ?"), "Et le pont de Brest ?", "Qui a bâti le pont de Brest ?"),
        (after("Quelles écoles de Brest ferment ?"), "Et les autres ?", "Quelles sont les autres écoles (Brest) ?"),
        (after("Quel pont de Brest rouvre ?"), "Et le suivant ?", "Quel est le pont suivant (Brest) ?"),
        (after("Où ouvre le musée de Foix ?"), "Quand ?", "Quand ouvre le musée de Foix ?"),
    ],
)
def test_a_follow_up_is_completed(history: tuple[Turn, ...], question: str, meant: str) -> None:
    assert understood(Question(question, history)) == meant


@pytest.mark.parametrize("follow_up", FOLLOW_UPS_READ, ids=lambda follow_up: follow_up.question.text)
def test_a_completion_holds_what_is_meant(follow_up: FollowUp) -> None:
    assert completed(follow_up)


def test_nearly_all_follow_ups_that_no_rule_was_made_for_are_completed() -> None:
    assert sum(map(completed, FOLLOW_UPS_HELD_OUT)) >= 0.9 * len(FOLLOW_UPS_HELD_OUT)


@pytest.mark.parametrize("question", WHOLE_READ)
def test_a_question_that_stands_by_itself_is_never_bent(question: str) -> None:
    assert understood(Question(question, UNRELATED)) == question


def test_nearly_no_whole_question_that_no_rule_was_made_for_is_bent() -> None:
    whole = [understood(Question(question, UNRELATED)) == question for question in WHOLE_HELD_OUT]
    assert sum(whole) >= 0.95 * len(WHOLE_HELD_OUT)


def test_a_pronoun_stands_for_what_the_last_answer_named() -> None:
    quoted = "« Le port est dirigé par Odile Ferrand depuis trois ans. » [1]\n\n« Le port est grand. » [2]"
    history = (Turn("Qui dirige le port de Foix ?", quoted),)
    assert understood(Question("Quel âge a-t-elle ?", history)) == "Quel âge Odile Ferrand a-t-elle ?"


def test_a_pronoun_goes_on_standing_for_what_it_stood_for() -> None:
    history = (Turn("Qu'est-ce que le fonds Océan ?", "Un fonds."), Turn("Qui le soutient ?", "Odile Ferrand."))
    assert "Océan" in understood(Question("Quand a-t-il été créé ?", history))
    assert "Ferrand" not in understood(Question("Quand le fonds l'a-t-il payé ?", history))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Et en Égypte ?", "fragment"),
        ("Pourquoi ?", "bare"),
        ("Avec quels partenaires ?", "bare"),
        ("Qui le dirige ?", "pointing"),
        ("Quel est le montant ?", "pointing"),
        ("Quand le pont rouvre-t-il ?", "whole"),
        ("Quelle heure est-il ?", "whole"),
    ],
)
def test_the_form_of_a_question(text: str, form: str) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize("question", ["Et en Normandie ?", "Combien ?", "Qui la dirige ?"])
def test_nothing_is_completed_without_a_history(question: str) -> None:
    assert understood(Question(question)) == question


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_whatever_was_said_a_question_comes_out(text: str, before: list[str]) -> None:
    assert isinstance(understood(Question(text, after(*before))), str)


def test_a_long_conversation_is_read_in_no_time() -> None:
    started = time.monotonic()
    history = after("Que vend-on ?", *(f"Et en {country} ?" for country in ("Corse", "Alsace") * 400))
    assert understood(Question("Et en Bretagne ?", history)).endswith("en Bretagne ?")
    assert time.monotonic() - started < 20  # seconds; were every turn understood anew, it would never end
