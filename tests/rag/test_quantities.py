import pytest

from rag.quantities import Quantity, quantities, readable


def read(text: str) -> list[Quantity]:
    return quantities(readable(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 000 places", "3.000 places"),
        ("3\u202f000 places", "trois mille places"),
        ("50 M$", "50 millions de dollars"),
        ("20 MDH", "20 000 000 de dirhams"),
        ("1,2 Md€", "1,2 milliard d'euros"),
        ("40 %", "quarante pour cent"),
        ("la moitié", "50 %"),
        ("un tiers", "33 %"),
        ("les deux tiers", "66,7 %"),
        ("quatre-vingt-dix-sept", "97"),
        ("soixante et onze", "71"),
        ("mille neuf cent quatre-vingt-quatre", "1984"),
        ("deux cent mille", "200 000"),
        ("le cinquième site", "le 5ème site"),
        ("2 ans", "vingt-quatre mois"),
        ("14 jours", "deux semaines"),
        ("11,5 km", "11 500 mètres"),
        ("une centaine de personnes", "cent personnes"),
    ],
)
def test_two_spellings_of_one_amount_are_equal(one: str, other: str) -> None:
    assert read(one)[0].equals(read(other)[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("50 millions", "50 milliards"),
        ("50 millions de dollars", "50 millions de dirhams"),
        ("25 minutes", "25 heures"),
        ("3,4 millions", "340 millions"),
        ("le cinquième site", "cinq sites"),
        ("2 870 mètres", "287 mètres"),
        ("40 %", "45 %"),
    ],
)
def test_other_amounts_are_not(one: str, other: str) -> None:
    assert not read(one)[0].equals(read(other)[0])


def test_articles_and_names_hold_no_number() -> None:
    assert read("Un club et une école de l'UM6P") == []


def test_more_and_less_are_told_apart_also_under_a_negation() -> None:
    texts = ("plus de 50", "dépasse les 50", "moins de 50", "inférieur à 50", "jamais plus de 50", "près de 50")
    assert [read(text)[0].bound for text in texts] == ["more", "more", "less", "less", "less", ""]


@pytest.mark.parametrize("text", ["de 25 à 50 minutes", "50 minutes, contre 25 avant", "entre 25 et 50 minutes"])
def test_the_old_and_the_new_of_a_change_keep_their_roles(text: str) -> None:
    assert {quantity.value: quantity.role for quantity in read(text)} == {25: "before", 50: "after"}


def test_whatever_is_written_is_read_without_an_error() -> None:
    for text in ("1.2.3.4", "³ ½ ٣", "%%%", "deux deux cent vingt mille million", "9" * 400):
        assert all(quantity.start < quantity.end for quantity in read(text))
