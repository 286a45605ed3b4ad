"""Which reader reads a file: its contents decide before its ending does."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from corpus.errors import UnreadableError
from corpus.formats.archive import read_zip
from corpus.formats.decoding import decode, is_binary
from corpus.formats.draft import Draft, Refused
from corpus.formats.mail import read_mail
from corpus.formats.office import read_docx, read_odt, read_rtf
from corpus.formats.page import read_page
from corpus.formats.pdf import read_pdf
from corpus.formats.plain import read_markdown, read_text
from corpus.formats.tables import kind_of_records, read_json, read_json_lines, read_table

LARGEST = 64 * 2**20  # bytes of a file that is read

_DEEPEST = 2  # archives within archives
_READERS: Mapping[str, Callable[[bytes], Iterator[Draft | Refused]]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".eml": read_mail,
    ".csv": read_table,
    ".tsv": read_table,
    ".json": read_json,
    ".jsonl": read_json_lines,
}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(rb"</(?:p|div|h1|body|article|span|a)>", re.IGNORECASE)
_HEADERS = re.compile(rb"(?:[A-Z][\w-]{1,40}: ?[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}\r?\n")
_MAIL = re.compile(rb"^(?:from|mime-version|message-id|received|return-path): ", re.IGNORECASE | re.MULTILINE)
_SENTENCE_END = re.compile(r"\w{2}[.!?…]+[»”\"')\s]*(?:\s|$)")
_SENTENCES, _LETTERS = 3, 0.9  # of a text without a known ending: its sentences, its share of letters and spaces
_SHORTEST_TEXT, _LOOKED_AT = 200, 100_000  # characters
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")


def read(data: bytes, name: str, depth: int = 0) -> Iterator[Draft | Refused]:
    """Yield the articles in a file of this name; raises UnreadableError with the reason where it has none."""
    if not data.strip():
        raise UnreadableError("empty file")
    if len(data) > LARGEST:
        raise UnreadableError(f"too large: more than {LARGEST // 2**20} MB")
    kind = kind_of(data, PurePosixPath(name).suffix.lower())
    if kind == ".zip":
        if depth >= _DEEPEST:
            raise UnreadableError("an archive within too many archives")
        yield from read_zip(data, lambda member, path: read(member, path, depth + 1))
    elif kind in _READERS:
        yield from _READERS[kind](data)
    else:
        raise UnreadableError(f"no reader for {kind or 'a file without an ending'}")


def kind_of(data: bytes, ending: str) -> str:
    """Return the ending that the contents deserve; raises UnreadableError for kinds known to hold no text."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED_OFFICE in data:
            raise UnreadableError("encrypted: it asks for a password")
        raise UnreadableError("an old Word document (.doc): save it as .docx or .pdf first")
    if data.startswith(_PICTURES):
        raise UnreadableError("a picture, binary: it needs optical character recognition first")
    return _kind_of_text(data, ending)


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableError("a damaged archive") from error
    if "word/document.xml" in names:
        return ".docx"
    return ".odt" if {"mimetype", "content.xml"} <= names else ".zip"


def _kind_of_text(data: bytes, ending: str) -> str:
    if ending in (".pdf", ".docx", ".odt", ".rtf", ".zip"):
        if is_binary(data):
            raise UnreadableError(f"binary, but not a {ending} file, or a damaged one")
        ending = ".txt"
    head = data[:4096]
    if _PAGE.match(head):
        return ".html"
    if ending in (".html", ".htm") and not _TAGS.search(data):
        return ".txt"
    if ending in (".txt", "") and _HEADERS.match(data) and _MAIL.search(head):
        return ".eml"
    if ending != ".md" and (ending == ".txt" or ending not in _READERS):
        return kind_of_records(data) or (".txt" if ending not in _READERS and _is_prose(data) else ending)
    return ending


def _is_prose(data: bytes) -> bool:
    """Tell sentences, nearly all of letters, from code, settings and figures."""
    try:
        text = decode(data[:_LOOKED_AT]).strip()
    except UnreadableError:
        return False
    letters = sum(c.isalpha() or c.isspace() for c in text)
    return (
        len(text) >= _SHORTEST_TEXT
        and letters >= _LETTERS * len(text)
        and len(_SENTENCE_END.findall(text)) >= _SENTENCES
    )
