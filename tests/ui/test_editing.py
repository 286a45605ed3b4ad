"""Articles added and removed over HTTP, as the page's forms do, and what is told of it."""

import re
import time
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient
from payloads import PAYLOADS

from corpus.errors import MissingIndexError, StoredIndexError
from ui.server import Access, build_app
from ui.shield import MAX_BODY, MAX_UPLOAD

HERE = {"Origin": "http://testserver"}


def hand_in(client: TestClient, *files: tuple[str, bytes]) -> str:
    """Hand files in and return the page that tells what came of them, once it has ended."""
    return ended(client, client.post("/articles", files=[("files", file) for file in files], headers=HERE).text)


def ended(client: TestClient, page: str) -> str:
    """Follow the change a page tells of until it has ended; returns what it says then."""
    while follow := re.search(r'data-follow="([^"]+)"', page):
        time.sleep(0.01)
        page = client.get(follow[1]).text
    return unescape(page)


def test_an_article_is_added_and_told_with_its_address(client: TestClient, service: Any) -> None:
    said = hand_in(client, ("phare.txt", "Le phare a été rallumé.".encode()))
    assert 'Ajouté\u00a0: </strong><a href="/articles/phare">phare</a>' in said
    assert "Le phare a été rallumé." in client.get("/articles/phare").text


def test_a_file_that_cannot_be_read_is_told_with_its_reason_in_french(client: TestClient) -> None:
    said = hand_in(client, ("photo.heic", b"\x00"), ("phare.txt", b"Un phare."))
    assert "Refusé\u00a0: </strong>photo.heic (le format .heic n’est pas lu)" in said
    assert "phare</a>" in said


def test_how_far_it_has_come_is_told_until_it_has_ended(client: TestClient, service: Any) -> None:
    service.delay = 0.2
    page = client.post("/articles", files=[("files", (f"{n}.txt", b"Un.")) for n in range(4)], headers=HERE).text
    assert "Ajout de 4 fichiers" in page
    follow = re.search(r'data-follow="([^"]+)"', page)
    assert follow
    told = ""
    while "<progress max=" not in told:
        told = client.get(follow[1]).text
        assert "data-follow" in told
    assert re.search(r"[1-4] phrases et passages sur 4", told)
    assert ended(client, told).count("Ajouté") == 4


def test_changes_run_one_after_the_other(client: TestClient, service: Any) -> None:
    service.delay = 0.05
    pages = [client.post("/articles", files=[("files", (f"f{n}.txt", b"Un."))], headers=HERE).text for n in range(5)]
    assert all("Ajouté" in ended(client, page) for page in pages)
    assert {f"f{n}" for n in range(5)} <= {article.id for article in service.library}


def test_an_article_is_removed(client: TestClient, service: Any) -> None:
    said = ended(client, client.post("/retrait", data={"article": "ruches"}, headers=HERE).text)
    assert "Retiré\u00a0: </strong>Des ruches sur les toits de la mairie" in said
    assert client.get("/articles/ruches").status_code == 404
    assert client.post("/retrait", data={"article": "ruches"}, headers=HERE).status_code == 404


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StoredIndexError("no"), "ne peut pas être écrit"),
        (MissingIndexError("no"), "presse build"),
        (OSError(), "inattendue"),
    ],
)
def test_a_failure_is_told_and_changes_nothing(client: TestClient, service: Any, error: Exception, said: str) -> None:
    service.error = error
    answer = client.post("/articles", files=[("files", ("b.txt", b"Un."))], headers=HERE, follow_redirects=False)
    followed = re.search(r"suivi=([\w-]+)", answer.headers["Location"])
    assert followed
    shown = ended(client, client.get(f"/suivi/{followed[1]}").text)
    assert "Rien n’a changé." in shown
    assert said in shown


def test_nothing_chosen_changes_nothing(client: TestClient, service: Any) -> None:
    before = service.library
    assert client.post("/articles", files=[("files", ("", b""))], headers=HERE).status_code == 200
    assert client.post("/articles", headers=HERE).status_code == 200
    assert service.library == before


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Origin": "http://evil.example"}])
def test_only_the_page_itself_may_change_the_corpus(client: TestClient, service: Any, headers: dict[str, str]) -> None:
    before = service.library
    assert client.post("/articles", files=[("files", ("a.txt", b"Un."))], headers=headers).status_code == 403
    assert client.post("/retrait", data={"article": "ruches"}, headers=headers).status_code == 403
    assert service.library == before


def test_only_what_is_handed_in_may_be_large(client: TestClient) -> None:
    large = b"x" * (MAX_BODY + 1)
    assert "Refusé" in hand_in(client, ("large.bin", large))
    assert client.post("/retrait", content=large, headers=HERE).status_code == 413
    assert client.post("/articles", content=b"x" * (MAX_UPLOAD + 1), headers=HERE).status_code == 413


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_file_name_is_shown_as_text(client: TestClient, payload: str) -> None:
    said = client.post("/articles", files=[("files", (payload, b"x"))], headers=HERE).text
    while follow := re.search(r'data-follow="([^"]+)"', said):
        said = client.get(follow[1]).text
    section = said[said.index('<section class="change"') :]
    inside = section[: section.index("</section>")]
    assert set(re.findall(r"<(\w+)", inside)) <= {"section", "p", "strong", "a", "span"}
    assert not re.search(r'href="(?!/articles/)', inside)


@pytest.fixture(scope="module")
def read_only(newspaper: Any) -> Iterator[TestClient]:
    with TestClient(build_app(newspaper, Access())) as client:
        yield client


def test_where_it_is_not_allowed_there_is_no_way(read_only: TestClient) -> None:
    page = read_only.get("/articles")
    assert "Retirer" not in page.text
    assert "<script" not in page.text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert read_only.post("/articles", files=[("files", ("a.txt", b"Un."))], headers=HERE).status_code in (404, 405)
    assert read_only.post("/retrait", data={"article": "ruches"}, headers=HERE).status_code in (404, 405)
    assert read_only.get("/suivi/x").status_code == 404
