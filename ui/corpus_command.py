"""The command `presse corpus`: what the articles are, in figures, and how well they were told from their pages."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from corpus.errors import UsageError
from corpus.report import CorpusReport, Count, report
from index import store

if TYPE_CHECKING:
    from eval.reading import Score

_WIDEST_BAR = 40
_MOST_ROWS = 20


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `presse corpus` its options."""
    parser.add_argument(
        "action",
        choices=("report", "measure"),
        help="report: figures of the index; measure: reading against references",
    )
    parser.add_argument("folders", type=Path, nargs="*", help="measure: folders with files/ and reference.jsonl")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="report: write the articles by month as SVG there")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Run `presse corpus report` or `presse corpus measure`."""
    if arguments.action == "report":
        return _report(arguments.index, arguments.plot, arguments.json)
    if not arguments.folders:
        raise UsageError("presse corpus measure needs a folder with files/ and reference.jsonl")
    return _measure(arguments.folders, arguments.json)


def _report(index: Path, plot: Path | None, as_json: bool) -> int:
    contents = store.load(index)
    figures = report(contents.articles, contents.left_out)
    if plot:
        from eval.plots import histogram

        plot.write_text(histogram("Articles by month", figures.by_month, "month of publication"), "utf-8")
    if as_json:
        print(json.dumps(asdict(figures), ensure_ascii=False))
    else:
        _show(figures)
    return 0


def _show(figures: CorpusReport) -> None:
    console = Console(highlight=False)
    console.print(
        f"{figures.articles} articles, {figures.words:,} words; {figures.without_date} without a date, "
        f"{figures.without_outlet} without an outlet; {figures.repeated} carried by several files; "
        f"{figures.duplicates} duplicates and {figures.rejected} rejects left out"
    )
    for title, counts in (
        ("By month", figures.by_month),
        ("By outlet", figures.by_outlet),
        ("By language", figures.by_language),
        ("Rejected because", figures.left_out),
        ("Words taken out by", figures.removed_words),
    ):
        if counts:
            console.print(_bars(title, counts))


def _bars(title: str, counts: Sequence[Count]) -> Table:
    highest = max(count for _, count in counts)
    table = Table(title=title, title_justify="left", show_header=False, box=None)
    for name, count in counts[:_MOST_ROWS]:
        table.add_row(escape(name), str(count), "█" * max(1, round(_WIDEST_BAR * count / highest)))
    if len(counts) > _MOST_ROWS:
        table.add_row(f"and {len(counts) - _MOST_ROWS} more", "", "")
    return table


def _measure(folders: Sequence[Path], as_json: bool) -> int:
    from eval.reading import means, measure

    scores = [score for folder in folders for score in measure(folder)]
    if as_json:
        print(json.dumps({"means": means(scores), "articles": [asdict(s) for s in scores]}, ensure_ascii=False))
        return 0
    for score in scores:
        if not score.perfect:
            print(_line(score))
    print(f"{len(scores)} articles: " + ", ".join(f"{name} {value:.4f}" for name, value in means(scores).items()))
    return 0


def _line(score: "Score") -> str:
    return (
        f"{score.path}: body precision {score.body_precision:.3f}, recall {score.body_recall:.3f}, "
        f"title {score.title_f1:.2f}, date {score.date:.0f}"
    )
