"""With a password, nothing answers without it: no page, no chat, no API."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rag import Settings
from ui.server import LOOPBACK, Access, access_at, build_app

SECRET = "très : secret"


@pytest.fixture(scope="module")
def locked(newspaper: Any) -> Iterator[TestClient]:
    with TestClient(build_app(newspaper, Access(password=SECRET))) as client:
        yield client


def basic(credentials: bytes) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(credentials).decode()}"}


@pytest.mark.parametrize(
    "path", ["/", "/articles", "/articles/ruches", "/qualite", "/api/articles", "/healthz", "/web/page.css", "/config"]
)
def test_nothing_is_shown_without_it(locked: TestClient, path: str) -> None:
    refused = locked.get(path)
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Basic ")
    assert "default-src" in refused.headers["Content-Security-Policy"]
    assert locked.get(path, headers=basic(f"moi:{SECRET}".encode())).status_code == 200


@pytest.mark.parametrize("path", ["/api/ask", "/conversation", "/gradio_api/queue/join", "/gradio_api/run/predict"])
def test_nothing_is_done_without_it(locked: TestClient, path: str) -> None:
    assert locked.post(path, json={"question": "Combien de ruches ?"}).status_code == 401


@pytest.mark.parametrize(
    "header",
    [
        {"Authorization": SECRET.encode()},
        {"Authorization": "Basic"},
        {"Authorization": "Basic %%%"},
        {"Authorization": "Bearer " + b64encode(f":{SECRET}".encode()).decode()},
        basic(b""),
        basic(SECRET.encode()),
        basic(b":"),
        basic(f":{SECRET} ".encode()),
        basic(b":\xff\xfe"),
    ],
)
def test_anything_else_is_refused(locked: TestClient, header: dict[str, str]) -> None:
    assert locked.get("/healthz", headers=header).status_code == 401


@pytest.mark.parametrize(
    ("host", "settings", "editable"),
    [
        ("127.0.0.1", Settings(), True),
        ("::1", Settings(), True),
        ("0.0.0.0", Settings(), False),
        ("0.0.0.0", Settings(password=SECRET), True),
        ("0.0.0.0", Settings(password=SECRET, editable=False), False),
        ("127.0.0.1", Settings(editable=False), False),
    ],
)
def test_beyond_this_machine_articles_change_under_a_password_only(
    host: str, settings: Settings, editable: bool
) -> None:
    access = access_at(host, settings)
    assert access == Access(LOOPBACK if host in LOOPBACK else None, editable, settings.password)


def test_a_password_is_not_shown_with_the_settings() -> None:
    assert SECRET not in repr(Settings(password=SECRET))
    assert SECRET not in repr(access_at("127.0.0.1", Settings(password=SECRET)))
