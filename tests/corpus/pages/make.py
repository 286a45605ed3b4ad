# ruff: noqa: E501  (markup and sentences are easier to read whole)
"""Write the test pages: `python tests/corpus/pages/make.py` (needs Chromium for innerText and for the PDFs).

Each story stands in several layouts. `reference.jsonl` holds what a perfect reader would find in each file.
"""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from itertools import cycle
from pathlib import Path

import docx
from conventions import CONVENTIONS
from layouts import PAGES, wordpress
from odf.opendocument import OpenDocumentText
from odf.text import H, P
from playwright.sync_api import Page, sync_playwright
from stories import STORIES, Story
from texts import TEXTS, europresse_page, europresse_text, labelled

HERE = Path(__file__).parent
FILES = HERE / "files"

# Layouts whose text, once the markup is gone, shows no date.
UNDATED = {"hashed_classes", "portal_articlebody", "meta_only"}


def main() -> None:
    """Write every file and its reference."""
    shutil.rmtree(FILES, ignore_errors=True)
    FILES.mkdir()
    references: list[dict[str, str | None]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, data, stories, dated in files(browser.new_page()):
            (FILES / name).write_bytes(data)
            references += [reference(name, story, dated) for story in stories]
        browser.close()
    lines = (json.dumps(r, ensure_ascii=False) for r in references)
    (HERE / "reference.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def reference(name: str, story: Story, dated: bool) -> dict[str, str | None]:
    return {"path": name, "title": story.title, "published": story.published if dated else None, "body": story.body}


def files(page: Page) -> Iterator[tuple[str, bytes, Sequence[Story], bool]]:
    """Yield the name of each file, its bytes, the stories in it, and whether it states their dates."""
    turn = cycle(STORIES)
    for layout in PAGES:
        story = next(turn)
        html = layout(story)
        yield f"{layout.__name__}.html", html.encode(), [story], True
        page.set_content(html)
        text = page.evaluate("document.body.innerText")
        yield f"{layout.__name__}-inner.txt", text.encode(), [story], layout.__name__ not in UNDATED
    for text_layout, ending in TEXTS:
        story = next(turn)
        yield (
            f"{text_layout.__name__}.{ending}",
            text_layout(story).encode(),
            [story],
            text_layout.__name__ != "headlines",
        )
    for convention, story, dated in CONVENTIONS:
        yield f"{convention.__name__}.txt", convention(story).encode(), [story], dated
    yield from documents(page)
    yield from collections()


def documents(page: Page) -> Iterator[tuple[str, bytes, Sequence[Story], bool]]:
    a, b, c, d, e, f, g, h, *_ = STORIES
    yield "latin.html", wordpress(a).replace("utf-8", "windows-1252").encode("cp1252", "xmlcharrefreplace"), [a], True
    yield "word.docx", word(b), [b], True
    yield "writer.odt", writer(c), [c], True
    yield "rich.rtf", rich(d), [d], True
    yield "letter.eml", letter(e), [e], True
    yield "cutting.pdf", pdf(page, f, columns=1), [f], True
    yield "columns.pdf", pdf(page, g, columns=2), [g], True
    yield "three-columns.pdf", pdf(page, h, columns=3), [h], True


def collections() -> Iterator[tuple[str, bytes, Sequence[Story], bool]]:
    yield "europresse.txt", europresse_text(STORIES[:4]).encode(), STORIES[:4], True
    yield "europresse.html", europresse_page(STORIES[4:8]).encode(), STORIES[4:8], True
    yield "labelled.txt", labelled(STORIES[8:]).encode(), STORIES[8:], True
    yield (
        "base.csv",
        table(STORIES[:3], ("Titre", "Journal", "Date de parution", "Auteur", "Texte intégral"), ";"),
        STORIES[:3],
        True,
    )
    yield "base.tsv", table(STORIES[3:6], ("headline", "publisher", "date", "byline", "body"), "\t"), STORIES[3:6], True
    records = [
        {
            "headline": s.title,
            "source": {"name": s.outlet},
            "datePublished": f"{s.published}T00:00:00Z",
            "articleBody": s.body,
        }
        for s in STORIES
    ]
    yield "lines.jsonl", "\n".join(json.dumps(r, ensure_ascii=False) for r in records[6:9]).encode(), STORIES[6:9], True
    yield (
        "nested.json",
        json.dumps({"meta": {"n": 3}, "articles": records[9:]}, ensure_ascii=False).encode(),
        STORIES[9:],
        True,
    )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo("a/un.html"), PAGES[2](STORIES[0]))
        packed.writestr(zipfile.ZipInfo("b/deux.txt"), TEXTS[1][0](STORIES[1]))
    yield "archive.zip", archive.getvalue(), STORIES[:2], True


def table(stories: Sequence[Story], columns: Sequence[str], delimiter: str) -> bytes:
    file = io.StringIO()
    writer_ = csv.writer(file, delimiter=delimiter)
    writer_.writerow(columns)
    writer_.writerows((s.title, s.outlet, s.spelled, s.author, s.body) for s in stories)
    return ("\ufeff" + file.getvalue()).encode()


def word(s: Story) -> bytes:
    document = docx.Document()
    document.add_heading(s.title, 0)
    document.add_paragraph(f"Par {s.author}, {s.outlet}")
    document.add_paragraph(f"Publié le {s.spelled}")
    for paragraph in s.body.split("\n\n"):
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def writer(s: Story) -> bytes:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text=s.title))
    document.text.addElement(P(text=f"{s.outlet}, le {s.spelled}"))
    for paragraph in s.body.split("\n\n"):
        document.text.addElement(P(text=paragraph))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def rich(s: Story) -> bytes:
    def encoded(text: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)

    parts = [s.title, f"Publié le {s.spelled}", *s.body.split("\n\n")]
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}\\f0 " + "\\par\n".join(map(encoded, parts)) + "}"
    ).encode()


def letter(s: Story) -> bytes:
    message = EmailMessage()
    message["From"] = f"{s.outlet} <lettre@exemple.org>"
    message["To"] = "lecteur@exemple.org"
    message["Subject"] = s.title
    message["Date"] = format_datetime(datetime.fromisoformat(f"{s.published}T06:00:00+01:00"))
    message.set_content("Ce message est en HTML.")
    paragraphs = "".join(f"<p>{escape(p, quote=False)}</p>" for p in s.body.split("\n\n"))
    html = f"<html><body><table><tr><td><h1>{s.title}</h1>{paragraphs}</td></tr><tr><td>Se désabonner</td></tr></table></body></html>"
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def pdf(page: Page, s: Story, columns: int) -> bytes:
    paragraphs = "".join(f"<p>{escape(p, quote=False)}</p>" for p in s.body.split("\n\n"))
    page.set_content(
        f"<html lang='fr'><style>body{{font:11pt serif}} .c{{column-count:{columns};text-align:justify;hyphens:auto}}</style>"
        f"<h1>{s.title}</h1><p>Par {s.author}</p><p>{s.outlet}, {s.spelled}</p><div class='c'>{paragraphs}</div></html>"
    )
    return page.pdf(format="A5", margin={"top": "1cm", "bottom": "1cm", "left": "1cm", "right": "1cm"})


if __name__ == "__main__":
    main()
