"""The plain pages, asked for over HTTP and read back."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Span
from corpus.errors import MissingIndexError
from ui.overview import overview_page, sorted_by, timeline
from ui.pages import article_page


def marks(html: str) -> list[str]:
    return [
        unescape(re.sub(r"</?span[^>]*>", "", found))
        for found in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)
    ]


def test_a_permalink_marks_the_sentence_it_names(client: TestClient, service: Any) -> None:
    citation = service.ask("Combien le projet de la mairie a-t-il coûté ?").citations[0]
    page = client.get(f"/articles/{citation.article_id}?start={citation.start}&end={citation.end}")
    assert page.status_code == 200
    assert marks(page.text) == [citation.quote]
    assert page.text.count('id="cite"') == 1
    assert "mai 2023" in page.text
    assert "script" not in page.headers["Content-Security-Policy"]


def test_a_permalink_sets_the_short_answer_apart(client: TestClient) -> None:
    page = client.get("/articles/ruches?start=0&end=65&short_start=31&short_end=43")
    assert '<strong class="short">douze ruches</strong> sur ses toits en mai.</mark>' in page.text
    assert "<strong" not in client.get("/articles/ruches?start=0&end=65&short_start=60&short_end=80").text


def test_short_lines_that_end_no_sentence_read_as_headings() -> None:
    html = article_page(Article("un", "À quoi cela sert\n\nIl pleut.\n\n« Il vente »", "Titre"))
    assert re.findall(r'<p class="heading">(.*?)</p>', html) == ["À quoi cela sert"]


@given(st.text("ab \n", min_size=1, max_size=60), st.data())
def test_marks_together_are_the_span_less_its_line_breaks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cited = Span(start, end)
    html = article_page(Article("un", text, "Titre"), cited)
    assert "".join("".join(marks(html)).split()) == "".join(cited.of(text).split())


@pytest.mark.parametrize(
    "query",
    ["start=5&end=2", "start=0&end=99999", "start=-1&end=3", "start=a&end=b", "start=1", "end=٣", "start=0&end=1e3"],
)
def test_an_address_beyond_the_article_shows_it_and_says_so(client: TestClient, query: str) -> None:
    page = client.get(f"/articles/ruches?{query}")
    assert page.status_code == 200
    assert "n’est plus dans cet article" in unescape(page.text)
    assert marks(page.text) == []


def test_an_unknown_article_is_a_french_page(client: TestClient) -> None:
    page = client.get("/articles/<script>alert(1)<")
    assert page.status_code == 404
    assert "Article introuvable" in page.text
    assert "<script" not in page.text


def test_without_an_index_the_pages_say_what_to_do(client: TestClient, service: Any) -> None:
    service.error = MissingIndexError("no index")
    page = client.get("/articles")
    assert page.status_code == 503
    assert "presse build" in page.text


def test_the_corpus_can_be_searched_without_accents_and_sorted(client: TestClient) -> None:
    titles = r'<td><a href="/articles/(\w+)">'
    assert re.findall(titles, client.get("/articles").text) == ["ruches", "marees", "train"]
    assert re.findall(titles, client.get("/articles?tri=titre").text) == ["ruches", "train", "marees"]
    assert re.findall(titles, client.get("/articles?q=MAREES").text) == ["marees"]
    assert "Aucun article" in client.get("/articles?q=zzz").text
    assert re.findall(titles, client.get("/articles?tri=%22%3E%3Cb%3E").text) == ["ruches", "marees", "train"]


def test_files_left_out_are_named_with_their_reason(client: TestClient) -> None:
    assert "même texte que train.txt" in client.get("/articles").text


def test_the_timeline_has_a_dot_for_each_outlet_and_month() -> None:
    one = Article("un", "Texte.", "Titre", "Le Jour", "2020-01-05")
    articles = [one, replace(one, id="deux", published="2020-01"), replace(one, id="trois", published="2021-02-01")]
    html = timeline(
        [*articles, replace(one, id="quatre", published=None), replace(one, id="cinq", published="2019-99")]
    )
    assert re.findall(r"<title>(.*?)</title>", html) == [
        "Le Jour, janvier 2020 (2 articles)",
        "Le Jour, février 2021 (1 article)",
    ]
    assert timeline([replace(one, published=None)]) == ""


def test_many_outlets_share_the_last_row() -> None:
    articles = [Article(f"{n}", "Texte.", "Titre", f"Journal {n:02}", "2020-01-05") for n in range(40)]
    html = timeline(articles)
    assert html.count("<circle") == 13
    assert ">Autres<" in html


@given(
    st.lists(
        st.builds(Article, st.text(), st.text(), st.text(), st.none() | st.text(), st.none() | st.text()), max_size=6
    )
)
def test_sorting_and_drawing_lose_no_article(articles: list[Article]) -> None:
    for order in ("date", "titre", "journal"):
        assert sorted(map(repr, sorted_by(order, articles))) == sorted(map(repr, articles))
    assert overview_page(articles).count("<td><a ") == len(articles)
