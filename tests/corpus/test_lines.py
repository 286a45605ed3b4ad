"""Lines: which breaks are the article's and which only the width of a column."""

import textwrap

import pytest

from corpus.lines import lines_of

PARAGRAPHS = (
    "Le marché aux fleurs ouvre ses portes avant l'aube, quand les camions descendent des collines. "
    "Les marchands y disposent roses et œillets par brassées. On y parle fort, on y rit volontiers.",
    "Vers neuf heures tout est vendu. Les derniers seaux rentrent dans les camions, et la place retrouve "
    "son calme de semaine, entre la fontaine, le kiosque fermé et les platanes.",
)


def texts(source: str) -> list[str]:
    return [line.text for line in lines_of(source)]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_a_column_is_unwrapped(width: int) -> None:
    source = "\n\n".join(textwrap.fill(p, width) for p in PARAGRAPHS)
    assert texts(source) == list(PARAGRAPHS)


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    assert texts("\n".join(PARAGRAPHS)) == list(PARAGRAPHS)


def test_a_list_of_short_lines_stays_a_list() -> None:
    source = "Médaille d'or pour Salé\nMédaille d'argent pour Safi\nMédaille de bronze pour Taza"
    assert texts(source) == source.splitlines()


def test_a_machine_date_is_parted_from_the_first_words() -> None:
    assert texts(" date 2021-07 Rabat — La foire ouvre.") == ["date 2021-07", "Rabat — La foire ouvre."]


def test_line_ends_of_every_system_and_invisible_characters() -> None:
    assert texts("\ufeffa\r\nb\rc\u2028d\x00\u200b e\u00adf") == ["a", "b", "c", "d ef"]


def test_each_character_keeps_its_place() -> None:
    source = "  Un café\r\n\r\n e\u0301te\u0301 "
    for line in lines_of(source):
        assert source[line.traced.origin[0]] in "Ue"
        assert len(line.traced.origin) == len(line.text)
