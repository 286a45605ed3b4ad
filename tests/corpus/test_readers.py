"""Bytes of a file → raw text and the facts beside it."""

import pytest

from corpus.errors import UnreadableError
from corpus.facts import Facts, settle
from corpus.formats.decoding import decode
from corpus.formats.draft import Draft
from corpus.readers import read

FRENCH = "Été à Fès : « l'œuvre » coûte 5 €, dit-on à l'école.\n" * 5


def one(data: bytes, name: str) -> tuple[str, Facts]:
    (draft,) = read(data, name)
    assert isinstance(draft, Draft)
    return draft.text, settle(draft.stated)[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_decoded(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize("encoding", ["iso8859-15", "cp850", "mac_roman"])
def test_older_encodings_are_guessed(encoding: str) -> None:
    text = "Le marché de Noël a fermé très tôt, à cause des élèves déçus par la fête du thé. " * 6
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)) * 4, b"%\x01\x02\x03\x04"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="binary"):
        decode(data)


def test_front_matter_becomes_facts() -> None:
    text = "---\ntitle: Un titre\nsource: Le Large\npublished: 2017-08-21\nurl: https://exemple.ma/a\n---\nCorps."
    text, facts = one(text.encode(), "a.md")
    assert (facts.title, facts.source, facts.published) == ("Un titre", "Le Large", "2017-08-21")
    assert facts.url == "https://exemple.ma/a"
    assert text == "Corps."


def test_markdown_leaves_no_markup() -> None:
    text = (
        "# Le phare\n\nLa **lanterne** de la [pointe](https://exemple.ma) est\n*neuve*.\n\n"
        "## Trois ans\n\n- un `mât`\n- ![image](a.png)une grue\n"
    )
    text, facts = one(text.encode(), "a.md")
    assert facts.title == "Le phare"
    assert text == "La lanterne de la pointe est neuve.\n\nTrois ans\n\nun mât\n\nune grue"


def test_broken_front_matter_of_markdown_is_told_with_its_line() -> None:
    with pytest.raises(UnreadableError, match="line 3"):
        one(b"---\ntitle: a\n b: [c\n---\ntexte", "a.md")


def test_dashes_at_the_top_of_plain_text_are_only_dashes() -> None:
    text, _ = one(b"---\nle vent: [tourne\n---\ntexte", "a.txt")
    assert "tourne" in text


def test_an_unknown_ending_is_refused_by_name() -> None:
    with pytest.raises(UnreadableError, match=r"no reader for \.xyz"):
        one(b"a", "a.xyz")
