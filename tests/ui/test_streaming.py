import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from markdown_it import MarkdownIt
from payloads import PAYLOADS

from corpus.errors import MissingIndexError
from ui.conversation import Exchange
from ui.desk import Desk
from ui.render import reply_markdown

QUESTION = "Combien de ruches ont été installées sur les toits ?"
PHRASED = ("Douze ruches y sont installées [1].", "Elles le sont depuis mai [1].")


def streamed(client: TestClient) -> list[dict[str, Any]]:
    said = client.post("/api/ask/stream", json={"question": QUESTION})
    assert said.status_code == 200
    assert said.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in said.text.splitlines()]


def test_sentences_come_first_and_the_whole_answer_last(client: TestClient, service: Any) -> None:
    service.phrased = PHRASED
    *sentences, last = streamed(client)
    assert sentences == [{"sentence": PHRASED[0]}, {"sentence": PHRASED[1]}]
    assert last["answer"]["answer"] == " ".join(PHRASED)
    assert last["answer"]["notices"] == ["Réponse rédigée."]


def test_without_phrasing_the_one_line_is_what_ask_gives(client: TestClient, service: Any) -> None:
    assert streamed(client) == [{"answer": client.post("/api/ask", json={"question": QUESTION}).json()}]


def test_where_phrasing_fails_in_the_end_the_answer_is_the_quoted_one(
    client: TestClient, service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = service.ask(QUESTION)
    failed = replace(quoted, notices=("Le modèle de langue n'a pas répondu à temps.",))
    growing = [quoted, replace(quoted, answer=PHRASED[0]), failed]
    monkeypatch.setattr(service, "stream", lambda *_: iter(growing))
    assert streamed(client) == [{"sentence": PHRASED[0]}, {"answer": json.loads(json.dumps(asdict(failed)))}]


def test_errors_come_with_their_status_before_any_line(client: TestClient, service: Any) -> None:
    service.error = MissingIndexError("no index")
    said = client.post("/api/ask/stream", json={"question": QUESTION})
    assert (said.status_code, said.json()) == (503, {"detail": "no index"})
    assert client.post("/api/ask/stream", json={}).status_code == 422


def test_the_chat_is_drawn_anew_as_the_answer_grows(service: Any) -> None:
    service.phrased = PHRASED
    desk = Desk(service)
    views = list(desk.answers(desk.ask((), QUESTION).conversation))
    replies = [view.bubbles[1]["content"] for view in views]
    assert len(replies) == 4
    assert "Douze ruches" not in replies[0]
    assert "Douze ruches" in replies[1]
    assert "depuis mai" not in replies[1]
    assert "depuis mai" in replies[2]
    assert "*Réponse rédigée.*" in replies[3]
    assert desk.stop(views[1].conversation).conversation == views[1].conversation


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_model_writes_is_shown_as_text_with_our_links_alone(service: Any, payload: str) -> None:
    answer = replace(service.ask(QUESTION), answer=f"{payload} [1]. {payload} [9].", notices=(payload,))
    shown = reply_markdown(Exchange(QUESTION, answer), 0)
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(shown)
    inside = [token for block in tokens for token in [block, *(block.children or [])]]
    assert not {token.type for token in inside} & {"html_block", "html_inline", "image", "fence", "table_open"}
    assert {token.attrs["href"] for token in inside if token.type == "link_open"} <= {"#src-0-1", "#src-0-2"}
