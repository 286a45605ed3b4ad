"""PDF cuttings: text in reading order, column by column, by pdfminer."""

import io
import re
from collections.abc import Iterator, Sequence

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFPasswordIncorrect

from corpus.errors import UnreadableError
from corpus.facts import Facts
from corpus.formats.draft import Draft, statement

_HYPHENED = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_FINAL = re.compile(r"[.!?…:][\s»”\"’')\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page )?\W*\d{1,4}(?:\s?(?:/|sur)\s?\d{1,4})?\W*", re.IGNORECASE)
_SHORT = 0.9  # of its column's width: a line that ends before it ends a paragraph
_TITLE_SIZE = 1.3  # times the size of the text: the letters of a title
_MOST_PAGES = 300


def read_pdf(data: bytes) -> Iterator[Draft]:
    """Read a PDF; raises UnreadableError where it is encrypted, damaged, or a scan without text."""
    try:
        pages = list(extract_pages(io.BytesIO(data), maxpages=_MOST_PAGES, laparams=LAParams()))
    except PDFPasswordIncorrect as error:
        raise UnreadableError("encrypted: it asks for a password") from error
    except Exception as error:  # pdfminer meets damaged files with whatever error comes
        raise UnreadableError("a damaged PDF") from error
    boxes = [box for page in pages for box in _boxes(page)]
    if not boxes:
        raise UnreadableError("a scan without text: it needs optical character recognition first")
    title = _title(boxes)
    paragraphs = _joined([p for box in boxes for p in _paragraphs(box)])
    yield Draft("\n\n".join(paragraphs), statement("largest letters", Facts(title=title)))


def _boxes(page: LTPage) -> Iterator[list[LTTextLine]]:
    """Yield the lines of each box of a page in reading order, page numbers passed over."""
    for box in page:
        if isinstance(box, LTTextBox):
            lines = [line for line in box if isinstance(line, LTTextLine) and line.get_text().strip()]
            if lines and not _PAGE_NUMBER.fullmatch(_words(lines[0])):
                yield lines


def _paragraphs(lines: Sequence[LTTextLine]) -> Iterator[str]:
    """Yield the paragraphs of a box: a line that ends a sentence before the column does ends one."""
    right = max(line.x1 for line in lines)
    width = right - min(line.x0 for line in lines)
    text = ""
    for line in lines:
        text = _continued(text, _words(line))
        if line.x1 < right - (1 - _SHORT) * width and _FINAL.search(text):
            yield text
            text = ""
    if text:
        yield text


def _joined(paragraphs: Sequence[str]) -> list[str]:
    """Join what a column or a page broke in the middle of a sentence."""
    whole: list[str] = []
    for paragraph in paragraphs:
        if whole and paragraph[0].islower() and not _FINAL.search(whole[-1]):
            whole[-1] = _continued(whole[-1], paragraph)
        else:
            whole.append(paragraph)
    return whole


def _continued(text: str, line: str) -> str:
    if not text:
        return line
    if _HYPHENED.search(text) and line[0].islower():
        return text[:-1] + line
    return f"{text} {line}"


def _title(boxes: Sequence[Sequence[LTTextLine]]) -> str | None:
    """Return the box in the largest letters, if they are clearly larger than those of the text."""
    letters = sum((len(_words(line)) for lines in boxes for line in lines), 0)
    sizes = sorted((_size(lines), len(_words_of(lines))) for lines in boxes)
    read, usual = 0, 0.0
    for size, count in sizes:
        read, usual = read + count, size
        if read >= letters / 2:
            break
    largest = max(boxes, key=_size)
    words = _words_of(largest)
    return words if _size(largest) >= _TITLE_SIZE * usual and len(words.split()) > 2 else None


def _size(lines: Sequence[LTTextLine]) -> float:
    return max((char.size for line in lines for char in line if isinstance(char, LTChar)), default=0.0)


def _words_of(lines: Sequence[LTTextLine]) -> str:
    return " ".join(_words(line) for line in lines)


def _words(line: LTTextLine) -> str:
    return " ".join(line.get_text().split())
