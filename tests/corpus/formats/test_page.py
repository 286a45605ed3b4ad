"""Saved pages: facts from structured data before markup before text, and who stated them."""

import json

import pytest

from corpus.facts import Facts, settle
from corpus.formats.draft import Draft
from corpus.readers import read

BODY = "".join(
    f"<p>Le port de la ville a rouvert son quai numéro {n} hier, après une longue nuit de tempête.</p>"
    for n in range(1, 6)
)


def facts(head: str = "", top: str = "") -> tuple[Facts, dict[str, str]]:
    article = f"<article><h1>Le port rouvre enfin ses quais</h1>{top}{BODY}</article>"
    html = f"<html><head>{head}</head><body>{article}</body></html>"
    (draft,) = read(html.encode(), "a.html")
    assert isinstance(draft, Draft)
    assert draft.text.count("Le port de la ville") == 5
    settled, reasons = settle(draft.stated)
    return settled, {reason.field: reason.found_in for reason in reasons}


def test_structured_data_wins_over_meta_and_markup() -> None:
    data = {"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "2021-03-04T10:00:00Z",
            "author": [{"name": "Nadia Fassi"}, {"name": "Ali Ben"}], "publisher": {"name": "Le Large"}}]}  # fmt: skip
    head = (
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
        '<meta property="article:published_time" content="2020-01-01"><meta property="og:site_name" content="Autre">'
    )
    settled, where = facts(head, '<time datetime="2019-01-01">')
    assert (settled.title, settled.source) == ("Le port rouvre enfin ses quais", "Le Large")
    assert (settled.published, settled.author) == ("2021-03-04", "Nadia Fassi, Ali Ben")
    assert where["published"] == "structured data (JSON-LD)"


@pytest.mark.parametrize(
    ("head", "top", "where"),
    [
        ('<meta name="dcterms.date" content="2021-03-04">', "", "page header (meta)"),
        ("", '<time datetime="2021-03-04T08:00">jeudi</time>', "markup"),
        ("", '<abbr class="published" title="2021-03-04">jeudi</abbr>', "markup"),
        ("", '<span class="post-date">4 mars 2021</span>', "markup"),
    ],
)
def test_a_date_is_found_where_it_is_marked(head: str, top: str, where: str) -> None:
    settled, reasons = facts(head, top)
    assert (settled.published, reasons["published"]) == ("2021-03-04", where)


@pytest.mark.parametrize("top", ["<aside><time datetime='2021-03-04'>", "<time class='updated' datetime='2021-03-04'>"])
def test_dates_of_updates_and_of_other_articles_are_not_taken(top: str) -> None:
    assert facts(top=top + ("</aside>" if "aside" in top else "</time>"))[0].published is None


def test_broken_structured_data_is_passed_over() -> None:
    assert facts('<script type="application/ld+json">{oops</script>')[0].published is None


def test_the_site_is_read_off_the_page_title() -> None:
    settled, where = facts("<title>Le port rouvre enfin ses quais | Le Petit Large</title>")
    assert (settled.source, where["source"]) == ("Le Petit Large", "page title")


def test_tables_and_lists_leave_no_marks() -> None:
    table = "<table><tr><th>Quai</th><th>Bateaux</th></tr><tr><td>Nord</td><td>42</td></tr></table>"
    html = f"<html><body><article><h1>Le port</h1>{BODY}<ul><li>Le quai nord rouvre</li></ul>{table}{BODY}</article>"
    (draft,) = read(html.encode(), "a.html")
    assert isinstance(draft, Draft)
    assert {"Le quai nord rouvre", "Quai ; Bateaux", "Nord ; 42"} <= set(draft.text.splitlines())
    assert "|" not in draft.text


def test_the_declared_encoding_is_used() -> None:
    title = "مرحبا بكم في الميناء"
    text = "<p>Un port, un quai, un vent du nord, et des navires qui attendent leur tour dans la rade.</p>" * 3
    html = f'<html><head><meta charset="iso-8859-6"></head><body><h1>{title}</h1>{text}</body></html>'
    (draft,) = read(html.encode("iso-8859-6"), "a.html")
    assert isinstance(draft, Draft)
    assert draft.title == title
