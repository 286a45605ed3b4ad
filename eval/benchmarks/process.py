"""A fresh process that opens an index and answers: what a start takes, and how much memory.

`python -m eval.benchmarks.process INDEX MODEL_CACHE` prints what it measured as JSON. The offline model only.
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from eval.benchmarks.records import Finding, Part

RUNS = 3
_QUESTION = "Combien de startups compte-t-on en Égypte ?"
_MEANINGS = {
    "open_s": ("opening the index", "s"),
    "model_s": ("importing what runs the model, and loading it", "s"),
    "first_answer_s": ("from there to the first answer", "s"),
    "total_s": ("from the start to the first answer", "s"),
    "memory_mb": ("highest resident memory", "MB"),
}


def starting(index: Path, cache: Path) -> Part:
    """Start a process several times, and report the middle of each figure."""
    runs = [_run(index, cache) for _ in range(RUNS)]
    findings = [
        Finding(key, meaning, sorted(run[key] for run in runs)[RUNS // 2], unit)
        for key, (meaning, unit) in _MEANINGS.items()
    ]
    return Part("start", f"a fresh process to its first answer, the middle of {RUNS}", tuple(findings))


def _run(index: Path, cache: Path) -> Mapping[str, float]:
    start = time.perf_counter()
    command = [sys.executable, "-m", "eval.benchmarks.process", str(index), str(cache)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return dict(json.loads(done.stdout)) | {"total_s": time.perf_counter() - start}


def measure(index: Path, cache: Path) -> dict[str, float]:
    """Open, load and answer, and return what each took."""
    from eval.runner import peak_memory_mb
    from index import Searcher, load_encoder
    from rag import Assistant, Question
    from rag.reader import load_reader

    seconds = [time.perf_counter()]
    searcher = Searcher.open(index, load_encoder(None, "onnx", cache))
    seconds.append(time.perf_counter())
    searcher.encoder.encode_queries(["a"])
    seconds.append(time.perf_counter())
    Assistant(searcher, reader=load_reader("onnx", cache)).ask(Question(_QUESTION))
    seconds.append(time.perf_counter())
    stages = ("open_s", "model_s", "first_answer_s")
    took = {name: after - before for name, before, after in zip(stages, seconds, seconds[1:], strict=False)}
    return took | {"memory_mb": peak_memory_mb()}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[2]))))
