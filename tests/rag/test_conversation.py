import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Question, Turn
from rag.conversation import understood


def after(*questions: str) -> tuple[Turn, ...]:
    return tuple(Turn(question, "Une réponse.") for question in questions)


BRIDGES = after("Combien de ponts compte Brest en Bretagne ?")


@pytest.mark.parametrize(
    ("history", "question", "meant"),
    [
        (BRIDGES, "Et en Normandie ?", "Combien de ponts compte Brest en Normandie ?"),
        (after("Combien de ponts en 1950 ?"), "Et en 1960 ?", "Combien de ponts en 1960 ?"),
        (after("Combien de ponts en août 1950 ?"), "Et fin 1951 ?", "Combien de ponts fin 1951 ?"),
        (after("Que dit la première loi de Kepler ?"), "Et la deuxième ?", "Que dit la deuxième loi de Kepler ?"),
        (after("Que fait l'usine de la Rance ?"), "Qui la dirige ?", "Qui la dirige (Rance) ?"),
        (after("Qu'est-ce que le port d'Antifer ?"), "Combien ?", "Combien (Antifer) ?"),
        (after("Qu'est-ce que le port d'Antifer ?"), "Quand a-t-il été bâti ?", "Quand a-t-il été bâti (Antifer) ?"),
        (
            after("Combien de ponts compte Brest en Bretagne ?", "Et en Normandie ?"),
            "Et en Alsace ?",
            "Combien de ponts compte Brest en Alsace ?",
        ),
    ],
)
def test_a_follow_up_is_completed(history: tuple[Turn, ...], question: str, meant: str) -> None:
    assert understood(Question(question, history)) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Quelle est la capitale de l'Australie ?",
        "Qui a gagné le derby ?",
        "Combien coûte le lait de la ferme Duval ?",
        "Combien de startups le Technopark de Rabat a-t-il accueillies ?",
        "Et combien coûte le lait de la ferme Duval ?",
    ],
)
def test_a_question_that_stands_by_itself_is_never_bent(question: str) -> None:
    assert understood(Question(question, BRIDGES)) == question


@pytest.mark.parametrize("question", ["Et en Normandie ?", "Combien ?", "Qui la dirige ?"])
def test_nothing_is_completed_without_a_history(question: str) -> None:
    assert understood(Question(question)) == question


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_whatever_was_said_a_question_comes_out(text: str, before: list[str]) -> None:
    assert isinstance(understood(Question(text, after(*before))), str)
