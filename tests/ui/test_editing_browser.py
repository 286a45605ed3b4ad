"""Articles added and removed in the page: what is chosen, how far it has come, what came of it."""

from pathlib import Path
from typing import Any

import pytest
from payloads import PAYLOADS
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def articles(page: Page, address: str) -> Page:
    page.goto(f"{address}/articles")
    page.get_by_text("Ajouter des articles").click()
    return page


def choose(page: Page, *files: Path) -> None:
    page.locator("input[type=file]").set_input_files(list(files))
    page.get_by_role("button", name="Ajouter", exact=True).click()


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_good_file_and_a_bad_one(articles: Page, tmp_path: Path, address: str) -> None:
    good, bad = (
        written(tmp_path, "phare.txt", "Le phare éclaire douze bateaux.".encode()),
        written(tmp_path, "x.heic", b"x"),
    )
    articles.locator("input[type=file]").set_input_files([good, bad])
    expect(articles.locator(".chosen")).to_have_text("2 fichiers\u00a0: phare.txt, x.heic")
    choose(articles, good, bad)
    told = articles.locator(".change")
    expect(told).to_contain_text("Ajouté\u00a0: phare")
    expect(told).to_contain_text("Refusé\u00a0: x.heic (le format .heic n’est pas lu)")
    expect(articles.locator("h1")).to_have_text("4 articles")
    articles.goto(address)
    articles.locator("#question textarea").fill("Combien de bateaux le phare éclaire-t-il ?")
    articles.keyboard.press("Enter")
    expect(articles.locator("#src-0-1 mark")).to_have_text("Le phare éclaire douze bateaux.")


def test_how_far_it_has_come_is_shown(articles: Page, service: Any, tmp_path: Path) -> None:
    service.delay = 0.5
    choose(articles, *(written(tmp_path, f"{number}.txt", b"Un.") for number in range(4)))
    expect(articles.locator(".change progress[value='2']")).to_be_visible()
    expect(articles.locator(".change")).to_contain_text("Ajouté")
    expect(articles.locator(".change progress")).to_have_count(0)


def test_what_is_too_large_is_not_sent(articles: Page, service: Any, tmp_path: Path) -> None:
    articles.evaluate("document.querySelector('#add').dataset.most = 10")
    choose(articles, written(tmp_path, "a.txt", b"x" * 11))
    expect(articles.locator("#add .state")).to_contain_text("Trop gros")
    assert len(service.library) == 3


def test_an_article_is_removed_by_the_keyboard(articles: Page, service: Any) -> None:
    articles.get_by_label("Retirer Le train de nuit revient").press("Enter")
    articles.keyboard.press("Tab")
    articles.keyboard.press("Enter")
    expect(articles.locator(".change")).to_contain_text("Retiré\u00a0: Le train de nuit revient")
    assert "train" not in {article.id for article in service.library}


def test_hostile_names_are_shown_as_text(articles: Page, tmp_path: Path) -> None:
    files = [{"name": name or "x", "mimeType": "text/plain", "buffer": b"x"} for name in PAYLOADS]
    articles.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    articles.get_by_role("button", name="Ajouter", exact=True).click()
    expect(articles.locator(".change .refused")).not_to_have_count(0)
    assert articles.evaluate("window.harmed") is None
    assert articles.locator(".change *:not(p, strong, a, span)").count() == 0
    assert articles.evaluate("document.documentElement.scrollWidth") <= 1280
