"""The report in a browser: everything in view on a wide screen, on a phone and in the dark, nothing fetched."""

from pathlib import Path
from typing import Literal

import pytest
from outcomes import random_outcomes, report_of
from playwright.sync_api import Browser

from eval.page import report_page

pytestmark = pytest.mark.browser

OUTSIDE = """() => [...document.querySelectorAll('main *, header *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && (box.right > document.documentElement.clientWidth + 1 || box.left < -1);
}).map(e => e.outerHTML.slice(0, 80))"""
CUT = """() => [...document.querySelectorAll('svg text')].filter(text => {
  const box = text.getBoundingClientRect(), canvas = text.ownerSVGElement.getBoundingClientRect();
  return box.left < canvas.left - 1 || box.right > canvas.right + 1 || box.top < canvas.top - 1
    || box.bottom > canvas.bottom + 1;
}).map(text => text.textContent)"""
OVERLAPPING = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  return texts.flatMap(([one, a], i) => texts.slice(i + 1).filter(([, b]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3
  ).map(([other]) => `${one} / ${other}`));
})"""


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (768, "light"), (390, "light")])
def test_nothing_is_cut_nor_overlaps(
    browser: Browser, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    path = tmp_path / "report.html"
    path.write_text(report_page(report_of(random_outcomes(1))), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAPPING) == []
    assert fetched == [path.as_uri()]
    page.close()


def test_on_paper_it_is_as_wide_as_the_sheet(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(report_page(report_of(random_outcomes(1))), "utf-8")
    page = browser.new_page(viewport={"width": 720, "height": 1000})
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
