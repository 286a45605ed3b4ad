"""The page as a reader has it: Chromium asks, reads, follows a source, and nothing leaves the machine."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUESTION = "Combien d'électricité l'usine de la Rance fournit-elle chaque année ?"
QUOTE = "L'usine de la Rance fournit chaque année 500 gigawattheures d'électricité."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The chat, opened; the test fails on any request to another address and on any error of a script."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    faults: list[str] = []
    page.on("request", lambda request: _note_outside(request.url, address, faults))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    expect(page.locator("#question textarea")).to_be_visible()
    yield page
    context.close()
    assert faults == []


def _note_outside(url: str, address: str, faults: list[str]) -> None:
    if not url.startswith((address, "data:", "blob:")):
        faults.append(url)


def ask(page: Page, question: str) -> None:
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")


def test_a_question_is_answered_with_its_source_marked(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator("#conversation blockquote").first).to_contain_text(QUOTE)
    expect(page.locator("#src-0-1 mark")).to_have_text(QUOTE)
    expect(page.locator("#question textarea")).to_have_value("")
    assert page.evaluate("document.documentElement.lang") == "fr"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_number_leads_to_its_card(page: Page, by: str) -> None:
    ask(page, QUESTION)
    link = page.locator('#conversation a[href="#src-0-1"]')
    expect(page.locator("#src-0-1")).to_be_visible()
    page.locator("#src-0-1 > summary").click()
    ask(page, "Combien le projet de la mairie a-t-il coûté ?")
    expect(page.locator("#src-1-1")).to_be_visible()
    if by == "mouse":
        link.click()
    else:
        link.focus()
        link.press("Enter")
    expect(page.locator("#src-0-1")).to_be_focused()
    expect(page.locator("#src-0-1 mark")).to_be_in_viewport()
    assert page.url.endswith("/")


def test_an_abstention_looks_different(page: Page) -> None:
    ask(page, "Qui a gagné le derby ?")
    expect(page.locator("#conversation .bot").last).to_contain_text("Les articles ne disent rien de tel")
    expect(page.locator("#conversation blockquote")).to_have_count(0)
    expect(page.locator("#sources .turn.near .card")).to_have_count(3)


def test_a_suggestion_asks_itself(page: Page, service: Any) -> None:
    page.get_by_role("button", name=service.suggestions()[0]).click()
    expect(page.locator("#conversation blockquote").first).to_contain_text("douze ruches")


def test_the_panel_follows_retry_edit_undo_and_clear(page: Page, service: Any) -> None:
    cards = page.locator("#sources .card")
    ask(page, QUESTION)
    expect(cards).not_to_have_count(0)
    page.get_by_role("button", name="Reposer la question").click()
    expect(page.locator("#conversation .user.message")).to_have_count(1)
    expect(cards).not_to_have_count(0)
    page.get_by_role("button", name="Modifier la question").click()
    page.locator("#conversation textarea").fill("Qui a gagné le derby ?")
    page.get_by_role("button", name="Envoyer").first.click()
    expect(page.locator("#sources .turn.near")).to_have_count(1)
    assert [question for question, _ in service.asked] == [QUESTION, QUESTION, "Qui a gagné le derby ?"]
    page.get_by_role("button", name="Retirer cette question").click()
    expect(cards).to_have_count(0)
    expect(page.locator("#question textarea")).to_have_value("Qui a gagné le derby ?")
    ask(page, QUESTION)
    expect(cards).not_to_have_count(0)
    page.get_by_role("button", name="Effacer la conversation").click()
    expect(cards).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()


def test_a_question_can_be_stopped(page: Page, service: Any) -> None:
    service.delay = 3
    ask(page, QUESTION)
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator("#conversation .bot").last).to_contain_text("Recherche interrompue")
    expect(page.get_by_role("button", name="Envoyer")).to_be_visible()
    service.delay = 0
    ask(page, QUESTION)
    expect(page.locator("#conversation blockquote").first).to_contain_text(QUOTE)
