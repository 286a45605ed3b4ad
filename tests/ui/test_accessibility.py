"""axe-core finds no violation: every page, light and dark, wide and narrow."""

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
WIDTHS = {"wide": 1280, "narrow": 390}


@pytest.fixture(params=[(scheme, width) for scheme in ("light", "dark") for width in WIDTHS], ids="-".join)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, width = request.param
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


def test_the_chat(reader: Page, address: str) -> None:
    reader.goto(address)
    box = reader.locator("#question textarea")
    box.wait_for()
    reader.locator("#conversation .example").first.wait_for()
    reader.get_by_role("button", name="Limiter la recherche").click()
    faults = violations(reader)
    for question, seen in (("Combien de ruches sur les toits ?", ".turn.cited"), ("Qui a gagné ?", ".turn.near")):
        box.fill(question)
        box.press("Enter")
        reader.locator(f"#sources {seen}").wait_for()
        reader.wait_for_timeout(500)
        faults += violations(reader)
    assert faults == []


def test_adding_and_removing(reader: Page, address: str, tmp_path: Path) -> None:
    reader.goto(f"{address}/articles")
    reader.get_by_text("Ajouter des articles").click()
    reader.get_by_label("Retirer Le train de nuit revient").click()
    faults = violations(reader)
    (tmp_path / "phare.txt").write_text("Le phare est rallumé.")
    (tmp_path / "x.heic").write_text("x")
    reader.locator("input[type=file]").set_input_files([tmp_path / "phare.txt", tmp_path / "x.heic"])
    reader.get_by_role("button", name="Ajouter", exact=True).click()
    reader.locator(".change .refused").wait_for()
    assert faults + violations(reader) == []


ARTICLE = "/articles/marees?start=0&end=75&short_start=37&short_end=40"


@pytest.mark.parametrize("path", ["/articles", ARTICLE, "/articles/inconnu", "/qualite"])
def test_the_plain_pages(reader: Page, address: str, path: str) -> None:
    reader.goto(address + path)
    assert violations(reader) == []
