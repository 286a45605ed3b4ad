import json
from dataclasses import replace
from typing import Any

import pytest

from ui.cards import sources_html
from ui.conversation import Conversation, Exchange
from ui.keeping import LONGEST, OUTDATED, dumped, loaded
from ui.listing import look_up

QUESTION = "Combien de ruches ont été installées sur les toits ?"


@pytest.fixture
def conversation(service: Any) -> Conversation:
    return (
        Exchange(QUESTION, service.ask(QUESTION)),
        Exchange("Qui a gagné le derby ?", service.ask("Qui a gagné le derby ?")),
        Exchange("…", notice="Rien."),
    )


def test_what_is_kept_shows_the_same_cards_again(conversation: Conversation, service: Any) -> None:
    again = loaded(dumped(conversation), look_up(service))
    assert sources_html(again, look_up(service)) == sources_html(conversation, look_up(service))
    assert dumped(again) == dumped(conversation)


def test_a_question_still_awaited_is_not_kept(conversation: Conversation, service: Any) -> None:
    assert dumped((*conversation, Exchange("Et puis ?"))) == dumped(conversation)


@pytest.mark.parametrize("change", ["edited", "gone"])
def test_a_sentence_that_its_article_no_longer_holds_is_not_shown(
    conversation: Conversation, service: Any, change: str
) -> None:
    text = dumped(conversation[:1])
    edited = tuple(replace(article, text=article.text.replace("douze", "treize")) for article in service.library)
    service.library = edited if change == "edited" else ()
    assert loaded(text, look_up(service)) == (Exchange(QUESTION, notice=OUTDATED),)


def test_a_forged_quotation_is_not_shown(conversation: Conversation, service: Any) -> None:
    kept = json.loads(dumped(conversation[:1]))
    kept[0]["answer"]["citations"][0]["quote"] = "La mairie a vendu douze ruches."
    (exchange,) = loaded(json.dumps(kept), look_up(service))
    assert exchange.answer is None
    kept[0]["answer"]["citations"][0].update(start=-5, end=-1, quote="")
    (exchange,) = loaded(json.dumps(kept), look_up(service))
    assert exchange.answer is None


@pytest.mark.parametrize("part", ["short", "context"])
def test_a_forged_part_of_a_quotation_is_not_shown(conversation: Conversation, service: Any, part: str) -> None:
    kept = json.loads(dumped(conversation[:1]))
    kept[0]["answer"]["citations"][0][part] = {"text": "treize", "start": 0, "end": 6}
    assert loaded(json.dumps(kept), look_up(service)) == (Exchange(QUESTION, notice=OUTDATED),)
    kept[0]["answer"]["citations"][0][part] = {"text": "La mairie", "start": 0, "end": 9}
    (exchange,) = loaded(json.dumps(kept), look_up(service))
    assert exchange.answer is not None


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{", "[1]", '[{"question": 1}]', None, 3, {"a": 1}, "[" * (LONGEST + 1)]
)
def test_anything_else_is_an_empty_conversation(service: Any, text: object) -> None:
    assert loaded(text, look_up(service)) == ()


def test_of_a_conversation_too_long_to_keep_the_oldest_goes(service: Any) -> None:
    long = tuple(Exchange("é" * (LONGEST // 3), notice=str(number)) for number in range(4))
    text = dumped(long)
    assert len(text) <= LONGEST
    assert [exchange.notice for exchange in loaded(text, look_up(service))] == ["2", "3"]
    assert dumped((Exchange("a" * LONGEST, notice="b"),)) == "[]"
