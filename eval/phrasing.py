"""Answers phrased by a real server, held to what they cite: `python -m eval.phrasing --url URL --model NAME`.

Asks questions of the shipped set, spread over it, and prints as Markdown what became of each: the sentences that were
shown, and how many were taken out. Nothing judges here how good the sentences are; that none is shown unsupported is
what verification is for.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from eval.datasets import read_questions
from index import Searcher, load_encoder
from rag import Answer, Assistant, Question, Settings
from rag.generative import PHRASED, Phraser
from rag.language_model import load_language_model
from rag.settings import LanguageModelSettings

QUESTIONS = Path(__file__).with_name("questions") / "moroccan-startups.jsonl"


def spread(texts: Sequence[str], count: int) -> list[str]:
    """Return `count` texts at equal distances, fewer where there are fewer."""
    step = max(1, len(texts) // max(1, count))
    return list(texts[::step][:count])


def told(texts: Sequence[str], ask: Callable[[Question], Answer]) -> Iterator[str]:
    """Yield a line of Markdown for each question, then one with the counts."""
    phrased = abstained = 0
    for text in texts:
        answer = ask(Question(text))
        abstained += answer.abstained
        is_phrased = PHRASED in answer.notices
        phrased += is_phrased
        state = "phrased" if is_phrased else "not answered" if answer.abstained else "quoted"
        said = " ".join(answer.answer.split())
        seconds = answer.timings_ms.get("phrase", 0.0) / 1000
        remarks = " ".join(notice for notice in answer.notices if notice != PHRASED)
        yield f"- **{text}** ({state}, {seconds:.1f} s) {said}{f' *{remarks}*' if remarks else ''}"
    asked = len(texts) - abstained
    yield f"\n{phrased} of {asked} answers phrased, {asked - phrased} quoted, {abstained} questions not answered."


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.phrasing", description=__doc__)
    parser.add_argument("--url", required=True, help="the server's address, up to /v1")
    parser.add_argument("--model", required=True, help="the model's name there")
    parser.add_argument("--seconds", type=float, default=60.0, help="what one answer may take (default: 60)")
    parser.add_argument("--count", type=int, default=20, help="questions to ask (default: 20)")
    parser.add_argument("--index", type=Path, default=Settings().index, help="the folder of the index")
    chosen = parser.parse_args(arguments)
    model = load_language_model(LanguageModelSettings(chosen.url, chosen.model, None, chosen.seconds))
    searcher = Searcher.open(chosen.index, load_encoder(None, "onnx", Settings().model_cache))
    questions = [question.text for question in read_questions(QUESTIONS).questions if not question.history]
    for line in told(spread(questions, chosen.count), Assistant(searcher, phraser=Phraser(model)).ask):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
