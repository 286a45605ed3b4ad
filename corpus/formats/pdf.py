"""PDF cuttings: their letters by pdfminer, their reading order by cuts at white space."""

import io
import re
from collections.abc import Iterator, Sequence

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTPage
from pdfminer.pdfdocument import PDFPasswordIncorrect

from corpus.errors import UnreadableError
from corpus.facts import Facts
from corpus.formats.draft import Draft, statement
from corpus.formats.reading_order import TextLine, Word, blocks_of

_HYPHENED = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_FINAL = re.compile(r"[.!?…:][\s»”\"’')\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page )?\W*\d{1,4}(?:\s?(?:/|sur)\s?\d{1,4})?\W*", re.IGNORECASE)
_WITHIN_WORD = 0.15  # times the size of the letters: a wider gap between two letters parts words
_SHORT = 0.9  # of its column's width: a line that ends before it ends a paragraph
_TITLE_SIZE = 1.3  # times the size of the text: the letters of a title
_MOST_PAGES = 300


def read_pdf(data: bytes) -> Iterator[Draft]:
    """Read a PDF; raises UnreadableError where it is encrypted, damaged, or a scan without text."""
    try:
        pages = extract_pages(io.BytesIO(data), maxpages=_MOST_PAGES, laparams=None)
        blocks = [block for page in pages for block in _blocks(page)]
    except PDFPasswordIncorrect as error:
        raise UnreadableError("encrypted: it asks for a password") from error
    except Exception as error:  # pdfminer meets damaged files with whatever error comes
        raise UnreadableError("a damaged PDF") from error
    if not blocks:
        raise UnreadableError("a scan without text: it needs optical character recognition first")
    paragraphs = _joined([paragraph for block in blocks for paragraph in _paragraphs(block)])
    yield Draft("\n\n".join(paragraphs), statement("largest letters", Facts(title=_title(blocks))))


def _blocks(page: LTPage) -> Iterator[list[TextLine]]:
    for block in blocks_of(list(_words(page))):
        if not _PAGE_NUMBER.fullmatch(block[0].text):
            yield block


def _words(page: LTPage) -> Iterator[Word]:
    """Yield runs of letters that touch, in the order the page draws them."""
    run: list[LTChar] = []
    for char in _chars(page):
        if run and (char.get_text().isspace() or not _touches(run[-1], char)):
            yield _word(run)
            run = []
        if not char.get_text().isspace():
            run.append(char)
    if run:
        yield _word(run)


def _chars(container: LTContainer[LTComponent]) -> Iterator[LTChar]:
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _chars(item)


def _touches(a: LTChar, b: LTChar) -> bool:
    gap = _WITHIN_WORD * max(a.size, 1.0)
    return -gap <= b.x0 - a.x1 <= gap and abs(a.y0 - b.y0) <= a.size / 2


def _word(chars: Sequence[LTChar]) -> Word:
    return Word(
        "".join(char.get_text() for char in chars),
        chars[0].x0,
        min(char.y0 for char in chars),
        chars[-1].x1,
        max(char.y1 for char in chars),
        max(char.size for char in chars),
    )


def _paragraphs(lines: Sequence[TextLine]) -> Iterator[str]:
    """Yield the paragraphs of a block: a line that ends a sentence before the column does ends one."""
    right = max(line.x1 for line in lines)
    width = right - min(line.x0 for line in lines)
    text = ""
    for line in lines:
        text = _continued(text, line.text)
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


def _title(blocks: Sequence[Sequence[TextLine]]) -> str | None:
    """Return the block in the largest letters, if they are clearly larger than those of most of the text."""
    by_size = sorted((line.size, len(line.text)) for block in blocks for line in block)
    half, read = sum(count for _, count in by_size) / 2, 0
    usual = by_size[-1][0]
    for size, count in by_size:
        read += count
        if read >= half:
            usual = size
            break
    largest = max(blocks, key=lambda block: max(line.size for line in block))
    if max(line.size for line in largest) < _TITLE_SIZE * usual:
        return None
    title = " ".join(line.text for line in largest)
    return title if len(title.split()) > 2 else None
