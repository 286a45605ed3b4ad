import pytest

from rag.polarity import contradicts, polarity_of

AGREE = (
    ("Le calendrier n'est pas encore fixé.", "Aucun calendrier n'est arrêté."),
    ("La maternité reste ouverte.", "La maternité ne fermera pas."),
    ("Le tableau est perdu.", "Le tableau n'a pas pu être sauvé."),
    ("Le club ne compte que dix membres.", "Le club réunit dix membres."),
    ("Personne n'a été hospitalisé.", "Aucune hospitalisation n'a été signalée."),
    ("L'offre n'est pas seulement financière.", "L'offre est aussi stratégique."),
    ("Les syndicats ont boudé la fête.", "Les syndicats ont refusé de participer à la fête."),
)
DISAGREE = (
    ("Le site fermera.", "Le site ne fermera pas."),
    ("Le site n'ouvrira pas.", "Le site ouvrira en mai."),
    ("La ville augmentera l'aide.", "La ville, qui verse l'aide, ne l'augmentera pas."),
    ("Le maire a assisté au concert.", "Le maire n'a pas assisté au concert."),
    ("Un successeur a été désigné.", "Aucun successeur n'a encore été désigné."),
    ("Le budget a fortement augmenté.", "Le budget est resté stable."),
    ("L'avis est défavorable.", "L'avis est favorable."),
    ("L'entreprise perd un marché.", "L'entreprise a gagné un marché."),
)


@pytest.mark.parametrize(("claim", "source"), AGREE)
def test_two_ways_of_saying_one_thing_agree(claim: str, source: str) -> None:
    assert contradicts(claim, source) is None


@pytest.mark.parametrize(("claim", "source"), DISAGREE)
def test_what_says_the_contrary_is_told(claim: str, source: str) -> None:
    assert contradicts(claim, source)


def test_the_verb_is_denied_and_what_follows_it_neither_denied_nor_affirmed() -> None:
    polarity = polarity_of("La mairie n'augmentera pas sa subvention.")
    assert polarity.denied == {"augment"}
    assert polarity.affirmed == {"mair"}
