"""Reads a question beside a sentence: does the sentence answer it, and by which words?

An extractive reader: a network gives every token a score as the first and as the last of the answer; the very first
token, which stands for no word, has the scores of there being none (Devlin et al., *BERT*, NAACL 2019, section 4.3).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus import Span
from index.adapter import SUFFIX
from index.encoder import Backend
from index.weights import QUERY_PROMPT

SHIPPED = Path(__file__).with_name(f"reader{SUFFIX}")

Ids = NDArray[np.int64]
Scores = NDArray[np.float32]

_IN_QUESTION, _IN_TITLE, _IN_BEFORE, _IN_SENTENCE = 64, 24, 96, 160
LONGEST = 24
"""Tokens of an answer at most."""
SURE = 4.0
"""Log odds from which the answer that was found is marked in a quotation."""
_AROUND = ' \t\n\u00a0\u202f.,;:!?…«»“”"()[]–—'


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence to read, with the title of its article and the sentences before it that it leans on, if any."""

    title: str
    before: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a sentence.

    `log_odds`: of the likeliest answer against there being none, as the network has it, uncalibrated; `span`: where
    that answer stands, in characters of the sentence.
    """

    log_odds: float
    span: Span


def trimmed(span: Span, sentence: str) -> Span:
    """Return a span without the white space and the marks around it."""
    start, end = span.start, span.end
    while start < end and sentence[start] in _AROUND:
        start += 1
    while end > start and sentence[end - 1] in _AROUND:
        end -= 1
    return Span(start, end)


class Reader(Protocol):
    """Says whether sentences answer a question, and where."""

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Return one reading for each text; one does not depend on the others."""
        ...


@dataclass(frozen=True, slots=True)
class Encoded:
    """A question and a text as the network reads them: ids, the place of the sentence's first token, and its offsets.

    `offsets` holds the characters of the sentence that each of its tokens stands for, half open.
    """

    ids: Ids
    first: int
    offsets: tuple[tuple[int, int], ...]


def encode(question: str, text: Text, tokenizer: Tokenizer) -> Encoded:
    """Put a question, a separator, title and sentences before, a separator, and the sentence in one row of ids.

    Each is cut where it is too long. `tokenizer` neither cuts nor pads.
    """
    asked = tokenizer.encode(QUERY_PROMPT + question).ids
    separator = asked[-1]
    beside = _inside(tokenizer, f"{text.title} : ")[:_IN_TITLE] if text.title else []
    beside += _inside(tokenizer, text.before)[-_IN_BEFORE:] if text.before else []
    sentence = tokenizer.encode(text.sentence)
    ids, offsets = sentence.ids[1:-1][:_IN_SENTENCE], sentence.offsets[1:-1][:_IN_SENTENCE]
    head = [*asked[:-1][:_IN_QUESTION], separator, *beside, *([separator] if beside else [])]
    return Encoded(np.array([*head, *ids, separator], dtype=np.int64), len(head), tuple(offsets))


def _inside(tokenizer: Tokenizer, text: str) -> list[int]:
    """Return the ids of a text without those that open and close it."""
    ids: list[int] = tokenizer.encode(text).ids[1:-1]
    return ids


class SpanReader:
    """A reader on a network: `run` takes rows of ids and returns, for each, scores (tokens, 2) as first and last."""

    def __init__(self, tokenizer: Tokenizer, run: Callable[[Sequence[Ids]], Sequence[Scores]]) -> None:
        self._tokenizer = tokenizer
        self._run = run

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Return one reading for each text; one does not depend on the others."""
        if not texts:
            return []
        rows = [encode(question, text, self._tokenizer) for text in texts]
        return [decode(row, scores) for row, scores in zip(rows, self._run([row.ids for row in rows]), strict=True)]


def decode(row: Encoded, scores: Scores) -> Reading:
    """Return the likeliest answer of a sentence, at most LONGEST tokens of it, by scores (tokens, 2)."""
    none = float(scores[0].sum())
    count = len(row.offsets)
    if not count:
        return Reading(-abs(none), Span(0, 0))
    starts, ends = scores[row.first : row.first + count].T
    best, at = max((float(starts[a] + ends[a : a + LONGEST].max()), a) for a in range(count))
    last = at + int(np.argmax(ends[at : at + LONGEST]))
    return Reading(best - none, Span(row.offsets[at][0], row.offsets[last][1]))


class LazyReader:
    """A reader loaded when it is first given something to read; safe to share between threads."""

    def __init__(self, load: Callable[[], Reader]) -> None:
        self._load = lru_cache(maxsize=1)(load)
        self._lock = Lock()

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Return one reading for each text; one does not depend on the others."""
        with self._lock:
            reader = self._load()
        return reader.read(question, texts)

    def warm(self) -> None:
        """Load the reader and have it read, so that the first question need not wait; raises ModelError."""
        self.read("presse", [Text("", "", "presse")])


def load_reader(backend: Backend, cache: Path) -> LazyReader:
    """Return the reader that comes with presse; loaded, from what is prepared beside `cache`, when it first reads.

    It runs on ONNX Runtime in int8 or on PyTorch in fp32. Raises ModelError, when it first reads, where it cannot.
    """

    def load() -> Reader:
        from rag import offline_reader

        return offline_reader.load(backend, cache.with_name(f"{cache.name}-reader"), SHIPPED)

    return LazyReader(load)
