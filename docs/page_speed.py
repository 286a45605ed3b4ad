"""Measure the page as a reader has it: `python docs/page_speed.py` (needs Chromium and the dev dependencies).

Over the default index, in a fresh browser each time: until the question box can be used, from Enter until the answer
is on screen, and ten readers who ask at once. Prints medians and slowest, in milliseconds.
"""

import shutil
import statistics
import sys
import time
from collections.abc import Sequence

from playwright.sync_api import Browser, Page, sync_playwright
from screenshots import serving

ROUNDS, READERS = 5, 10
QUESTIONS = (
    "Quand le cinquième Technopark a-t-il été inauguré ?",
    "Combien de startups SPARK compte-t-on en Égypte ?",
    "Quels partenaires le Technopark a-t-il trouvés au GITEX ?",
    "Qui a gagné le derby ?",
)


def main() -> int:
    """Print what was measured; returns the exit code."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("page_speed: no Chromium found", file=sys.stderr)
        return 1
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        _tell("question box on screen", [_opened(browser, address)[1] for _ in range(ROUNDS)])
        page, _ = _opened(browser, address)
        _tell("answer on screen after Enter", [_answered(page, question) for question in QUESTIONS * ROUNDS])
        _tell(f"answer on screen, {READERS} readers at once", _all_at_once(browser, address))
        browser.close()
    return 0


def _opened(browser: Browser, address: str) -> tuple[Page, float]:
    page = browser.new_context(reduced_motion="reduce").new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("#question textarea").wait_for()
    return page, _since(start)


def _answered(page: Page, question: str) -> float:
    start = _ask(page, question)
    _wait(page)
    return _since(start)


def _ask(page: Page, question: str) -> float:
    page.evaluate("document.querySelectorAll('#sources .turn[open]').forEach((turn) => turn.removeAttribute('open'))")
    box = page.locator("#question textarea")
    box.fill(question)
    start = time.perf_counter()
    box.press("Enter")
    return start


def _wait(page: Page) -> None:
    page.locator("#sources .turn[open]").wait_for()


def _all_at_once(browser: Browser, address: str) -> list[float]:
    pages = [_opened(browser, address)[0] for _ in range(READERS)]
    starts = [_ask(page, QUESTIONS[number % len(QUESTIONS)]) for number, page in enumerate(pages)]
    took = []
    for page, start in zip(pages, starts, strict=True):
        _wait(page)
        took.append(_since(start))
    return took


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _tell(what: str, times: Sequence[float]) -> None:
    print(f"{what:<40} median {statistics.median(times):6.0f}  slowest {max(times):6.0f}  of {len(times)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
