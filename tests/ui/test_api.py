import json
from dataclasses import asdict
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus.errors import (
    CorpusError,
    DamagedIndexError,
    MismatchedIndexError,
    MissingIndexError,
    ModelError,
    PresseError,
    QuestionError,
)
from rag import Turn

QUESTION = "Combien de ruches ont été installées sur les toits ?"


def test_ask_gives_the_answer_as_the_assistant_gave_it(client: TestClient, service: Any) -> None:
    said = client.post("/api/ask", json={"question": QUESTION, "top_k": 2})
    assert said.status_code == 200
    assert said.json() == json.loads(json.dumps(asdict(service.ask(QUESTION, top_k=2))))
    citation = said.json()["citations"][0]
    text = client.get(f"/api/articles/{citation['article_id']}").json()["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_ask_passes_the_conversation_on(client: TestClient, service: Any) -> None:
    past = [{"question": "Qui ?", "answer": "Elle."}]
    assert client.post("/api/ask", json={"question": QUESTION, "history": past}).status_code == 200
    assert service.asked == [(QUESTION, (Turn("Qui ?", "Elle."),))]


def test_search_gives_passages_best_first(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "ruches toits", "top_k": 2}).json()
    assert found[0]["article_id"] == "ruches"
    assert len(found) == 2


def test_articles_lists_what_was_kept_and_what_was_left_out(client: TestClient) -> None:
    files = client.get("/api/articles").json()
    assert [(file["path"], file["status"]) for file in files] == [
        ("marees.txt", "kept"),
        ("ruches.txt", "kept"),
        ("train.txt", "kept"),
        ("copie.txt", "duplicate"),
    ]
    assert set(files[0]) == {"id", "title", "source", "published", "path", "status", "why"}
    assert [file["why"] for file in client.get("/api/articles?status=duplicate").json()] == ["same text as train.txt"]


def test_healthz_counts_the_articles(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "articles": 3}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (QuestionError("empty"), 422),
        (MissingIndexError("no index"), 503),
        (DamagedIndexError("cut"), 503),
        (MismatchedIndexError("old"), 503),
        (ModelError("gone"), 503),
        (CorpusError("none"), 503),
        (PresseError("else"), 503),
    ],
)
def test_each_error_is_one_line_with_its_status(
    client: TestClient, service: Any, error: Exception, status: int
) -> None:
    service.error = error
    said = client.post("/api/ask", json={"question": QUESTION})
    assert (said.status_code, said.json()) == (status, {"detail": str(error)})


def test_a_bug_shows_nothing_of_itself(client: TestClient, service: Any) -> None:
    service.error = RuntimeError("secret\npath")
    said = client.post("/api/ask", json={"question": QUESTION})
    assert said.status_code == 500
    assert list(said.json()) == ["detail"]
    assert "secret" not in said.text


def test_a_missing_index_makes_the_server_unhealthy(client: TestClient, service: Any) -> None:
    service.error = MissingIndexError("no index")
    assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"question": 3}',
        '{"question": null}',
        '{"question": "a", "top_k": 0}',
        '{"question": "a", "top_k": "many"}',
        '{"question": "a", "history": [{"question": "b"}]}',
        '{"question": "a", "surprise": 1}',
        '{"question": "\\ud800"}',
    ],
)
def test_a_malformed_body_is_one_line(client: TestClient, body: str) -> None:
    said = client.post("/api/ask", content=body, headers={"Content-Type": "application/json"})
    assert said.status_code == 422
    assert list(said.json()) == ["detail"]
    assert "\n" not in said.json()["detail"]


def test_the_fault_is_named_with_its_place(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    said = [client.post("/api/ask", content=body, headers=headers).json()["detail"] for body in ("{", '{"top_k": 0}')]
    assert said == ["body: JSON decode error at character 1", "question: Field required"]


def test_an_unknown_article_is_not_found(client: TestClient) -> None:
    said = client.get("/api/articles/inconnu")
    assert (said.status_code, list(said.json())) == (404, ["detail"])


def test_an_unknown_address_of_the_api_is_not_the_chat(client: TestClient) -> None:
    assert client.get("/api/nothing").status_code == 404


def test_a_wrong_method_is_refused(client: TestClient) -> None:
    assert client.get("/api/ask").status_code in (404, 405)


def test_the_schema_documents_answers_and_errors(client: TestClient) -> None:
    schema = client.get("/api/openapi.json").json()
    answer = schema["components"]["schemas"]["Answer"]
    assert {"question", "answer", "abstained", "confidence", "citations", "passages"} <= set(answer["properties"])
    assert {"200", "422", "503"} <= set(schema["paths"]["/api/ask"]["post"]["responses"])


def test_a_question_can_be_asked_of_some_articles_only(client: TestClient) -> None:
    scope = {"outlets": ["Le Courrier du large"], "since": "2020"}
    said = client.post("/api/ask", json={"question": QUESTION, "scope": scope})
    assert said.status_code == 200
    assert {citation["article_id"] for citation in said.json()["citations"]} <= {"marees"}
    found = client.get("/api/search", params={"q": "ruches", "outlets": "Le Courrier du large", "until": "2022"}).json()
    assert {passage["article_id"] for passage in found} == {"marees"}
    refused = client.get("/api/search", params={"q": "ruches", "since": "hier"})
    assert (refused.status_code, "is no date" in refused.json()["detail"]) == (422, True)
    refused = client.post("/api/ask", json={"question": QUESTION, "scope": {"outlets": ["Aucun"]}})
    assert (refused.status_code, refused.json()) == (422, {"detail": "no article is in that scope"})
