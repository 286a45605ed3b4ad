"""What a reader waits for, by stage: questions asked one by one, encoding included."""

from collections.abc import Sequence

import numpy as np

from eval.benchmarks.records import Finding, Part
from eval.runner import Progress
from index import Searcher
from rag import Assistant, Question
from rag.reader import Reader

WARM_UP = 3


def asking(questions: Sequence[str], searcher: Searcher, reader: Reader, progress: Progress) -> Part:
    """Ask questions of an index, and report how long each stage takes."""
    assistant = Assistant(searcher, reader=reader)
    timings: list[dict[str, float]] = []
    for done, question in enumerate([*questions[:WARM_UP], *questions]):
        timings.append(dict(assistant.ask(Question(question)).timings_ms))
        progress("Asking", done + 1, WARM_UP + len(questions))
    stages = sorted(timings[0], key=lambda stage: (stage == "total", list(timings[0]).index(stage)))
    findings = []
    for stage in stages:
        taken = [timing[stage] for timing in timings[WARM_UP:]]
        meaning = "the whole" if stage == "total" else f"stage “{stage}”"
        for percent in (50, 95):
            faster = "half are faster" if percent == 50 else f"{percent} % are faster"
            value = float(np.percentile(taken, percent))
            findings.append(Finding(f"{stage}_p{percent}_ms", f"{meaning}, {faster}", value, "ms"))
    told = f"{len(questions)} questions, {len(searcher.passages)} passages"
    return Part("ask", told, tuple(findings))
