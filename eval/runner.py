"""Ask every question of a set and judge every answer; then in other ways, and once more against the clock.

Questions are encoded in batches beforehand, so that a set of thousands takes a minute; what a reader waits for is
timed apart, question by question, encoding included.
"""

import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from corpus.errors import QuestionError
from eval.asking import Answering, Examiner
from eval.datasets import refuse_foreign
from eval.disturbing import DISTURBANCES
from eval.judging import Judge
from eval.records import EvalQuestion, Outcome, QuestionSet
from index import ALL_LEGS, Embeddings, Encoder, Leg, Searcher
from rag import Question

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

_BATCH = 256
_WARM_UP = 3  # questions asked before time is taken


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure.

    `removals`: ask again with articles and passages masked. `variations`: ask a sample of at most `sample`
    answerable questions written otherwise, and with single legs of the index. `timed`: questions timed one by one.
    """

    removals: bool = True
    variations: bool = False
    sample: int = 300
    timed: int = 200


@dataclass(frozen=True, slots=True)
class Variation:
    """The outcomes of a sample of the questions, asked in another way; `by` says in which respect."""

    by: str
    name: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that came of a run.

    `timings_ms` holds the stages of each question timed; `seconds` what each part of the run took; `memory_mb`
    is the highest resident memory of this process so far.
    """

    outcomes: tuple[Outcome, ...]
    variations: tuple[Variation, ...]
    timings_ms: tuple[dict[str, float], ...]
    seconds: dict[str, float]
    memory_mb: float


def run(
    questions: QuestionSet,
    assistant: Answering,
    searcher: Searcher,
    plan: Plan | None = None,
    progress: Progress | None = None,
) -> Measured:
    """Ask and judge a set; raises DatasetError where it is about articles that the index does not hold."""
    refuse_foreign(questions, searcher.articles.keys())
    plan, progress = plan or Plan(), progress or _silent
    seconds: dict[str, float] = {}
    judge = Judge(searcher.articles, searcher.passages)
    by_construction = all(question.answerable for question in questions.questions)
    examiner = Examiner(assistant, judge, plan.removals, by_construction)
    with stopwatch(seconds, "asking"):
        outcomes = _asked(questions.questions, examiner, searcher.encoder, progress, "Asking")
    with stopwatch(seconds, "variations"):
        plain = Examiner(assistant, judge, removals=False, by_construction=False)
        sample = _sample(questions, plan.sample) if plan.variations else ()
        variations = tuple(_variations(sample, outcomes, plain, searcher.encoder, progress))
    with stopwatch(seconds, "timing"):
        timings = tuple(_timings(questions.questions, plan.timed, assistant, progress))
    return Measured(outcomes, variations, timings, seconds, peak_memory_mb())


def _silent(doing: str, done: int, of: int) -> None:
    """Report nothing."""


@contextmanager
def stopwatch(seconds: dict[str, float], part: str) -> Iterator[None]:
    """Note how many seconds the block took."""
    start = time.perf_counter()
    yield
    seconds[part] = time.perf_counter() - start


def _asked(
    questions: Sequence[EvalQuestion],
    examiner: Examiner,
    encoder: Encoder,
    progress: Progress,
    doing: str,
    legs: frozenset[Leg] = ALL_LEGS,
) -> tuple[Outcome, ...]:
    outcomes: list[Outcome] = []
    for question, vector in _with_vectors(questions, encoder):
        outcomes.append(examiner.outcome(question, vector, legs))
        progress(doing, len(outcomes), len(questions))
    return tuple(outcomes)


def _with_vectors(
    questions: Sequence[EvalQuestion], encoder: Encoder
) -> Iterator[tuple[EvalQuestion, Embeddings | None]]:
    """Yield each question with its vector; None for follow-ups, whose words the assistant has yet to complete."""
    for start in range(0, len(questions), _BATCH):
        batch = questions[start : start + _BATCH]
        alone = [question for question in batch if not question.history]
        rows = encoder.encode_queries([question.text for question in alone])
        vectors = {question.id: row for question, row in zip(alone, rows, strict=True)}
        for question in batch:
            yield question, vectors.get(question.id)


def _sample(questions: QuestionSet, size: int) -> tuple[EvalQuestion, ...]:
    """Return at most `size` answerable questions, the same for the same set."""
    answerable = [question for question in questions.questions if question.answerable]
    places = random.Random(questions.sha256).sample(range(len(answerable)), min(size, len(answerable)))
    return tuple(answerable[place] for place in sorted(places))


def _variations(
    sample: Sequence[EvalQuestion],
    outcomes: Iterable[Outcome],
    examiner: Examiner,
    encoder: Encoder,
    progress: Progress,
) -> Iterator[Variation]:
    """Yield the sample as it was asked, written otherwise, and with each leg of the index alone."""
    if not sample:
        return
    ids = {question.id for question in sample}
    as_asked = tuple(outcome for outcome in outcomes if outcome.id in ids)
    yield Variation("spelling", "as asked", as_asked)
    for disturbance in DISTURBANCES:
        disturbed = [replace(question, text=disturbance.apply(question.text)) for question in sample]
        doing = f"Asking {disturbance.name}"
        yield Variation("spelling", disturbance.name, _asked(disturbed, examiner, encoder, progress, doing))
    yield Variation("legs", "together", as_asked)
    for leg in sorted(ALL_LEGS):
        doing = f"Asking by {leg} alone"
        alone = _asked(sample, examiner, encoder, progress, doing, frozenset({leg}))
        yield Variation("legs", f"{leg} alone", alone)


def _timings(
    questions: Sequence[EvalQuestion], timed: int, assistant: Answering, progress: Progress
) -> Iterator[dict[str, float]]:
    """Yield the stages of some questions spread over the set, asked one by one as a reader would, in ms."""
    chosen = questions[:: max(len(questions) // timed, 1)][:timed] if timed else ()
    warm_up = chosen[:_WARM_UP]
    for number, question in enumerate((*warm_up, *chosen)):
        start = time.perf_counter()
        try:
            answer = assistant.ask(Question(question.text, question.history))
        except QuestionError:
            continue
        if number >= len(warm_up):
            yield {**answer.timings_ms, "total": (time.perf_counter() - start) * 1000}
        progress("Timing", number + 1, len(warm_up) + len(chosen))


def peak_memory_mb() -> float:
    """Return the highest resident memory of this process, which Linux counts in KiB and macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
