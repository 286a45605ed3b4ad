"""Hostile text in every field and address: nothing runs, nothing is fetched, and it is shown as the text it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from payloads import PAYLOADS
from playwright.sync_api import Page, expect

from corpus import Article, LeftOut, Span
from rag import Answer, Citation, RankedPassage, Turn
from ui.overview import overview_page
from ui.pages import article_page

OURS = overview_page(
    [Article("a", "b", "c", "d", "2020-01-01")], [LeftOut("a", "rejected", "b")], editable=True
) + article_page(Article("a", "b", "c", url="https://a.example"), Span(0, 1), lost=True)


def elements(html: str) -> set[str]:
    return set(re.findall(r"<(\w+)", html))


def articles() -> tuple[Article, ...]:
    return tuple(
        Article(
            f"a{n}", text, text, text, text, text, text, author=text, place=text, language=text, repeated_in=(text,)
        )
        for n, text in enumerate(PAYLOADS)
    )


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_plain_pages_hold_no_element_of_a_payload(client: TestClient, service: Any, payload: str) -> None:
    service.library = articles()
    place = PAYLOADS.index(payload)
    addresses = (
        f"/articles/a{place}?start=0&end={len(payload)}",
        f"/articles?q={quote(payload)}&tri={quote(payload)}",
        f"/articles/{quote(payload)}?start={quote(payload)}&end={quote(payload)}",
    )
    for address in addresses:
        page = client.get(address)
        assert page.status_code in (200, 404)
        assert elements(page.text) <= elements(OURS)
        assert page.text.count("<script") == address.startswith("/articles?")
        assert not re.search(r'(href|action)="(?!/|https?://)', page.text)
    shown = re.findall(
        r"<mark[^>]*>(.*?)</mark>", re.sub(r"</?span[^>]*>", "", client.get(addresses[0]).text), re.DOTALL
    )
    assert "".join("".join(map(unescape, shown)).split()) == "".join(payload.split())


@dataclass
class EchoService:
    """Answers with the article that the question names by number: every field of it is a payload."""

    library: tuple[Article, ...]

    def ask(self, question: str, history: Sequence[Turn] = (), top_k: int | None = None, scope: Any = None) -> Answer:
        article = self.library[int(question.split()[0])]
        text = article.text
        citation = Citation(1, article.id, text, text, text, text, text, 0, len(text), 1.0)
        passage = RankedPassage(article.id, 0, len(text), text, 1.0)
        return Answer(question, f"{text} [1]", False, 0.9, (citation,), (passage,), notices=(text,))


@pytest.mark.browser
def test_the_chat_shows_every_payload_as_text(page: Page, service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    service.library = articles()
    monkeypatch.setattr(service, "ask", EchoService(service.library).ask)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    for place, payload in enumerate(PAYLOADS):
        box = page.locator("#question textarea")
        box.fill(f"{place} {payload}")
        box.press("Enter")
        turn = place % 10
        expect(page.locator(f"#src-{turn}-1")).to_be_attached()
        if turn == 9:
            check(page)
            page.get_by_role("button", name="Effacer la conversation").click()
            expect(page.locator("#sources .card")).to_have_count(0)
    check(page)


def check(page: Page) -> None:
    assert page.evaluate("window.harmed") is None
    ours = "p, a, span, strong, em, blockquote, div, br, code, mark"
    assert page.locator(f"#conversation .message-content *:not({ours})").count() == 0
    assert page.locator("#conversation .message-content a:not([href^='#src-'])").count() == 0
    assert page.locator("#sources .card *:not(summary, span, blockquote, mark, p, a, button)").count() == 0
    assert page.locator("#sources .card a[href^='javascript' i], #sources .card a[href^='data' i]").count() == 0
    for mark in page.locator("#sources .card mark").all():
        assert (mark.text_content() or "").strip() in {normal(payload) for payload in PAYLOADS}


def normal(payload: str) -> str:
    return payload.replace("\r\n", "\n").strip()


@pytest.mark.browser
def test_a_word_of_a_megabyte_does_not_break_the_page(page: Page, service: Any) -> None:
    word = "ruches" * 175_000
    service.library = (Article("long", f"{word}.", word[:5000], word[:5000]),)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("#question textarea").fill(word[:500])
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#sources .turn")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
