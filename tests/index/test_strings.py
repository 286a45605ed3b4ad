from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.strings import Strings

LINES = st.sets(st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",))))


@given(LINES)
def test_strings_are_those_given_and_each_is_found(strings: set[str]) -> None:
    ascending = sorted(strings)
    held = Strings.of(ascending)
    assert list(held) == [held[number] for number in range(len(held))] == ascending
    assert [held.find(string) for string in ascending] == list(range(len(ascending)))
    assert held[1:3] == ascending[1:3]


@given(LINES, st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",))))
def test_a_string_that_is_not_there_is_not_found(strings: set[str], other: str) -> None:
    assert Strings.of(sorted(strings - {other})).find(other) is None


def test_what_is_mapped_is_what_was_saved(tmp_path: Path) -> None:
    for strings in ([], ["", "a", "été"]):
        Strings.of(strings).save(tmp_path, "words")
        assert list(Strings.load(tmp_path, "words")) == strings
