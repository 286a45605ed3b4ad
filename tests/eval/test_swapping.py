from eval.swapping import names_in, swapped
from index import french

NAMES = ("Ouganda", "Fidji", "Marie Curie", "Égypte")


def known(text: str) -> frozenset[str]:
    return frozenset(french.terms(text))


def test_names_stand_inside_questions_and_come_once() -> None:
    assert names_in(["Où vit Marie Curie ?", "Que fait l'Égypte pour Marie Curie ?"]) == ["Marie Curie", "Égypte"]


def test_a_name_gives_way_to_one_the_articles_do_not_hold() -> None:
    article = known("L'usine de Fidji emploie 40 personnes en Égypte.")
    assert swapped("Combien de personnes l'usine emploie-t-elle en Égypte ?", article, NAMES) == (
        "Combien de personnes l'usine emploie-t-elle en Ouganda ?"
    )


def test_after_an_elision_comes_a_vowel() -> None:
    article = known("Le port d'Agadir a été agrandi.")
    found = swapped("Quand le port d'Agadir a-t-il été agrandi ?", article, ("Fidji", "Ouganda"))
    assert found == "Quand le port d'Ouganda a-t-il été agrandi ?"


def test_a_year_becomes_another_year_near_it() -> None:
    found = swapped("Quel vélo a gagné en 1998 ?", known("Le vélo a gagné en 1998."), ())
    assert found is not None
    year = int(found.split()[-2])
    assert year != 1998
    assert abs(year - 1998) <= 30


def test_what_the_articles_do_not_hold_is_never_replaced() -> None:
    assert swapped("Où est né Victor Hugo ?", known("La gare est grande."), NAMES) is None
    assert swapped("Où est la gare ?", known("La gare est grande."), NAMES) is None


def test_nothing_that_fits_leaves_nothing() -> None:
    assert swapped("Où vit Marie Curie ?", known("Marie Curie vit à Paris."), ("Marie Curie",)) is None


def test_the_same_question_is_swapped_likewise_every_time() -> None:
    article = known("Marie Curie a vécu en Égypte en 1903.")
    asked = "Où Marie Curie a-t-elle vécu en Égypte en 1903 ?"
    assert len({swapped(asked, article, NAMES) for _ in range(5)}) == 1
