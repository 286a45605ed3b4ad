"""Tables and records: columns are found by their names, in French and English; a row without text is refused."""

import json

import pytest

from corpus.errors import UnreadableError
from corpus.facts import settle
from corpus.formats.draft import Draft, Refused
from corpus.formats.fields import folded, named
from corpus.readers import read

TEXT = "Le verger de la vallée a donné cent tonnes de pommes."


def test_names_of_fields_are_folded() -> None:
    assert folded("Date de parution") == "date_de_parution"
    assert folded("Titre de l’article") == "titre_de_larticle"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_in_french(delimiter: str) -> None:
    rows = [["N°", "Titre", "Journal", "Date", "Texte intégral"], ["1", "Le verger", "Le Large", "3 mai 2021", TEXT]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode("cp1252")
    (draft,) = read(data, "a.csv")
    assert isinstance(draft, Draft)
    facts, reasons = settle(draft.stated)
    assert (facts.title, facts.source, facts.published, draft.text) == ("Le verger", "Le Large", "2021-05-03", TEXT)
    assert {reason.found_in for reason in reasons} == {"column"}


def test_a_row_without_text_is_refused_by_its_number() -> None:
    items = list(read(f"titre,texte\na,{TEXT}\nb,\n".encode(), "a.csv"))
    assert items[1] == Refused("row 3", "no text")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"nom,prix\npomme,3\n", "a.csv", "no column"),
        (b'{"a": 1}', "a.json", "no field"),
        (b"{oops", "a.json", "not valid JSON"),
        (b"[" * 100_000, "a.json", "not valid JSON"),
    ],
)
def test_what_holds_no_article_is_refused_with_the_reason(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        list(read(data, name))


def test_json_may_hold_one_article_or_a_list_at_any_depth() -> None:
    record = {"headline": "Le verger", "author": {"name": "A. B."}, "articleBody": TEXT, "description": "Un chapeau."}
    for document in (record, [record], {"data": {"items": [record]}}):
        (draft,) = read(json.dumps(document).encode(), "a.json")
        assert isinstance(draft, Draft)
        facts, _ = settle(draft.stated)
        assert (facts.title, facts.author) == ("Le verger", "A. B.")
        assert draft.text == f"Un chapeau.\n\n{TEXT}"


def test_a_broken_line_of_json_lines_does_not_stop_the_others() -> None:
    data = f'{{"text": "{TEXT}"}}\n{{oops\n[1]\n{{"text": "{TEXT}"}}\n'.encode()
    items = list(read(data, "a.jsonl"))
    assert [type(item) for item in items] == [Draft, Refused, Refused, Draft]
    assert [item.part for item in items] == ["1", "line 2", "line 3", "4"]


def test_nested_values_state_nothing() -> None:
    assert named({"titre": ["a", "b"], "source": {"x": 1}, "date": True}) == {"title": "a, b"}
