import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.disturbing import DISTURBANCES, with_typing_errors, without_accents


def test_accents_go_and_letters_stay() -> None:
    assert without_accents("Où l’œuvre d’été fut-elle créée ?") == "Ou l'oeuvre d'ete fut-elle creee ?"


def test_typing_errors_spare_short_words_and_are_the_same_for_everyone() -> None:
    text = "Combien de stations balnéaires accueillent des visiteurs en hiver ?"
    wrong = with_typing_errors(text)
    assert wrong != text
    assert wrong == with_typing_errors(text)
    changed = [(a, b) for a, b in zip(text.split(" "), wrong.split(" "), strict=True) if a != b]
    assert 1 <= len(changed) <= 2
    assert all(len(a) >= 5 and a[0] == b[0] for a, b in changed)


@pytest.mark.parametrize("disturbance", DISTURBANCES, ids=lambda disturbance: disturbance.name)
@given(text=st.text(max_size=60))
def test_any_text_can_be_disturbed(disturbance: object, text: str) -> None:
    assert isinstance(disturbance.apply(text), str)  # type: ignore[attr-defined]  # parametrised


@given(st.lists(st.text("abcdefghij", min_size=5, max_size=12), min_size=1, max_size=8))
def test_no_word_is_lost(words: list[str]) -> None:
    assert len(with_typing_errors(" ".join(words)).split(" ")) == len(words)
