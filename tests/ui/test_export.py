import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rag import Excerpt
from ui.conversation import Conversation, Exchange
from ui.export import as_markdown, as_page, source_numbers
from ui.keeping import dumped
from ui.scope import Scope

TODAY = date(2024, 2, 1)
QUESTIONS = (
    "Combien de ruches ont été installées sur les toits de la mairie ?",
    "Qui a gagné le derby ?",
    "Combien d'électricité l'usine de la Rance fournit-elle chaque année ?",
)


@pytest.fixture
def conversation(service: Any) -> Conversation:
    return tuple(Exchange(question, service.ask(question)) for question in QUESTIONS)


def test_each_article_is_one_source_numbered_in_order(conversation: Conversation) -> None:
    numbers = source_numbers(conversation)
    assert {article: number for article, (number, _) in numbers.items()} == {"ruches": 1, "marees": 2}


def test_markdown_holds_questions_quotations_and_sources(conversation: Conversation) -> None:
    text = as_markdown(conversation, TODAY)
    assert "1er février 2024" in text
    assert [text.index(f"## {question}") for question in QUESTIONS] == sorted(
        text.index(f"## {question}") for question in QUESTIONS
    )
    assert "500 gigawattheures d'électricité.\u00a0» \\[2\\]" in text
    assert "1. L'Abeille du matin, «\u00a0Des ruches sur les toits de la mairie\u00a0», mai 2023\n" in text
    assert text.endswith("1er mars 2021, <https://courrier.example/marees>\n")


def test_the_page_holds_the_same_in_a_numbered_list(conversation: Conversation) -> None:
    html = unescape(as_page(conversation, TODAY))
    assert all(question in html for question in QUESTIONS)
    assert len(re.findall(r"<li>", html)) == 2
    assert "Les articles ne disent rien de tel." in html


def test_what_is_said_around_quotations_is_kept_with_the_numbers_of_the_sources(conversation: Conversation) -> None:
    first, _, third = conversation
    assert third.answer is not None
    cited = replace(third.answer.citations[0], context=Excerpt("Avant.", 0, 6))
    said = replace(
        third.answer,
        answer=f"Une usine [1].\n\nSelon Le Courrier [1] : « {cited.quote} » [1]",
        citations=(cited,),
        understood="Combien ?",
        notices=("Un <b>seul</b> article.",),
    )
    limited = replace(third, answer=said, scope=Scope(since="2020"))
    text, html = as_markdown((first, limited), TODAY), as_page((first, limited), TODAY)
    assert "Une usine \\[2\\]." in text
    assert "Selon Le Courrier \\[2\\] :" in text
    for words in (
        "Compris comme\u00a0: Combien ?",
        "Recherche limitée à\u00a0: depuis 2020",
        "Juste avant\u00a0: «\u00a0Avant.",
    ):
        assert words in text
        assert words in html
    assert "Un &lt;b&gt;seul&lt;/b&gt; article." in html


def test_a_conversation_handed_in_comes_back_as_a_file_or_a_page(
    client: TestClient, conversation: Conversation
) -> None:
    kept = dumped(conversation)
    file = client.post("/conversation", data={"conversation": kept, "form": "markdown"})
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.text == as_markdown(conversation, date.today())
    page = client.post("/conversation", data={"conversation": kept, "form": "page"})
    assert page.text == as_page(conversation, date.today())


def test_nothing_handed_in_is_an_empty_document(client: TestClient) -> None:
    said = client.post("/conversation", data={"conversation": "[broken"})
    assert said.status_code == 200
    assert "##" not in said.text
