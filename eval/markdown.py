"""A report and a comparison as Markdown, for a pull request or a README."""

from collections.abc import Iterable, Sequence

from eval import words
from eval.compare import Comparison, Difference
from eval.measures import GROUPS, MEASURES
from eval.report import Report

_LATENCY = (
    ("latency_ms.p50", "milliseconds from question to answer: half of them are faster; likewise p95 and p99"),
    ("latency_ms.stages.*.p50", "the same for each stage"),
    ("memory_mb.peak", "highest resident memory of the process"),
)


def report_markdown(report: Report) -> str:
    """Return a report as a table of its figures and one of its slices by category."""
    rows = [
        (f"`{key}`", words.share(figure.value), words.bounds(figure.interval), f"{figure.questions:,}")
        for group in GROUPS
        for key, figure in report.figures.items()
        if key.startswith(f"{group}.") and figure.value is not None
    ]
    total = report.latency.total
    times = " · ".join(f"{percentile} {words.milliseconds(value)}" for percentile, value in total.items())
    return "\n".join(
        [
            f"### {words.headline(report)}",
            "",
            *table(("measure", "value", "95 %", "questions"), rows),
            "",
            f"Latency {times}; memory {words.megabytes(report.memory_mb)}; commit {report.state.commit or 'unknown'}.",
            "",
        ]
    )


def differences_markdown(differences: Iterable[Difference]) -> list[str]:
    """Return the lines of a table of differences."""
    rows = [
        (
            f"`{row.key}`",
            words.share(row.before),
            words.share(row.after),
            words.change(row.change),
            words.bounds_of_change(row.interval),
            "" if row.p is None else f"{row.p:.3f}",
            f"**{row.verdict}**" if row.verdict in ("better", "worse") else row.verdict,
        )
        for row in differences
    ]
    return table(("measure", "before", "after", "change", "95 %", "p (Holm)", ""), rows)


def comparison_markdown(comparison: Comparison) -> str:
    """Return a comparison as a table of its differences and the lists of questions that changed."""
    lines = [f"### {words.compared(comparison)}", ""]
    lines += differences_markdown(comparison.differences)
    for gained, title in ((False, "lost"), (True, "gained")):
        changed = [change for change in comparison.changed if change.gained is gained]
        lines += ["", f"{len(changed)} questions {title}", ""]
        lines += [f"- `{change.id}` {_escaped(change.question)}" for change in changed]
    return "\n".join(lines) + "\n"


def measures_markdown() -> str:
    """Return the documentation of every key, for the README."""
    rows = [(f"`{m.key}`", _escaped(m.meaning), "lower" if m.better == "lower" else "", m.source) for m in MEASURES]
    rows += [(f"`{key}`", meaning, "lower", "") for key, meaning in _LATENCY]
    return "\n".join(table(("key", "meaning", "better", "as in"), rows)) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table."""
    lines = ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
