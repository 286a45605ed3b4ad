"""Documents of word processors: Word, OpenDocument, RTF."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from odf import teletype
from odf.namespaces import TEXTNS
from odf.opendocument import load
from striprtf.striprtf import rtf_to_text

from corpus.errors import UnreadableError
from corpus.facts import Facts
from corpus.formats.draft import Draft, statement

_HEADING, _PARAGRAPH = (TEXTNS, "h"), (TEXTNS, "p")
_TITLE_STYLES = ("title", "titre", "heading 1", "titre 1")


def read_docx(data: bytes) -> Iterator[Draft]:
    """Read a Word document: paragraphs and tables in order, its title by its style or its properties."""
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, zipfile.BadZipFile, OpcError) as error:
        raise UnreadableError("not a Word document that can be opened") from error
    lines: list[str] = []
    styled: str | None = None
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [" ; ".join(cell.text.strip() for cell in row.cells) for row in block.rows]
            continue
        style = (block.style.name or "").lower() if block.style else ""
        if style in _TITLE_STYLES and not styled:
            styled = block.text.strip()
        lines.append(block.text)
    facts = Facts(title=styled or None, author=_author(document.core_properties.author))
    yield Draft("\n\n".join(lines), statement("document", facts))


def _author(name: str) -> str | None:
    """Word processors sign with the name of the software or of nobody."""
    return name if " " in name.strip() and "docx" not in name.lower() else None


def read_odt(data: bytes) -> Iterator[Draft]:
    """Read an OpenDocument text: headings and paragraphs in order."""
    try:
        document = load(io.BytesIO(data))
    except Exception as error:  # odfpy lets the errors of zipfile, of expat and its own through
        raise UnreadableError("not an OpenDocument text that can be opened") from error
    lines, title = [], None
    for element in _elements(document.text, {_HEADING, _PARAGRAPH}):
        line = teletype.extractText(element).strip()
        lines.append(line)
        if not title and element.qname == _HEADING and element.getAttribute("outlinelevel") in (1, "1"):
            title = line
    yield Draft("\n\n".join(lines), statement("document", Facts(title=title)))


def _elements(node: Any, names: set[tuple[str, str]]) -> Iterator[Any]:
    for child in node.childNodes:
        if child.qname in names:
            yield child
        else:
            yield from _elements(child, names)


_rtf_to_text: Callable[..., str] = rtf_to_text  # striprtf has no types


def read_rtf(data: bytes) -> Iterator[Draft]:
    """Read rich text."""
    try:
        text = _rtf_to_text(data.decode("cp1252", errors="replace"), errors="replace")
    except Exception as error:  # striprtf meets damaged groups with whatever error comes
        raise UnreadableError("not a rich text that can be opened") from error
    yield Draft(text)
