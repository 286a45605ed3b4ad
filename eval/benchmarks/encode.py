"""Encoding against sentence-transformers in fp32 as its documentation shows it, `SentenceTransformer.encode(texts)`."""

import random
import time
from collections.abc import Callable, Sequence

import numpy as np

from eval.benchmarks.records import Finding, Part
from eval.runner import Progress
from index import Embeddings, Encoder

TEXTS = 128
ROUNDS = 3


def encoding(texts: Sequence[str], encoder: Encoder, progress: Progress) -> Part:
    """Encode a sample of texts by the encoder and by the offline model in fp32, in turns; the middle round counts."""
    from index import adapter, bundled

    sample = random.Random(0).sample(list(texts), min(TEXTS, len(texts)))
    baseline = bundled.load(adapter.read(adapter.SHIPPED))
    prompted = [encoder.card.passage_prompt + text for text in sample]
    runs: dict[str, Callable[[], Embeddings]] = {
        "presse": lambda: encoder.encode_passages(sample),
        "baseline": lambda: np.asarray(baseline.encode(prompted)),
    }
    clock: dict[str, list[float]] = {name: [] for name in runs}
    processor: dict[str, list[float]] = {name: [] for name in runs}
    vectors: dict[str, Embeddings] = {}
    encoder.encode_passages(sample[:1])  # what is loaded at the first call is not encoding
    baseline.encode(prompted[:1])
    for turn in range(ROUNDS):
        for place, (name, run) in enumerate(runs.items()):
            progress("Encoding", turn * len(runs) + place, ROUNDS * len(runs))
            start, used = time.perf_counter(), time.process_time()
            vectors[name] = run()
            clock[name].append(time.perf_counter() - start)
            processor[name].append(time.process_time() - used)
    progress("Encoding", ROUNDS * len(runs), ROUNDS * len(runs))
    rate = {name: len(sample) / float(np.median(times)) for name, times in clock.items()}
    work = {name: float(np.median(times)) / len(sample) * 1000 for name, times in processor.items()}
    cosines = np.sum(vectors["presse"] * vectors["baseline"], axis=1)
    return Part(
        "encode",
        f"{len(sample)} passages and sentences, {ROUNDS} rounds in turns, {encoder.card.model} against fp32 in batches "
        "of 32",
        (
            Finding("times_faster", "texts a second by those of the baseline", rate["presse"] / rate["baseline"], "×"),
            Finding(
                "times_less_work", "processor time, the baseline's by ours", work["baseline"] / work["presse"], "×"
            ),
            Finding("texts_per_s", "texts a second", rate["presse"], "texts/s"),
            Finding("baseline_texts_per_s", "the same of the baseline", rate["baseline"], "texts/s"),
            Finding("processor_ms", "processor time a text", work["presse"], "ms"),
            Finding("least_cosine", "least cosine to the baseline's vectors", float(cosines.min())),
        ),
    )
