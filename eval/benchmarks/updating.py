"""A build, a build that changes nothing, and an update of one article, of made-up articles with their vectors given.

Encoding would take hours and is the same work by the text: it is counted by the texts each had encoded and the time one
takes, which is measured.
"""

import tempfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus import Article, split
from eval.benchmarks.drawing import PASSAGES, MadeUp
from eval.benchmarks.records import Finding, Part
from eval.runner import Progress
from index import BuildReport, Embeddings, EncoderCard, Searcher, build_index

ASKED = 50
_CHANGED = "Une phrase de plus, qui change un article parmi tous."


class _Drawing:
    """Stands for the encoder: a text's vector is drawn by its hash."""

    def __init__(self, card: EncoderCard) -> None:
        self.card = card

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        draws = (np.random.default_rng(zlib.crc32(text.encode())) for text in texts)
        rows = np.array([draw.standard_normal(self.card.dimension, dtype=np.float32) for draw in draws])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def updating(articles: int, card: EncoderCard, encoding_ms: float, progress: Progress) -> Part:
    """Build an index of so many articles, again, with one changed, and afresh; a text takes `encoding_ms` to encode."""
    made_up = MadeUp(articles * PASSAGES)
    before = made_up.articles()
    middle = len(before) // 2
    changed = replace(before[middle], text=f"{before[middle].text}\n{_CHANGED}", sha256="1")
    after = [*before[:middle], changed, *before[middle + 1 :]]
    steps = {"build": before, "no-op": before, "update": after, "fresh": after}
    seconds: dict[str, float] = {}
    encoder = _Drawing(card)
    with tempfile.TemporaryDirectory(prefix="presse-bench-") as name:
        folders = {step: Path(name) / ("fresh" if step == "fresh" else "index") for step in steps}
        for done, (step, wanted) in enumerate(steps.items()):
            progress("Updating", done, len(steps))
            start = time.perf_counter()
            report = _built(wanted, encoder, folders[step])
            seconds[step] = time.perf_counter() - start + report.encoded * encoding_ms / 1000
            seconds[f"{step} encoded"] = report.encoded
        same = _same(folders["update"], folders["fresh"], encoder, made_up.questions(ASKED))
    progress("Updating", len(steps), len(steps))
    return Part(
        "update",
        f"{len(before):,} made-up articles, vectors drawn; {encoding_ms:.1f} ms added for every text to encode",
        (
            Finding("build_s", "a build", seconds["build"], "s"),
            Finding("noop_s", "a build that changes nothing", seconds["no-op"], "s"),
            Finding("update_s", "an update of one article", seconds["update"], "s"),
            Finding("times_faster", "a build by an update", seconds["fresh"] / seconds["update"], "×"),
            Finding("update_encoded", "texts that the update had encoded", seconds["update encoded"]),
            Finding("same", f"of {ASKED} questions, hits and scores equal to those of a fresh build", same),
        ),
    )


def _built(articles: Sequence[Article], encoder: _Drawing, folder: Path) -> BuildReport:
    return build_index(articles, [passage for article in articles for passage in split(article)], encoder, folder)


def _same(one: Path, other: Path, encoder: _Drawing, questions: Sequence[str]) -> float:
    """Return the share of questions that have the same hits, scores within 1e-5, in both indexes."""
    searchers = [Searcher.open(folder, encoder) for folder in (one, other)]
    equal = 0
    for question in questions:
        left, right = (searcher.search(question) for searcher in searchers)
        same_rows = [hit.row for hit in left] == [hit.row for hit in right]
        equal += same_rows and np.allclose([hit.score for hit in left], [hit.score for hit in right], atol=1e-5)
    return equal / len(questions)
