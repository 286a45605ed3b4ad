"""Figures in words, the same in the terminal, in Markdown and on the page."""

from eval.compare import Comparison
from eval.measure import Figure
from eval.report import Report
from eval.resampling import Interval


def share(value: float | None) -> str:
    """Return a figure to three decimals without its zero, as `.812`; a dash where it was not computed."""
    return "—" if value is None else f"{value:.3f}".replace("0.", ".", 1)


def bounds(interval: Interval | None) -> str:
    """Return an interval as `.79–.83`, nothing where there is none."""
    return "" if interval is None else "–".join(f"{bound:.2f}".replace("0.", ".", 1) for bound in interval)


def change(value: float | None) -> str:
    """Return a difference with its sign, as `+.012`."""
    return "—" if value is None else f"{value:+.3f}".replace("0.", ".", 1)


def bounds_of_change(interval: Interval | None) -> str:
    """Return the interval of a difference as `-.004 to +.012`, nothing where there is none."""
    return "" if interval is None else " to ".join(map(change, interval))


def milliseconds(value: float | None) -> str:
    """Return a time as `12 ms`, a dash where none was taken."""
    return "—" if value is None else f"{value:.1f} ms" if value < 10 else f"{value:.0f} ms"


def megabytes(value: float | None) -> str:
    """Return a size as `812 MB`."""
    return "—" if value is None else f"{value:,.0f} MB"


def headline(report: Report) -> str:
    """Return what was asked of what, in one line."""
    card = report.questions
    part = "" if card.split == "all" else f", split {card.split}"
    sample = "" if card.limit is None or card.limit > report.asked else ", a sample"
    return (
        f"{report.asked:,} questions of {card.name}{part}{sample} · {report.articles:,} articles, "
        f"{report.passages:,} passages · {report.state.model}"
    )


def told(figure: Figure) -> str:
    """Return a figure with its interval, as `.812 (.79–.83)`."""
    return f"{share(figure.value)} ({bounds(figure.interval)})" if figure.interval else share(figure.value)


def compared(comparison: Comparison) -> str:
    """Return over which questions two reports were compared, in one line."""
    if not comparison.questions:
        return "Figures only: one of the reports was kept without its outcomes"
    counts = ((comparison.only_before, "first"), (comparison.only_after, "second"))
    alone = [f"{count} only in the {which}" for count, which in counts if count]
    return f"{comparison.questions} questions in both reports" + (f" ({', '.join(alone)})" if alone else "")
