"""Remake the screenshots of the README: `python docs/screenshots.py` (needs Chromium and the dev dependencies).

They show the shipped articles, through the index at PRESSE_INDEX_DIR or its default, which must have been built.
"""

import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from index import load_encoder
from rag import Settings
from rag.reader import load_reader
from ui.server import Access, build_app
from ui.service import IndexService

HERE = Path(__file__).parent
QUESTIONS = ("Quand le cinquième Technopark a-t-il été inauguré ?", "Qui a gagné le derby ?")
VIEWS = {"light": ("light", 1280, 860), "dark": ("dark", 1280, 860), "phone": ("light", 390, 844)}


def main() -> int:
    """Write one picture for each view and state; returns the exit code."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("screenshots: no Chromium found", file=sys.stderr)
        return 1
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (scheme, width, height) in VIEWS.items():
            _picture(browser, address, name, scheme, width, height)
        browser.close()
    return 0


@contextmanager
def serving() -> Iterator[str]:
    """Serve the default index on a free port of this machine; yields the address."""
    settings = Settings.from_environment(os.environ)
    reader = load_reader(settings.backend, settings.model_cache)
    service = IndexService(
        settings.index, lambda: load_encoder(settings.model, settings.backend, settings.model_cache), reader
    )
    service.open()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(build_app(service, Access(editable=True)), host="127.0.0.1", port=port, log_level="critical")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = server.force_exit = True
    thread.join(timeout=10)


def _picture(browser: Browser, address: str, name: str, scheme: str, width: int, height: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    box = page.locator("#question textarea")
    box.wait_for()
    for state, question in zip(("answer", "abstention"), QUESTIONS, strict=True):
        box.fill(question)
        box.press("Enter")
        page.locator("#sources .asked", has_text=question).wait_for()
        page.wait_for_timeout(500)
        page.screenshot(path=HERE / f"{name}-{state}.png")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
