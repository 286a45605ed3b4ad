"""What a sentence can be seen to hold of what a question asks for."""

import pytest

from rag.answer_types import held
from rag.question import analyse


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Combien a coûté le pont ?", "Le pont a coûté 3 millions d'euros.", {"number": 1.0, "unit": 1.0}),
        ("Combien a coûté le pont ?", "Le pont a vu passer 300 camions.", {"number": 1.0, "unit": 0.0}),
        ("Combien a coûté le pont ?", "Le pont est fermé.", {"number": 0.0, "unit": 0.0}),
        ("Quelle part des ponts est fermée ?", "12 % des ponts sont fermés.", {"unit": 1.0}),
        ("Quelle est la surface du parc ?", "Le parc s'étend sur 12 hectares.", {"unit": 1.0}),
        ("Quelle est la surface du parc ?", "Le parc a coûté 12 euros.", {"unit": 0.0}),
        ("Quand le pont rouvre-t-il ?", "Il rouvre le 3 mai.", {"date": 1.0}),
        ("Quand le pont rouvre-t-il ?", "Il rouvre bientôt.", {"date": 0.0}),
        ("Comment le pont a-t-il été réparé ?", "On l'a réparé en soudant l'arche.", {"manner": 1.0}),
        ("Comment le pont a-t-il été réparé ?", "Le pont est réparé.", {"manner": 0.0}),
        ("Qu'est-ce que le Brizou ?", "Le Brizou est un pont de pierre.", {"definition": 1.0}),
        ("Qu'est-ce que le Brizou ?", "Le Brizou rouvre demain.", {"definition": 0.0}),
        ("Que signifie PDB ?", "Le PDB (Port de Brize) rouvre.", {"acronym": 1.0}),
        ("Que signifie PDB ?", "Le PDB rouvre.", {"acronym": 0.0}),
        (
            "Quelles espèces y vivent ?",
            "On y voit des loutres, des hérons, des carpes et des anguilles.",
            {"list": 1.0},
        ),
        ("Quelles espèces y vivent ?", "On y voit des loutres.", {"list": 0.0}),
        ("Que dit le maire ?", "Le maire se tait.", {}),
    ],
)
def test_what_is_held(question: str, sentence: str, expected: dict[str, float]) -> None:
    found = held(sentence, analyse(question))
    assert {kind: found.get(kind) for kind in expected} == expected
    assert set(found) == set(expected) | (set(found) & {"number", "list"})


def test_what_the_question_says_already_is_not_new() -> None:
    asked = analyse("Combien ont coûté les 300 mètres du pont, 3 millions d'euros ?")
    assert held("Les 300 mètres ont coûté 3 millions d'euros.", asked) == {"number": 0.0, "unit": 0.0}
