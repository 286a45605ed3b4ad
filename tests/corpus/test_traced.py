"""Every character of a cleaned text knows where in the source it stands."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from corpus.traced import Traced, joined


def test_a_replacement_keeps_the_places_of_the_rest() -> None:
    traced = Traced.of("un\r\ndeux").replaced(re.compile("\r\n"), "\n")
    assert traced.text == "un\ndeux"
    assert list(traced.origin) == [0, 1, 2, 4, 5, 6, 7]


def test_an_accent_set_apart_is_composed() -> None:
    traced = Traced.of("e\u0301te\u0301").composed()
    assert traced.text == "été"
    assert list(traced.origin) == [0, 2, 3]


def test_what_is_put_between_has_the_place_before_it() -> None:
    source = Traced.of("ab cd")
    assert joined([source.cut(0, 2), source.cut(3, 5)], "\n\n") == Traced("ab\n\ncd", [0, 1, 1, 1, 3, 4])


@given(st.text())
def test_composition_is_that_of_unicode(text: str) -> None:
    traced = Traced.of(text).composed()
    assert traced.text == unicodedata.normalize("NFC", text)
    assert len(traced.origin) == len(traced.text)
    assert list(traced.origin) == sorted(traced.origin)
    assert all(0 <= i < len(text) for i in traced.origin)
