"""Runs the parts that were asked for, one after another, and puts them into one report."""

import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Article, Passage
from eval.benchmarks.asking import asking
from eval.benchmarks.encode import encoding
from eval.benchmarks.process import starting
from eval.benchmarks.records import BenchReport, Part
from eval.benchmarks.scale import Real, growth
from eval.benchmarks.updating import updating
from eval.runner import Progress
from eval.state import current_state
from index import Encoder, Searcher, build_index
from index.builder import passage_inputs, sentence_inputs
from index.dense import Choice
from rag.reader import Reader
from rag.weights import Weights

PARTS = ("encode", "ask", "start", "update", "scale")
MOST_REAL = 300
"""Real texts of a kind that vectors are drawn from, at most."""
ASKED = 100
_TIMED = 64  # texts that tell how long one takes


@dataclass(frozen=True, slots=True)
class Request:
    """What to measure: `articles` and `passages` give the real texts, `questions` the real questions.

    `sizes` are numbers of passages; `changed_in` is the number of articles one of which is changed; `cache` is where
    the offline model is kept.
    """

    parts: tuple[str, ...]
    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]
    questions: tuple[str, ...]
    sizes: tuple[int, ...]
    changed_in: int
    choice: Choice
    cache: Path


def bench(request: Request, encoder: Encoder, reader: Reader, progress: Progress) -> BenchReport:
    """Measure the parts asked for, in the order of PARTS."""
    with tempfile.TemporaryDirectory(prefix="presse-bench-") as scratch:
        index = Path(scratch) / "index"
        if {"ask", "start"} & set(request.parts):
            build_index(request.articles, request.passages, encoder, index)
        runs: dict[str, Callable[[], Part]] = {
            "encode": lambda: encoding(_texts(request), encoder, progress),
            "ask": lambda: asking(
                _some(request.questions, ASKED),
                Searcher.open(index, encoder),
                reader,
                progress,
            ),
            "start": lambda: starting(index, request.cache),
            "update": lambda: updating(request.changed_in, encoder.card, _encoding_ms(request, encoder), progress),
            "scale": lambda: growth(_real(request, encoder), request.sizes, request.choice, progress),
        }
        parts = tuple(_under_load(runs[name]) for name in PARTS if name in request.parts)
    return BenchReport(current_state(encoder.card, Weights.shipped()), parts)


def _under_load(run: Callable[[], Part]) -> Part:
    before = _load()
    part = run()
    return replace(part, load=(before + _load()) / 2)


def _load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _texts(request: Request) -> list[str]:
    """Return what is encoded of the real articles, passages and sentences."""
    made_of = request.articles, request.passages
    return [*passage_inputs(*made_of), *sentence_inputs(*made_of)]


def _some(texts: Sequence[str], most: int) -> list[str]:
    """Return at most so many texts, drawn from all, the same ones every time."""
    return random.Random(0).sample(list(texts), min(most, len(texts)))


def _encoding_ms(request: Request, encoder: Encoder) -> float:
    """Return how long a text takes to encode, in milliseconds of the clock."""
    texts = _some(_texts(request), _TIMED)
    encoder.encode_passages(texts[:1])
    start = time.perf_counter()
    encoder.encode_passages(texts)
    return 1000 * (time.perf_counter() - start) / len(texts)


def _real(request: Request, encoder: Encoder) -> Real:
    made_of = request.articles, request.passages
    return Real(
        encoder.card,
        encoder.encode_passages(_some(passage_inputs(*made_of), MOST_REAL)),
        encoder.encode_passages(_some(sentence_inputs(*made_of), MOST_REAL)),
        encoder.encode_queries(_some(request.questions, MOST_REAL)),
    )
