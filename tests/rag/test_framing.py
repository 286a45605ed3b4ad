import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.framing import unframed


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Peux-tu me dire qui dirige le port ?", "qui dirige le port ?"),
        ("Bonjour, pouvez-vous m'indiquer combien de ponts compte Brest ?", "combien de ponts compte Brest ?"),
        ("Je voudrais savoir quand le pont rouvre", "quand le pont rouvre"),
        ("Sait-on à quelle date le pont rouvre ?", "à quelle date le pont rouvre ?"),
        ("on sait qui dirige le port ?", "qui dirige le port ?"),
        ("Dis-moi pourquoi le pont est fermé", "pourquoi le pont est fermé"),
        ("Bonjour ! Où est le pont ?", "Où est le pont ?"),
        ("S'il vous plaît, combien coûte le lait ?", "combien coûte le lait ?"),
        ("Que disent les articles d'Agadir ?", "Agadir ?"),
        ("Que dit la presse sur le port de Brest ?", "port de Brest ?"),
        ("Que sait-on de la ferme Duval ?", "ferme Duval ?"),
        ("Parle-moi du port de Brest", "port de Brest"),
        ("Qu'est-ce que les articles disent de la gare ?", "gare ?"),
        ("des infos sur la gare ?", "gare ?"),
        ("Qu'apprend-on sur les Duval ?", "Duval ?"),
    ],
)
def test_what_is_asked_is_left(question: str, asked: str) -> None:
    assert unframed(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Qui dirige le port ?",
        "Que dit le maire du port ?",
        "Que dit Diaz en 1878 ?",
        "Que dit-on d'un pont qui ferme ?",
        "Que sait faire le maire de Brest ?",
        "Que dit le maire sur le port ?",
        "Que savent les élèves de troisième ?",
        "Qui sait nager ?",
        "Quel journal parle de Brest ?",
        "Où est le pont ?",
        "De quoi parle le livre ?",
        "Bonjour",
        "Parle-t-on breton à Brest ?",
        "le port de Brest",
    ],
)
def test_what_has_no_frame_is_left_alone(question: str) -> None:
    assert unframed(question) == question


@given(st.text(min_size=1, max_size=200))
def test_something_is_always_left(question: str) -> None:
    assert not question.strip() or unframed(question).strip()
