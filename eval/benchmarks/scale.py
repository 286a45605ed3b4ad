"""Growth: indexes of drawn vectors and made-up texts, built from given vectors, searched in their own process.

A process of its own shows what an index takes in memory: `python -m eval.benchmarks.scale INDEX QUERIES` opens and
searches one, and prints what it measured as JSON.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.benchmarks.drawing import SENTENCES, MadeUp, drawn
from eval.benchmarks.records import Finding, Growth, Part
from eval.runner import Progress, peak_memory_mb, stopwatch
from index import Embeddings, EncoderCard, Filter, Searcher, store
from index.builder import lexical_texts
from index.dense import Choice, DenseIndex, Stored
from index.generation import Contents
from index.heading import heading_of
from index.lexical import LexicalIndex
from index.spelling import Words

QUERIES = 200
RECALLED = 40
"""Queries whose neighbours are also found by comparing all."""

Times = NDArray[np.float64]

_WARM_UP = 20
_MB = 2**20


@dataclass(frozen=True, slots=True)
class Real:
    """Vectors of real texts that others are drawn from."""

    card: EncoderCard
    passages: Embeddings
    sentences: Embeddings
    questions: Embeddings


def growth(real: Real, sizes: Sequence[int], choice: Choice, progress: Progress) -> Part:
    """Build, open and search an index of each size, in passages, with five times as many sentences."""
    found: dict[int, dict[str, float]] = {}
    for done, size in enumerate(sizes):
        progress("Growth", done, len(sizes))
        found[size] = _of_size(real, size, choice)
    progress("Growth", len(sizes), len(sizes))
    findings = [Finding(f"{key}@{size}", f"{size:,} passages: {meaning}", values[key], unit)
                for size, values in found.items() for key, (meaning, unit) in _MEANINGS.items()]  # fmt: skip
    curves = tuple(
        Growth(title, unit, {name: tuple((size, values[key]) for size, values in found.items()) for name, key in lines})
        for title, unit, lines in _CURVES
    )
    told = f"vectors drawn from {len(real.passages) + len(real.sentences):,} real ones with noise, {SENTENCES} "
    return Part("scale", f"{told}sentences a passage, texts made up, the index chosen by size", tuple(findings), curves)


_MEANINGS = {
    "search_p50_ms": ("search after encoding, half are faster", "ms"),
    "search_p95_ms": ("search after encoding, 95 % are faster", "ms"),
    "search_cpu_p50_ms": ("processor time of a search, half take less", "ms"),
    "search_cpu_p95_ms": ("processor time of a search, 95 % take less", "ms"),
    "filtered_cpu_p95_ms": ("the same within one outlet of twenty", "ms"),
    "narrow_cpu_p95_ms": ("the same within ten articles", "ms"),
    "narrow_hits": ("hits of the ten asked for within ten articles, the least", ""),
    "recall_sentences": ("of the ten nearest sentences, found", ""),
    "recall_passages": ("of the ten nearest passages, found", ""),
    "open_s": ("opening, files checked", "s"),
    "memory_mb": ("resident memory that opening and searching added", "MB"),
    "disk_mb": ("size on disk", "MB"),
    "build_s": ("build from given vectors", "s"),
    "build_cpu_s": ("the same in seconds of processor", "s"),
}
_CURVES = (
    ("Search after encoding", "ms", (("p95", "search_p95_ms"), ("p95 of processor", "search_cpu_p95_ms"))),
    ("Memory", "MB", (("resident", "memory_mb"), ("on disk", "disk_mb"))),
    ("Build from given vectors", "s", (("seconds", "build_s"), ("of processor", "build_cpu_s"))),
)


def _of_size(real: Real, size: int, choice: Choice) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="presse-bench-") as name:
        scratch = Path(name)
        built = _build(scratch, real, size, choice)
        queries = _queries(scratch, real, size)
        asked = subprocess.run(
            [sys.executable, "-m", "eval.benchmarks.scale", str(scratch / "index"), str(queries)],
            capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        return built | dict(json.loads(asked.stdout))


def _build(scratch: Path, real: Real, size: int, choice: Choice) -> dict[str, float]:
    """Build an index, the vectors and texts given; returns the time it took and what it takes on disk."""
    passages = _given(scratch / "passages", real.passages, size, 1)
    sentences = _given(scratch / "sentences", real.sentences, size * SENTENCES, 2)
    made_up = MadeUp(size)
    articles = made_up.articles()
    table = made_up.table(articles)
    seconds: dict[str, float] = {}
    processor = time.process_time()
    with stopwatch(seconds, "build_s"):
        contents = Contents(
            real.card,
            articles,
            (),
            table,
            DenseIndex.build(passages, choice),
            DenseIndex.build(sentences, choice),
            LexicalIndex.build(lexical_texts(articles, table)),
            Words.of(f"{heading_of(article)}\n{article.text}" for article in articles),
            "made up",
        )
        generation = store.save(scratch / "index", contents)
    seconds["build_cpu_s"] = time.process_time() - processor
    return seconds | {"disk_mb": sum(path.stat().st_size for path in generation.iterdir()) / _MB}


def _given(path: Path, real: Embeddings, count: int, seed: int) -> Stored:
    into = np.memmap(path, dtype=np.float16, mode="w+", shape=(count, real.shape[1]))
    drawn(real, count, seed, into)
    return into


def _queries(scratch: Path, real: Real, size: int) -> Path:
    vectors = np.empty((QUERIES, real.questions.shape[1]), dtype=np.float32)
    drawn(real.questions, QUERIES, 3, vectors)
    path = scratch / "queries.npz"
    np.savez(path, vectors=vectors, texts=np.array(MadeUp(size).questions(QUERIES)))
    return path


class _Given:
    """Stands for the encoder: the vectors of the questions are given."""

    def __init__(self, card: EncoderCard) -> None:
        self.card = card

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        raise NotImplementedError

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        raise NotImplementedError


def ask(folder: Path, queries: Path) -> dict[str, float]:
    """Open an index and search it with given vectors and words; returns what it took."""
    given = np.load(queries)
    texts, vectors = given["texts"].tolist(), given["vectors"]
    seconds: dict[str, float] = {}
    before = resident_mb()
    with stopwatch(seconds, "open_s"):
        contents = store.load(folder)
        searcher = Searcher(contents, _Given(contents.encoder))
    times = _times(searcher, texts, vectors, Filter())
    memory = resident_mb() - before
    outlet = _times(searcher, texts[:50], vectors[:50], Filter(sources=("Journal 3",)))
    ten = Filter(articles=tuple(contents.passages.ids[:10]))
    narrow = _times(searcher, texts[:50], vectors[:50], ten)
    hits = [len(searcher.search(text, 10, vector=v, where=ten)) for text, v in zip(texts[:20], vectors, strict=False)]
    return seconds | {
        "search_p50_ms": float(np.percentile(times[:, 0], 50)),
        "search_p95_ms": float(np.percentile(times[:, 0], 95)),
        "search_cpu_p50_ms": float(np.percentile(times[:, 1], 50)),
        "search_cpu_p95_ms": float(np.percentile(times[:, 1], 95)),
        "filtered_cpu_p95_ms": float(np.percentile(outlet[:, 1], 95)),
        "narrow_cpu_p95_ms": float(np.percentile(narrow[:, 1], 95)),
        "narrow_hits": min(hits),
        "memory_mb": memory,
        "recall_passages": recall(contents.passage_vectors, vectors[:RECALLED]),
        "recall_sentences": recall(contents.sentence_vectors, vectors[:RECALLED]),
    }


def _times(searcher: Searcher, texts: Sequence[str], vectors: Embeddings, where: Filter) -> Times:
    """Return the milliseconds each search took, by the clock and of processor, (searches, 2), after some to warm up."""
    times = []
    for text, vector in [*list(zip(texts, vectors, strict=True))[:_WARM_UP], *zip(texts, vectors, strict=True)]:
        clock, processor = time.perf_counter(), time.process_time()
        searcher.search(text, vector=vector, where=where)
        times.append((1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)))
    return np.array(times[_WARM_UP:])


def recall(index: DenseIndex, queries: Embeddings, k: int = 10) -> float:
    """Return how many of the `k` nearest vectors are found, of 1, against comparing the queries with all."""
    found = [len({*index.search(query, k).tolist()} & {*index.compare_all(query, k).tolist()}) for query in queries]
    return float(np.mean(found)) / min(k, len(index))


def resident_mb() -> float:
    """Return the memory this process holds now, pages mapped from files among it; its peak where none is told."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return peak_memory_mb()
    return pages * resource.getpagesize() / _MB


if __name__ == "__main__":
    print(json.dumps(ask(Path(sys.argv[1]), Path(sys.argv[2]))))
