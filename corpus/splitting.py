"""An article becomes passages and sentences: spans of its text, never copies of it."""

import math
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from langchain_core.documents import Document
from langchain_text_splitters import TextSplitter

from corpus.records import Article, Passage, Span

PASSAGE_SIZE = 900  # characters: about 240 tokens, the length the encoder was measured at
SPLITTING = f"whole sentences, at most {PASSAGE_SIZE} characters"
"""How `split` cuts where nothing else is asked of it; kept with an index."""

HEADING_CHARACTERS = 90
HEADING_WORDS = 14
LIST_RUN = 3  # so many heading-like lines in a row are a list, and a list may be quoted


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_END = re.compile(
    r"""(?P<mark>[.!?…]+)
        (?P<closers>(?:[”"’')\]]|[\s\u00a0\u202f]*»)*+(?:\ "(?=\s|$))?+)
        (?=\s|$)""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\s«»“”\"'’(\[–—/]+$")
_OPENING = " \u00a0\u202f\t\n«“\"‘'’([–—-"
_AHEAD = 80  # characters looked at on either side of a full stop
_FINAL = re.compile(r"[.!?…][\s»”\"’')\]]*$")
_LEADS_ON = re.compile(r"[:;,][\s»”\"’')\]]*$")
_BULLET = re.compile(r"[-–—•·*▪►→]\s|\d{1,3}[.)]\s")
_LINE = re.compile(r"[^\n]+")

_TITLES = _words("M MM Mme Mmes Mlle Mlles Mgr Dr Drs Pr Prof Me St Ste Sts Stes Col Cdt Gal Gén Lt Sgt")
_NEVER_LAST = _words("cf vs av bd boul sté ets env éd st ste")
_BEFORE_DIGITS = _words("art p pp n no nos v chap réf tél vol fig § al janv févr fév avr juil sept oct nov déc")
_INITIALS = re.compile(r"(?:[^\W\d_]h?\.-?)*[^\W\d_]$")
_STARTERS = _words(
    "le la les l un une des du de d il elle ils elles on ce cet cette ces c ça cela son sa ses leur leurs "
    "en dans par pour sur sous avec sans selon mais et or car donc ainsi à au aux après avant depuis pendant "
    "si quand lorsque où que qui nous vous je j tout tous toute toutes plus chaque enfin "
    "puis alors aussi pourtant cependant néanmoins toutefois d'ailleurs"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text, white space trimmed, and what it is."""

    span: Span
    heading: bool


def sentences_of(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of `text[start:end]` that may be quoted, in order, as spans of `text`.

    They are trimmed of white space and never overlap; headings are left out unless there is nothing else.
    """
    region = Span(start, len(text) if end is None else end)
    return tuple(s for line in _lines(text, region) if not line.heading for s in _sentences(text, line.span))


def headings_of(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the headings of `text[start:end]`: what `sentences_of` leaves out."""
    region = Span(start, len(text) if end is None else end)
    return tuple(line.span for line in _lines(text, region) if line.heading)


def split(article: Article, size: int = PASSAGE_SIZE) -> tuple[Passage, ...]:
    """Cut an article into passages of at most `size` characters, unless one sentence is longer.

    Passages do not overlap, prefer to end with a paragraph, and keep a heading with the text after it.
    """
    documents = SentenceSplitter(size).create_documents([article.text])
    sentences = deque(sentences_of(article.text))
    return tuple(_passage(article.id, _span_of(document), sentences) for document in documents)


class SentenceSplitter(TextSplitter):
    """Cuts between sentences only, and between paragraphs where it can."""

    def __init__(self, size: int = PASSAGE_SIZE) -> None:
        super().__init__(chunk_size=size, chunk_overlap=0, add_start_index=True)

    def split_text(self, text: str) -> list[str]:
        """Return the passages of `text`, in order; only white space lies between them."""
        passages: list[Span] = []
        for block in _blocks(text):
            if passages and block[-1].end - passages[-1].start <= self._chunk_size:
                passages[-1] = Span(passages[-1].start, block[-1].end)
            else:
                passages.extend(self._fill(block))
        return [passage.of(text) for passage in passages]

    def _fill(self, block: Sequence[Span]) -> Iterator[Span]:
        """Pack the sentences of one block into passages of about the same length."""
        length = block[-1].end - block[0].start
        fair = length / math.ceil(length / self._chunk_size)
        start, end = block[0].start, block[0].end
        for sentence in block[1:]:
            if sentence.end - start > self._chunk_size or end - start >= fair:
                yield Span(start, end)
                start = sentence.start
            end = sentence.end
        yield Span(start, end)


def _span_of(document: Document) -> Span:
    start: int = document.metadata["start_index"]
    return Span(start, start + len(document.page_content))


def _passage(article_id: str, span: Span, sentences: deque[Span]) -> Passage:
    """Take the sentences that a passage holds from the first of those left of its article.

    What is a heading in the article stays one, though it may stand alone in its passage.
    """
    held: list[Span] = []
    while sentences and sentences[0].end <= span.end:
        held.append(sentences.popleft())
    return Passage(article_id, span.start, span.end, tuple(held))


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the sentences of each paragraph, its headings joined to the first of them."""
    heading: Span | None = None
    for line in _lines(text, Span(0, len(text))):
        if line.heading:
            heading = Span(heading.start if heading else line.span.start, line.span.end)
            continue
        sentences = list(_sentences(text, line.span))
        if heading:
            sentences[0] = Span(heading.start, sentences[0].end)
        heading = None
        yield sentences
    if heading:
        yield [heading]


def _lines(text: str, region: Span) -> list[_Line]:
    spans = _joined(text, list(_raw_lines(text, region)))
    headings = _headings([_looks_like_heading(span.of(text)) for span in spans])
    wordless = [not any(map(str.isalnum, span.of(text))) for span in spans]
    said = not all(wordless)
    return [_Line(span, headings[i] or (wordless[i] and said)) for i, span in enumerate(spans)]


def _raw_lines(text: str, region: Span) -> Iterator[Span]:
    for match in _LINE.finditer(text, region.start, region.end):
        if match.group().strip():
            yield _trimmed(text, match.start(), match.end())


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Join each line to the one before where it plainly continues its sentence."""
    joined: list[Span] = []
    for span in spans:
        if joined and _continues(text, joined[-1], span):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _continues(text: str, before: Span, after: Span) -> bool:
    return (
        text.count("\n", before.end, after.start) == 1
        and text[after.start].islower()
        and not _FINAL.search(text, max(before.start, before.end - _AHEAD), before.end)
    )


def _looks_like_heading(line: str) -> bool:
    if not any(c.isalnum() for c in line):
        return True
    return (
        len(line) <= HEADING_CHARACTERS
        and len(line.split()) <= HEADING_WORDS
        and not line[0].islower()
        and not _FINAL.search(line[-_AHEAD:])
        and not _LEADS_ON.search(line[-_AHEAD:])
        and not _BULLET.match(line)
        and len(list(_sentences(line, Span(0, len(line))))) == 1
    )


def _headings(short: Sequence[bool]) -> list[bool]:
    """A short line is a heading if text follows, and if it is not one of a list of short lines."""
    headings: list[bool] = []
    for is_short, run in groupby(short):
        size = len(list(run))
        text_follows = len(headings) + size < len(short)
        headings += [is_short and text_follows and size < LIST_RUN] * size
    return headings


def _sentences(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    last_word = next((i for i in range(line.end - 1, start, -1) if text[i].isalnum()), start)
    for match in _END.finditer(text, line.start, last_word + 1):
        if _ends_sentence(text[start : match.start()], text[match.end() : match.end() + _AHEAD], match):
            yield _trimmed(text, start, match.end())
            start = match.end()
    yield _trimmed(text, start, line.end)


def _ends_sentence(before: str, after: str, match: re.Match[str]) -> bool:
    """Tell whether the punctuation `match` ends the sentence that began with `before`."""
    if not any(c.isalnum() for c in before):
        return False
    next_word = after.lstrip(_OPENING)
    if next_word[:1].islower():
        return False
    if match["mark"] != "." or match["closers"]:
        return True
    return _full_stop_ends(before, next_word)


def _full_stop_ends(before: str, after: str) -> bool:
    """Tell a full stop from the point of an abbreviation, of an initial or of a number in a list."""
    found = _LAST_WORD.search(before[-_AHEAD:])
    word = found.group() if found else ""
    if word.isdigit():
        return before.strip() != word
    if word in _TITLES or word.lower() in _NEVER_LAST:
        return False
    if word.lower() in _BEFORE_DIGITS:
        return not after[:1].isdigit()
    if _INITIALS.fullmatch(word):
        return _starts_afresh(before.removesuffix(word), word, after)
    return True


def _starts_afresh(before: str, initials: str, after: str) -> bool:
    """Tell "au plan B. Le reste…" from "J. Le Goff" and "A. Azoulay"."""
    if initials == "J.-C" and re.search(r"\b(?:av|ap|apr|avant|après)\.?\s*$", before):
        return True
    if initials.islower() or initials.isdigit():
        return True
    words = re.split(r"[\s'’]+", after, maxsplit=2)
    return words[0].lower() in _STARTERS and len(words) > 1 and words[1][:1].islower()


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
