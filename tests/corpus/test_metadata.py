"""Title and outlet where no line of the page states them."""

from corpus.cleaning import Stated
from corpus.metadata import Facts, agency_of, facts_of, title_from

BODY = "TAZA — La coopérative du haut plateau a vendu toute sa récolte d'amandes. Elle embauche."


def test_a_title_is_made_of_the_first_sentence_without_its_dateline() -> None:
    assert title_from(BODY) == "La coopérative du haut plateau a vendu toute sa récolte d'amandes"


def test_a_long_first_sentence_is_shortened_between_words() -> None:
    title = title_from("Le long fleuve tranquille " * 10 + ".")
    assert len(title) <= 90
    assert title.endswith(("Le…", "long…", "fleuve…", "tranquille…"))


def test_an_agency_in_parentheses_before_a_dash_is_the_outlet() -> None:
    assert agency_of("Chapeau de l'article.\n\n(Agence Atlas) – Le col est rouvert.") == "Agence Atlas"
    assert agency_of("IFRANE (Atlas) - Le col est rouvert.") == "Atlas"


def test_parentheses_that_are_no_agency_are_passed_over() -> None:
    assert agency_of("Le fonds (2019) – dit « relais » – est clos.") is None
    assert agency_of("Le col (2 260 m) est rouvert.") is None


def test_what_the_file_states_wins_over_the_page() -> None:
    facts = facts_of(Facts(title="A"), Stated(title="B", source="C", published="2020-01-02"), BODY)
    assert (facts.title, facts.source, facts.published) == ("A", "C", "2020-01-02")
