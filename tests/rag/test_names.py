import pytest

from rag.names import missing_names, names_in


def test_names_are_capitalised_words_and_at_the_start_only_what_is_no_french_word() -> None:
    assert names_in("Selon Anne Le Goff, l'Égypte et Glovo ont signé. Ensuite, Karim est venu.") == [
        "Anne", "Le", "Goff", "Égypte", "Glovo", "Karim",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Il vient du Maroc.", "Des startups marocaines."),
        ("L'ONU l'a dit.", "L'Organisation des Nations unies l'a dit."),
        ("L'Organisation des Nations Unies l'a dit.", "L'ONU l'a dit."),
        ("À Saint-Malo.", "Près de Saint Malo."),
        ("L'O.N.U. l'a dit.", "L'ONU l'a dit."),
        ("La Banque mondiale prête.", "la banque mondiale"),
    ],
)
def test_a_name_is_held_in_another_form(claim: str, source: str) -> None:
    assert missing_names(claim, source) == []


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Il vient de Fès.", "Il vient de Tanger."),
        ("Avec la Banque européenne.", "Avec la Banque mondiale."),
        ("L'UM6P l'a dit.", "La CCG l'a dit."),
    ],
)
def test_another_name_is_missing(claim: str, source: str) -> None:
    assert missing_names(claim, source)
