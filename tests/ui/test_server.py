import os
import socket
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus.errors import PresseError
from ui.server import LOOPBACK, Access, build_app, check_port
from ui.shield import MAX_BODY


def test_the_chat_is_at_the_root_under_a_strict_policy(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=pyproject.toml",
        "/gradio_api/file/pyproject.toml",
        "/gradio_api/proxy=https://a.example/",
        "/gradio_api/deep_link",
        "/gradio_api/runs",
        "/gradio_api/openapi.json",
        "/gradio_api/call/submit",
        "/docs",
        "/redoc",
    ],
)
def test_what_the_chat_does_not_use_is_closed(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, files={"files": b"x"}).status_code in (404, 405)


def test_other_sites_may_not_ask(client: TestClient) -> None:
    body = {"question": "Combien de ruches ?"}
    for origin, status in (("http://evil.example", 403), ("null", 403), ("http://testserver", 200)):
        assert client.post("/api/ask", json=body, headers={"Origin": origin}).status_code == status


def test_only_names_of_this_machine_are_answered_to(service: Any) -> None:
    app = build_app(service, Access(LOOPBACK))
    with TestClient(app) as client:
        for host, status in (("localhost:7860", 200), ("127.0.0.1", 200), ("[::1]:7860", 200), ("evil.example", 421)):
            assert client.get("/healthz", headers={"Host": host}).status_code == status


def test_a_forwarded_host_is_not_believed(client: TestClient) -> None:
    assert "evil.example" not in client.get("/", headers={"X-Forwarded-Host": "evil.example"}).text


@pytest.mark.parametrize("declared", [True, False])
def test_a_huge_body_is_refused(client: TestClient, declared: bool) -> None:
    chunks = [b"x" * MAX_BODY, b"x"]
    said = client.post("/api/ask", content=b"".join(chunks) if declared else iter(chunks))
    assert (said.status_code, list(said.json())) == (413, ["detail"])


def test_a_port_in_use_says_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PresseError, match=f"cannot listen on 127.0.0.1:{port} .*--port"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("no.such.host.invalid", 1), ("127.0.0.1", 99999)])
def test_an_address_that_cannot_be_is_one_line(host: str, port: int) -> None:
    with pytest.raises(PresseError, match="cannot listen"):
        check_port(host, port)


def test_libraries_are_told_to_stay_at_home() -> None:
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert os.environ["HF_HUB_OFFLINE"] == "1"
