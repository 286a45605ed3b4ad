"""A file is known by what it holds, whatever it is called; what holds no text says why it was refused."""

from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.formats.draft import Draft
from corpus.readers import kind_of, read

FILES = Path(__file__).parents[1] / "pages" / "files"


@pytest.mark.parametrize(
    "name", ["cutting.pdf", "word.docx", "writer.odt", "rich.rtf", "archive.zip", "wordpress.html"]
)
def test_contents_decide_before_the_ending(name: str) -> None:
    data = (FILES / name).read_bytes()
    assert kind_of(data, ".txt") == Path(name).suffix
    assert all(isinstance(item, Draft) for item in read(data, "wrong.txt"))


def test_a_message_saved_as_text_is_a_message() -> None:
    assert kind_of((FILES / "letter.eml").read_bytes(), ".txt") == ".eml"


def test_text_called_a_page_is_text() -> None:
    (draft,) = read("Un texte sans balise, mais appelé page. ".encode() * 3, "a.html")
    assert isinstance(draft, Draft)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "empty file"),
        (b"\x89PNG\r\n", "a.txt", "picture"),
        (b"\xd0\xcf\x11\xe0old", "a.doc", "old Word document"),
        (b"%PDF-1.7 damaged", "a.pdf", "damaged PDF"),
        (b"\x00\x01\x02", "a.pdf", "binary, but not a .pdf"),
        (b"<html><body></body></html>", "a.html", "page without text"),
        (b"From: a@b.c\nSubject: x\n\n", "a.eml", "message without text"),
        (b"texte", "LISEZMOI", "no reader for a file without an ending"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        list(read(data, name))
