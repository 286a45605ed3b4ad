"""HTML where none was announced: in a field of a table, in pasted text."""

from corpus.formats.draft import Draft
from corpus.formats.markup import holds_markup, without_markup
from corpus.readers import read

HTML = (
    "<p>Le port <b>rouvre</b> lundi.<br>Le quai nord d&apos;abord.</p><script>x()</script>"
    "<ul><li>Nord</li><li>Sud &amp; Est</li></ul>"
)


def test_blocks_are_parted_and_tags_and_scripts_go() -> None:
    lines = [line for line in without_markup(HTML).splitlines() if line]
    assert lines == ["Le port rouvre lundi.", "Le quai nord d'abord.", "Nord", "Sud & Est"]


def test_plain_text_with_signs_of_comparison_is_no_markup() -> None:
    assert not holds_markup("Le taux est < 3 % et > 1 %, soit R&D & co.")


def test_fields_and_pasted_text_are_read_without_tags() -> None:
    for data, name in [(f'[{{"body": "{HTML}"}}]', "a.json"), (HTML, "a.txt")]:
        (draft,) = read(data.encode(), name)
        assert isinstance(draft, Draft)
        assert "<" not in draft.text
        assert "Sud & Est" in draft.text
