"""A report, a comparison and the progress of a run in the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBars
from rich.table import Table

from eval import words
from eval.compare import Comparison
from eval.measures import GROUPS
from eval.report import Report
from eval.runner import Progress

_COLOURS = {"better": "green", "worse": "red"}
_CHANGED_SHOWN = 20


@contextmanager
def progress_bars(console: Console) -> Iterator[Progress]:
    """Yield a function to report progress to; each thing that is being done gets a bar."""
    columns = TextColumn("{task.description:<26}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with ProgressBars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(doing: str, done: int, of: int) -> None:
            if doing not in tasks:
                tasks[doing] = bars.add_task(doing, total=of)
            bars.update(tasks[doing], completed=done, total=of)

        yield progress


def print_report(report: Report, console: Console) -> None:
    """Print every figure that was computed, with its interval and the number of questions it rests on."""
    console.print(words.headline(report), style="bold", highlight=False)
    table = _table(("", "left"), ("value", "right"), ("95 %", "right"), ("questions", "right"))
    for group in GROUPS:
        table.add_section()
        for key, figure in report.figures.items():
            if key.startswith(f"{group}.") and figure.value is not None:
                bounds = words.bounds(figure.interval)
                table.add_row(key, words.share(figure.value), bounds, f"{figure.questions:,}")
    console.print(table)
    console.print(_time(report), highlight=False)
    missing = [key for key, figure in report.figures.items() if figure.value is None]
    if missing:
        console.print(f"Not computed: {', '.join(missing)}", style="dim", highlight=False)


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print each measure's difference, and the questions that changed."""
    console.print(words.compared(comparison), style="bold", highlight=False)
    table = _table(("", "left"), ("before", "right"), ("after", "right"), ("change", "right"), ("95 %", "right"),
                   ("p (Holm)", "right"), ("", "left"))  # fmt: skip
    for row in comparison.differences:
        bounds = "" if row.interval is None else " … ".join(map(words.change, row.interval))
        p = "" if row.p is None else f"{row.p:.3f}"
        table.add_row(row.key, words.share(row.before), words.share(row.after), words.change(row.change), bounds, p,
                      row.verdict, style=_COLOURS.get(row.verdict))  # fmt: skip
    console.print(table)
    for gained, title in ((False, "lost"), (True, "gained")):
        changed = [change for change in comparison.changed if change.gained is gained]
        console.print(f"{len(changed)} questions {title}", style="bold")
        for change in changed[:_CHANGED_SHOWN]:
            console.print(f"  {change.id}  {change.question}", highlight=False, markup=False)
        if len(changed) > _CHANGED_SHOWN:
            console.print(f"  and {len(changed) - _CHANGED_SHOWN} more")


def _table(*columns: tuple[str, str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title, side in columns:
        table.add_column(title, justify="right" if side == "right" else "left", no_wrap=True)
    return table


def _time(report: Report) -> str:
    total = report.latency.total
    spent = ", ".join(f"{part} {seconds:.0f} s" for part, seconds in report.seconds.items() if seconds >= 0.5)
    return (
        f"latency p50 {words.milliseconds(total['p50'])}, p95 {words.milliseconds(total['p95'])}, p99 "
        f"{words.milliseconds(total['p99'])} · memory {words.megabytes(report.memory_mb)} · {spent}"
    )
