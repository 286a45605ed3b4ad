"""The page as a reader has it: Chromium asks, reads, follows a source, and nothing leaves the machine."""

import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from ui.feedback import FeedbackStore
from ui.server import Access

pytestmark = pytest.mark.browser

QUESTION = "Combien d'électricité l'usine de la Rance fournit-elle chaque année ?"
QUOTE = "L'usine de la Rance fournit chaque année 500 gigawattheures d'électricité."


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


def test_the_short_answer_is_marked_in_the_bubble_the_card_and_the_article(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator("#conversation blockquote mark").first).to_have_text("500")
    expect(page.locator("#src-0-1 mark .short")).to_have_text("500")
    with page.expect_popup() as opening:
        page.locator("#src-0-1").get_by_role("link", name="Voir l’article").click()
    expect(opening.value.locator("mark .short")).to_have_text("500")


def test_a_sentence_is_shown_with_the_one_before_it_and_notices_with_the_answer(page: Page, service: Any) -> None:
    service.notices = ("Ces articles datent de plus de trois ans.",)
    ask(page, "Combien de personnes emploie-t-elle ?")
    reply = page.locator("#conversation .bot.message").last
    expect(reply).to_contain_text("Juste avant : « L'usine de la Rance")
    expect(reply).to_contain_text("Ces articles datent de plus de trois ans.")


def test_an_abstention_looks_different(page: Page) -> None:
    ask(page, "Qui a gagné le derby ?")
    expect(page.locator("#conversation .bot").last).to_contain_text("Les articles ne disent rien de tel")
    expect(page.locator("#conversation blockquote")).to_have_count(0)
    expect(page.locator("#sources .turn.near .card")).to_have_count(3)


def test_a_question_near_an_unanswered_one_asks_itself(page: Page, service: Any) -> None:
    ask(page, "Qui a gagné le derby ?")
    page.get_by_role("link", name=service.suggestions()[0]).click()
    expect(page.locator("#conversation blockquote").first).to_contain_text("douze ruches")
    assert [question for question, _ in service.asked] == ["Qui a gagné le derby ?", service.suggestions()[0]]


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


def test_a_conversation_survives_a_reload(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator("#src-0-1 mark")).to_have_text(QUOTE)
    page.reload()
    expect(page.locator("#src-0-1 mark")).to_have_text(QUOTE)
    ask(page, "Combien le projet de la mairie a-t-il coûté ?")
    expect(page.locator("#src-1-1")).to_be_visible()
    page.get_by_role("button", name="Effacer la conversation").click()
    expect(page.locator("#sources .card")).to_have_count(0)
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()


def test_two_readers_never_see_each_other(page: Page, browser: Browser, address: str) -> None:
    other = browser.new_context().new_page()
    other.goto(address)
    ask(page, QUESTION)
    ask(other, "Combien le projet de la mairie a-t-il coûté ?")
    expect(other.locator("#sources .card").first).to_be_visible()
    expect(page.locator("#sources .card").first).to_be_visible()
    assert "mairie" not in page.locator("#desk").inner_text()
    assert "Rance" not in other.locator("#desk").inner_text()
    other.context.close()


def test_the_article_opens_at_the_sentence(page: Page, service: Any) -> None:
    first = service.library[0]
    filler = "\n\n".join(f"Paragraphe {number} sans rapport avec le sujet." for number in range(80))
    service.library = (replace(first, text=f"{filler}\n\n{first.text}"),)
    ask(page, QUESTION)
    with page.expect_popup() as opening:
        page.locator("#src-0-1").get_by_role("link", name="Voir l’article").click()
    article = opening.value
    expect(article.locator("mark")).to_have_text(QUOTE)
    expect(article.locator("mark")).to_be_in_viewport()
    assert article.evaluate("document.scripts.length") == 0


def test_a_citation_is_copied_with_its_reference(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    ask(page, QUESTION)
    page.locator("#src-0-1 button.copy").click()
    expect(page.locator("#src-0-1 button.copy")).to_have_text("Citation copiée")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        f"«\u00a0{QUOTE}\u00a0» (Le Courrier du large, «\u00a0Les marées, une énergie d'avenir ?\u00a0», "
        "1er mars 2021, https://courrier.example/marees)"
    )


def test_a_message_is_copied_as_it_reads(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    ask(page, QUESTION)
    expect(page.locator("#src-0-1")).to_be_visible()
    page.locator("#conversation").get_by_role("button", name="Copier").last.click()
    expect(page.get_by_role("button", name="Copié")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"«\u00a0{QUOTE}\u00a0»\u00a0[1]")
    assert "#src" not in copied
    assert "\\" not in copied


def test_a_conversation_is_exported_and_printed(page: Page) -> None:
    ask(page, QUESTION)
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter").click()
    assert download.value.suggested_filename == "conversation.md"
    assert QUOTE in download.value.path().read_text(encoding="utf-8")
    with page.expect_popup() as opening:
        page.get_by_role("button", name="Imprimer").click()
    expect(opening.value.locator("blockquote")).to_contain_text([QUOTE])


def test_a_phone_in_the_dark_without_motion(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark", reduced_motion="reduce", has_touch=True
    )
    page = context.new_page()
    page.goto(address)
    ask(page, QUESTION)
    page.locator('#conversation a[href="#src-0-1"]').tap()
    expect(page.locator("#src-0-1")).to_be_focused()
    expect(page.locator("#src-0-1 mark")).to_be_in_viewport()
    page.locator("#src-0-1 a.back").tap()
    expect(page.locator('#conversation a[href="#src-0-1"]')).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert sum(int(part) for part in re.findall(r"\d+", background)[:3]) < 150
    context.close()


def test_ten_readers_at_once_are_all_answered(browser: Browser, address: str, service: Any) -> None:
    contexts = [browser.new_context() for _ in range(10)]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.goto(address)
    for number, page in enumerate(pages):
        ask(page, f"{QUESTION} ({number})")
    for number, page in enumerate(pages):
        expect(page.locator("#sources .asked")).to_have_text(f"{QUESTION} ({number})")
    for context in contexts:
        context.close()


def test_an_opinion_is_kept(page: Page, feedback: FeedbackStore) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Bonne réponse").click()
    expect(page.get_by_text("Merci, votre avis est noté.")).to_be_visible()
    assert [(entry.verdict, entry.answer.question) for entry in feedback.all()] == [("good", QUESTION)]


def test_what_is_wrong_with_an_answer_can_be_said_with_the_keyboard(page: Page, feedback: FeedbackStore) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Dire ce qui ne va pas").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Mauvaise citation")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Merci, votre avis est noté.").first).to_be_visible()
    assert [entry.verdict for entry in feedback.all()] == ["wrong quote"]


def test_without_a_place_to_keep_them_opinions_are_not_asked(browser: Browser, service: Any, serve: Any) -> None:
    with serve(service, None) as url:
        context = browser.new_context()
        page = context.new_page()
        page.goto(url)
        ask(page, QUESTION)
        expect(page.locator("#conversation blockquote").first).to_contain_text(QUOTE)
        expect(page.get_by_role("button", name="Bonne réponse")).to_have_count(0)
        context.close()


def test_a_follow_up_is_shown_as_understood_and_can_be_undone(page: Page, service: Any) -> None:
    ask(page, QUESTION)
    expect(page.locator("#src-0-1")).to_be_visible()
    ask(page, "Et combien de personnes ?")
    reply = page.locator("#conversation .bot.message").last
    expect(reply).to_contain_text("Compris comme")
    page.get_by_role("link", name="Poser la question seule").click()
    expect(page.get_by_text("Compris comme")).to_have_count(0)
    expect(page.locator("#near-1, #src-1-1").first).to_be_visible()
    assert service.asked[-1] == ("Et combien de personnes ?", ())


def test_a_search_can_be_limited_to_an_outlet(page: Page, service: Any) -> None:
    page.get_by_role("button", name="Limiter la recherche").click()
    page.get_by_label("Journaux").click()
    page.get_by_role("option", name="L'Abeille du matin").click()
    page.keyboard.press("Escape")
    ask(page, QUESTION)
    expect(page.locator("#conversation .bot.message").last).to_contain_text("Recherche limitée à")
    expect(page.locator("#conversation .bot.message").last).not_to_contain_text("gigawattheures")


def test_a_search_can_be_limited_to_a_period_and_says_so(page: Page) -> None:
    page.get_by_role("button", name="Limiter la recherche").click()
    page.get_by_label("Depuis").click()
    page.get_by_role("option", name="2023").click()
    ask(page, QUESTION)
    expect(page.locator("#conversation .bot.message").last).to_contain_text("depuis 2023")
    expect(page.locator("#conversation .bot.message").last).not_to_contain_text("gigawattheures")


def test_the_box_keeps_its_height_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    box = page.locator("#question textarea")
    before = box.bounding_box()
    ask(page, QUESTION)
    expect(page.locator("#src-0-1")).to_be_visible()
    after = box.bounding_box()
    assert before
    assert after
    assert after["height"] == before["height"]


def test_with_a_password_the_chat_works_and_without_it_nothing_shows(
    browser: Browser, service: Any, serve: Any
) -> None:
    with serve(service, None, Access(password="secret")) as url:
        context = browser.new_context()
        assert context.request.get(url).status == 401
        context.close()
        context = browser.new_context(http_credentials={"username": "moi", "password": "secret", "origin": url})
        page = context.new_page()
        page.goto(url)
        ask(page, QUESTION)
        expect(page.locator("#conversation blockquote").first).to_contain_text(QUOTE)
        context.close()
