"""A report as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from eval import failures, plots, words
from eval.judging import RANKS
from eval.measure import Figure
from eval.measures import BY_KEY, GROUPS
from eval.records import Outcome, Trial
from eval.report import SLICED, Report, Slice

_HERE = Path(__file__).parent
_TILES = (
    ("retrieval.mrr@10", "right passage near the top"),
    ("retrieval.hit@5", "right passage among five"),
    ("answer.sentence@1", "first quotation answers"),
    ("answer.sentence@2", "one of two answers"),
    ("citations.precision", "citations that carry a fact"),
    ("citations.recall", "facts that are cited"),
    ("abstention.answered_at_5pct_false", "answered at 5 % false"),
    ("abstention.auroc", "can tell when not to answer"),
)
_SLICES_SHOWN = 24
_BINS = 10
_BY = {"category": "By category", "article": "By article", "split": "By split",
       "spelling": "Written otherwise", "legs": "Legs of the index"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    figure: Figure

    @property
    def meaning(self) -> str:
        return BY_KEY[self.key].meaning

    @property
    def lower(self) -> bool:
        return BY_KEY[self.key].better == "lower"

    @property
    def source(self) -> str:
        return BY_KEY[self.key].source


def report_page(report: Report) -> str:
    """Return a report as a page of HTML."""
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "share": words.share,
        "bounds": words.bounds,
        "whisker": _whisker,
        "breakable": _breakable,
        "heading": _heading,
    }
    return environment.get_template("page.html").render(
        report=report,
        style=Markup((_HERE / "page.css").read_text("utf-8")),
        headline=words.headline(report),
        tiles=[(label, key, report.figures[key]) for key, label in _TILES if report.figures[key].value is not None],
        plots=list(_plots(report)),
        groups=[(group, rows) for group in GROUPS if (rows := _rows(report, group))],
        missing=[key for key, figure in report.figures.items() if figure.value is None],
        slices=list(_tables(report.slices)),
        failures=[(failures.KINDS[kind], members) for kind, members in failures.by_kind(report.outcomes).items()],
        shown=failures.SHOWN,
        memory=words.megabytes(report.memory_mb),
        rank_of=_rank_of,
        mark=_mark,
    )


def _rows(report: Report, group: str) -> list[_Row]:
    return [
        _Row(key, figure)
        for key, figure in report.figures.items()
        if key.startswith(f"{group}.") and figure.value is not None
    ]


def _whisker(figure: Figure) -> Markup:
    """Draw a figure with its interval; nothing where it was not computed."""
    return Markup("") if figure.value is None else Markup(plots.whisker(figure.value, figure.interval))


def _breakable(key: str) -> Markup:
    """Let a key break after its underscores."""
    return Markup("_<wbr>").join(key.split("_"))


def _heading(key: str) -> Markup:
    """Return a key as a column's heading, which may break before its cut-off."""
    return Markup("<wbr>@").join(key.partition(".")[2].replace("_", " ").split("@"))


def _plots(report: Report) -> Iterator[tuple[str, str, Markup]]:
    """Yield (title, what it says, drawing) for each plot that the report has data for."""
    ranked = [outcome.passages for outcome in report.outcomes if outcome.passages]
    if ranked:
        ranks = [next((rank for rank, gain in enumerate(r.gains, 1) if gain), 0) for r in ranked]
        bars = [(str(rank), ranks.count(rank)) for rank in range(1, RANKS + 1)] + [("none", ranks.count(0))]
        drawing = plots.histogram(
            "Rank of the first passage that answers", bars, "rank of the first passage that answers"
        )
        yield "Where the answer was found", "questions by the rank of the first passage that answers", Markup(drawing)
    if report.curve:
        here = _in_use([trial for outcome in report.outcomes for trial in outcome.trials])
        drawing = plots.curve("Risk by coverage", report.curve, here, "answered, %", "wrong, %")
        yield (
            "Risk and coverage",
            "wrong first quotations, by how much is answered; the dot is today's threshold",
            Markup(drawing),
        )
    bins = _bins([trial for outcome in report.outcomes for trial in outcome.trials])
    if bins:
        drawing = plots.reliability("Confidence and truth", bins, "stated confidence, %", "right, %")
        yield (
            "Is the confidence true?",
            "first quotations that answer, by the confidence stated; the line is perfect",
            Markup(drawing),
        )
    rows = list(_times(report))
    if rows:
        drawing = plots.spans("Time by stage", rows, "ms")
        yield (
            "Where the time goes",
            f"{report.latency.questions} questions asked one by one; numbers are median / 95 %",
            Markup(drawing),
        )


def _in_use(trials: Sequence[Trial]) -> tuple[float, float] | None:
    """Return coverage and risk of the answers given."""
    given = [trial for trial in trials if not trial.abstained]
    if not given:
        return None
    return len(given) / len(trials), sum(not trial.correct for trial in given) / len(given)


def _bins(trials: Sequence[Trial]) -> list[tuple[float, float, int]]:
    """Return (mean confidence, share right, trials) of each bin of confidence that holds a trial."""
    judged = [trial for trial in trials if trial.correct is not None]
    place = np.array([min(int(trial.confidence * _BINS), _BINS - 1) for trial in judged])
    stated, right = (
        np.array([getattr(trial, name) for trial in judged], dtype=float) for name in ("confidence", "correct")
    )
    return [
        (float(stated[place == b].mean()), float(right[place == b].mean()), int((place == b).sum()))
        for b in range(_BINS)
        if (place == b).any()
    ]


def _times(report: Report) -> Iterator[tuple[str, float, float, float]]:
    for name, times in (*report.latency.stages.items(), ("total", report.latency.total)):
        p50, p95, p99 = (times[p] for p in ("p50", "p95", "p99"))
        if p50 is not None and p95 is not None and p99 is not None:
            yield name, p50, p95, p99


def _tables(slices: Sequence[Slice]) -> Iterator[tuple[str, list[str], list[Slice], int]]:
    """Yield (title, keys, slices, how many are left out) for each way of slicing; of articles, the largest first."""
    for by, title in _BY.items():
        members = [part for part in slices if part.by == by]
        if by == "article":
            members.sort(key=lambda part: -part.questions)
        if members:
            known = [key for key in SLICED if any(part.figures[key].value is not None for part in members)]
            yield title, known, members[:_SLICES_SHOWN], max(len(members) - _SLICES_SHOWN, 0)


def _rank_of(outcome: Outcome) -> str:
    gains = outcome.passages.gains if outcome.passages else ()
    rank = next((rank for rank, gain in enumerate(gains, 1) if gain), None)
    return f"rank {rank}" if rank else "not among the first ten"


def _mark(text: str, wanted: Sequence[str]) -> Markup:
    """Return a text with what is wanted in it marked, case and white space aside."""
    patterns = [r"\s+".join(map(re.escape, phrase.split())) for phrase in wanted if phrase.strip()]
    if not patterns:
        return escape(text)
    parts = re.split(f"({'|'.join(patterns)})", text, flags=re.IGNORECASE)
    return Markup("").join(Markup("<mark>{}</mark>").format(part) if i % 2 else part for i, part in enumerate(parts))
