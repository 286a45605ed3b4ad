"""What a run showed, as one record: every figure with its interval, the slices, the time, and the outcomes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval import selective
from eval.failures import shortened
from eval.measure import Figure, figure
from eval.measures import BY_KEY, MEASURES
from eval.records import Outcome
from eval.resampling import counts
from eval.runner import Measured

SLICED = (
    "retrieval.hit@1",
    "retrieval.mrr@10",
    "answer.sentence@1",
    "answer.sentence@2",
    "abstention.false_refusals",
    "abstention.false_answers",
)
"""The measures given for every slice."""

_CURVE_POINTS = 100
_PERCENTILES = (50, 95, 99)


@dataclass(frozen=True, slots=True)
class SetCard:
    """Which questions were asked: two reports are comparable where these are equal."""

    name: str
    kind: str
    sha256: str
    split: str = "all"
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What was measured, and on what: enough to measure it again."""

    model: str
    settings: Mapping[str, str]
    commit: str | None
    date: str
    python: str
    cpus: int


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the figures over some of the questions."""

    by: str
    name: str
    questions: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds a reader waits: percentiles (p50, p95, p99) of the whole and of every stage.

    `questions` were asked one by one, encoding included; percentiles are None where none was.
    """

    questions: int
    total: Mapping[str, float | None]
    stages: Mapping[str, Mapping[str, float | None]]


@dataclass(frozen=True, slots=True)
class Report:
    """A run in figures. `curve` is risk by coverage; `outcomes` may be empty where only figures were kept."""

    questions: SetCard
    state: State
    asked: int
    answerable: int
    passages: int
    articles: int
    figures: Mapping[str, Figure]
    latency: Latency
    memory_mb: float | None
    seconds: Mapping[str, float]
    slices: tuple[Slice, ...]
    curve: tuple[tuple[float, float], ...]
    outcomes: tuple[Outcome, ...] = ()


def make_report(
    measured: Measured, card: SetCard, state: State, *, seconds: Mapping[str, float], passages: int, articles: int
) -> Report:
    """Compute every figure of a run over an index of so many passages and articles."""
    outcomes = measured.outcomes
    weights = counts(len(outcomes))
    return Report(
        questions=card,
        state=state,
        asked=len(outcomes),
        answerable=sum(outcome.answerable for outcome in outcomes),
        passages=passages,
        articles=articles,
        figures={measure.key: figure(measure, outcomes, weights) for measure in MEASURES},
        latency=latency_of(measured.timings_ms),
        memory_mb=measured.memory_mb,
        seconds=seconds,
        slices=tuple(_slices(measured)),
        curve=_curve(outcomes),
        outcomes=shortened(outcomes),
    )


def latency_of(timings_ms: Sequence[Mapping[str, float]]) -> Latency:
    """Return the percentiles of the time that questions took, by stage."""
    stages = [stage for stage in dict.fromkeys(s for timing in timings_ms for s in timing) if stage != "total"]
    by_stage = {stage: _percentiles([t[stage] for t in timings_ms if stage in t]) for stage in stages}
    return Latency(len(timings_ms), _percentiles([timing["total"] for timing in timings_ms]), by_stage)


def _percentiles(values: Sequence[float]) -> dict[str, float | None]:
    return {f"p{p}": float(np.percentile(values, p)) if values else None for p in _PERCENTILES}


def _slices(measured: Measured) -> Iterator[Slice]:
    outcomes = measured.outcomes
    yield from _grouped("category", outcomes, lambda outcome: (outcome.category,))
    yield from _grouped("article", outcomes, lambda outcome: outcome.articles)
    yield from _grouped("split", outcomes, lambda outcome: (outcome.split,))
    for variation in measured.variations:
        yield _slice(variation.by, variation.name, variation.outcomes)


def _grouped(by: str, outcomes: Iterable[Outcome], names: Callable[[Outcome], Iterable[str]]) -> Iterator[Slice]:
    """Yield a slice for each group; an outcome may belong to several. One group alone is no slice."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for name in names(outcome):
            groups.setdefault(name, []).append(outcome)
    if len(groups) > 1:
        for name, members in groups.items():
            yield _slice(by, name, members)


def _slice(by: str, name: str, outcomes: Sequence[Outcome]) -> Slice:
    weights = counts(len(outcomes))
    return Slice(by, name, len(outcomes), {key: figure(BY_KEY[key], outcomes, weights) for key in SLICED})


def _curve(outcomes: Sequence[Outcome]) -> tuple[tuple[float, float], ...]:
    """Return risk by coverage at no more than a hundred points; nothing where a decision cannot be judged."""
    trials = [trial for outcome in outcomes for trial in outcome.trials]
    correct = [trial.correct for trial in trials if trial.correct is not None]
    if not trials or len(correct) < len(trials):
        return ()
    curve = selective.risk_coverage(np.array([trial.confidence for trial in trials]), np.array(correct))
    places = np.unique(np.linspace(0, len(curve) - 1, _CURVE_POINTS).astype(int))
    return tuple((round(curve[place][0], 4), round(curve[place][1], 4)) for place in places)
