"""The chat's handlers, called as Gradio calls them; the page itself is driven in test_browser.py."""

from typing import Any

import gradio as gr
import pytest
from gradio_client import Client

from corpus.errors import MissingIndexError, QuestionError
from rag import Turn
from rag.question import MAX_CHARACTERS
from ui.chat import _turn, build_chat
from ui.conversation import Conversation, Exchange
from ui.desk import Desk
from ui.scope import Scope

QUESTION = "Combien de ruches ont été installées sur les toits ?"


@pytest.fixture
def desk(service: Any) -> Desk:
    return Desk(service)


def ask(desk: Desk, conversation: Conversation, question: str) -> Conversation:
    return desk.answer(desk.ask(conversation, question).conversation).conversation


def test_a_question_is_shown_before_its_answer(desk: Desk) -> None:
    asking = desk.ask((), QUESTION)
    assert asking.conversation[-1].awaited
    assert [bubble["role"] for bubble in asking.bubbles] == ["user"]
    assert "card" not in asking.cards
    answered = desk.answer(asking.conversation)
    assert [bubble["role"] for bubble in answered.bubbles] == ["user", "assistant"]
    assert "#src-0-1" in answered.bubbles[1]["content"]
    assert 'id="src-0-1"' in answered.cards


def test_the_conversation_so_far_goes_with_the_question(desk: Desk, service: Any) -> None:
    first = ask(desk, (), QUESTION)
    ask(desk, first, "Et combien le projet a-t-il coûté ?")
    assert first[0].answer is not None
    assert service.asked[-1][1] == (Turn(QUESTION, first[0].answer.answer),)


def test_a_follow_up_says_how_it_was_understood_and_can_be_asked_alone(desk: Desk, service: Any) -> None:
    first = ask(desk, (), QUESTION)
    followed = desk.answer(desk.ask(first, "Et combien a coûté le *projet* ?").conversation)
    said = followed.bubbles[3]["content"]
    assert said.startswith("*Compris comme\u00a0: Et combien a coûté le \\*projet\\* ? (Combien de ruches")
    assert "(#alone)" in said
    alone = desk.answer(desk.ask_alone(followed.conversation).conversation)
    assert service.asked[-1] == ("Et combien a coûté le *projet* ?", ())
    assert len(alone.conversation) == 2
    assert "Compris comme" not in alone.bubbles[3]["content"]
    assert "(#alone)" not in desk.ask(followed.conversation, "Et puis ?").bubbles[3]["content"]
    assert desk.ask_alone(()).conversation == ()


def test_a_search_is_limited_and_says_so_again_when_asked_again(desk: Desk) -> None:
    scope = Scope(outlets=("Le Courrier du large",), since="2020")
    asked = desk.answer(desk.ask((), QUESTION, scope).conversation)
    assert "*Recherche limitée à\u00a0: Le Courrier du large\u00a0; depuis 2020*" in asked.bubbles[1]["content"]
    assert "id='src-0-1'" not in asked.cards
    assert "ruches sur ses toits" not in asked.bubbles[1]["content"]
    again = desk.answer(desk.ask_again(asked.conversation, 0).conversation)
    assert again.conversation == asked.conversation
    nothing = desk.answer(desk.ask((), QUESTION, Scope(outlets=("Aucun",))).conversation)
    assert "Aucun article dans les limites" in nothing.bubbles[1]["content"]


@pytest.mark.parametrize("blank", ["", "   ", "\n\t"])
def test_nothing_is_asked_without_words(desk: Desk, service: Any, blank: str) -> None:
    assert ask(desk, (), blank) == ()
    assert service.asked == []


def test_the_server_itself_refuses_a_question_over_the_limit(desk: Desk, service: Any) -> None:
    (exchange,) = ask(desk, (), "x" * (MAX_CHARACTERS + 1))
    assert exchange.notice
    assert str(MAX_CHARACTERS) in exchange.notice
    assert service.asked == []


@pytest.mark.parametrize(
    ("error", "said"),
    [(QuestionError("no"), "Cette question"), (MissingIndexError("no"), "presse build"), (OSError("no"), "inattendue")],
)
def test_an_error_is_a_french_line_in_the_chat(desk: Desk, service: Any, error: Exception, said: str) -> None:
    service.error = error
    bubbles = desk.answer(desk.ask((), QUESTION).conversation).bubbles
    assert said in bubbles[1]["content"]
    assert "Traceback" not in bubbles[1]["content"]


def test_asking_again_drops_what_came_after_in_chat_and_panel_alike(desk: Desk) -> None:
    conversation = ask(desk, ask(desk, (), QUESTION), "Combien d'électricité fournit l'usine ?")
    view = desk.ask_again(conversation, 0)
    assert [exchange.question for exchange in view.conversation] == [QUESTION]
    assert "électricité" not in view.cards
    edited = desk.answer(desk.ask_again(conversation, 0, "Qui a gagné le derby ?").conversation)
    assert edited.conversation[0].answer is not None
    assert edited.conversation[0].answer.abstained
    assert "turn near" in edited.cards


def test_asking_again_a_turn_that_is_gone_changes_nothing(desk: Desk) -> None:
    conversation = ask(desk, (), QUESTION)
    assert desk.ask_again(conversation, 5).conversation == conversation


def test_stopping_leaves_a_notice_and_no_question_awaited(desk: Desk) -> None:
    (exchange,) = desk.stop(desk.ask((), QUESTION).conversation).conversation
    assert exchange == Exchange(QUESTION, notice="Recherche interrompue.")
    assert desk.stop(()).conversation == ()


def test_a_conversation_survives_a_reload_but_not_a_question_awaited(desk: Desk) -> None:
    before = desk.answer(desk.ask((), QUESTION).conversation)
    after = desk.restore((), desk.ask(before.conversation, "Et ensuite ?").kept)
    assert after is not None
    assert after.bubbles == before.bubbles
    assert after.cards == before.cards


def test_a_question_asked_before_the_page_had_settled_is_not_lost(desk: Desk) -> None:
    asked = desk.ask((), QUESTION)
    assert desk.restore(asked.conversation, desk.answer(asked.conversation).kept) is None
    assert desk.restore((), "") is None


def test_a_message_belongs_to_the_turn_of_its_question() -> None:
    assert [_turn(index) for index in (0, 1, 2, 3, (2, 0))] == [0, 0, 1, 1, 1]


def test_the_page_suggests_what_the_corpus_answers(service: Any) -> None:
    page = build_chat(service)
    (bot,) = (block for block in page.blocks.values() if isinstance(block, gr.Chatbot))
    assert [example["text"] for example in bot.examples or []] == list(service.suggestions())


def test_gradio_api_offers_no_endpoint_of_its_own(address: str) -> None:
    client = Client(address, verbose=False, analytics_enabled=False)
    assert client.view_api(return_format="dict") == {"named_endpoints": {}, "unnamed_endpoints": {}}
