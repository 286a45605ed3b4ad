"""Title and outlet where no line of the page states them."""

import time

import pytest

from corpus.facts import Facts, Statement, settle
from corpus.metadata import title_from, told_by_text
from corpus.records import Reason

BODY = "TAZA — La coopérative du haut plateau a vendu toute sa récolte d'amandes. Elle embauche."


def test_a_title_is_made_of_the_first_sentence_without_its_dateline() -> None:
    assert title_from(BODY) == "La coopérative du haut plateau a vendu toute sa récolte d'amandes"


def test_a_long_first_sentence_is_shortened_between_words() -> None:
    title = title_from("Le long fleuve tranquille " * 10 + ".")
    assert len(title) <= 90
    assert title.endswith(("Le…", "long…", "fleuve…", "tranquille…"))


def told(body: str) -> Facts:
    return settle(told_by_text(body))[0]


@pytest.mark.parametrize(
    ("paragraph", "place", "agency", "published"),
    [
        ("(Agence Atlas) – Le col est rouvert.", None, "Agence Atlas", None),
        ("IFRANE (Atlas) - Le col est rouvert.", "Ifrane", "Atlas", None),
        ("Ifrane — Le col est rouvert.", "Ifrane", None, None),
        ("IFRANE, 3 mars 2021 (Atlas) – Le col est rouvert.", "Ifrane", "Atlas", "2021-03-03"),
        ("El Jadida, le 3 mars 2021 – Le col est rouvert.", "El Jadida", None, "2021-03-03"),
        ("Le fonds (2019) – dit « relais » – est clos.", None, None, None),
        ("Le col (2 260 m) est rouvert.", None, None, None),
        ("Sa force – la patience – est connue.", None, None, None),
    ],
)
def test_a_dateline_is_read(paragraph: str, place: str | None, agency: str | None, published: str | None) -> None:
    facts = told(paragraph)
    assert (facts.place, facts.source, facts.published) == (place, agency, published)


def test_the_first_statement_wins_and_is_named() -> None:
    facts, reasons = settle(
        [Statement("front matter", Facts(title="A")), Statement("title", Facts(title="B", source="C"))]
    )
    assert (facts.title, facts.source) == ("A", "C")
    assert reasons == (Reason("source", "title"), Reason("title", "front matter"))


def test_a_long_row_of_capitals_and_hyphens_is_read_in_good_time() -> None:
    begun = time.perf_counter()
    told_by_text("A-" * 5_000 + ".")
    assert time.perf_counter() - begun < 1
