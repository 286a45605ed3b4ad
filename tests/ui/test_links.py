import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.links import original, permalink, web_address

SENTENCE = "« Été », œuvre d'abord, semi-conducteurs & 5 % – voilà."


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_a_text_fragment_is_plain_ascii_and_says_the_sentence(sentence: str) -> None:
    address = original("https://a.example/b", sentence)
    assert address is not None
    fragment = address.removeprefix("https://a.example/b#:~:text=")
    assert re.fullmatch(r"[A-Za-z0-9%._~,]+", fragment)
    if "," not in fragment:
        assert unquote(fragment) == sentence.strip()


def test_what_has_a_meaning_in_a_fragment_is_encoded() -> None:
    address = original("https://a.example/", SENTENCE)
    assert address is not None
    _, fragment = address.split("#:~:text=")
    assert not set(fragment) & set(",-&«»éœ")
    assert unquote(fragment) == SENTENCE


def test_a_long_sentence_is_named_by_its_ends() -> None:
    sentence = " ".join(f"mot{number}" for number in range(100))
    address = original("https://a.example/", sentence)
    assert address is not None
    assert address.endswith(
        "#:~:text=mot0%20mot1%20mot2%20mot3%20mot4%20mot5,mot94%20mot95%20mot96%20mot97%20mot98%20mot99"
    )


def test_an_address_that_has_a_fragment_keeps_it() -> None:
    assert original("https://a.example/#partie", "mot") == "https://a.example/#partie:~:text=mot"


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,a", "//a.example", "https://a b", "ftp://a"]
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_address(url) is None
    assert original(url, "mot") is None


def test_a_permalink_survives_accents_and_slashes() -> None:
    assert (
        permalink("presse/été & cœur", 3, 12) == "/articles/presse/%C3%A9t%C3%A9%20%26%20c%C5%93ur?start=3&end=12#cite"
    )
