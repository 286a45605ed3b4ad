"""The command `presse bench`: how fast it is, what memory it takes, and how both grow."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Article, Passage, read_library, split
from corpus.errors import PresseError, UsageError
from index import Encoder
from rag import Settings
from rag.reader import load_reader
from rag.settings import SHIPPED_ARTICLES
from ui.eval_command import SHIPPED_QUESTIONS

if TYPE_CHECKING:
    from eval.benchmarks.records import BenchReport

PARTS = ("encode", "ask", "start", "update", "scale")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `presse bench` its options."""
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"what to measure: {', '.join(PARTS)} (default: all of them)"
    )
    real = parser.add_mutually_exclusive_group()
    real.add_argument("--articles", type=Path, metavar="DIR", help="articles to measure with (default: the shipped)")
    real.add_argument("--squad", type=Path, metavar="FILE", help="a set in the format of SQuAD to measure with")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N",
        help="numbers of passages for `scale`; a million takes long and gigabytes (default: 1000 10000 100000)",
    )  # fmt: skip
    parser.add_argument(
        "--changed-in", type=int, default=1_000, metavar="N", help="articles one of which `update` changes (1000)"
    )
    parser.add_argument("--report", type=Path, metavar="DIR", help="write bench.json, bench.html and bench.md there")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")


def run(arguments: argparse.Namespace, settings: Settings, encoder: Callable[[], Encoder]) -> int:
    """Run `presse bench`."""
    from rich.console import Console

    from eval.benchmarks.running import Request, bench
    from eval.benchmarks.telling import dumped, print_bench
    from eval.terminal import progress_bars

    _check(arguments)
    articles, passages, questions = _real(arguments)
    request = Request(
        tuple(arguments.parts or PARTS),
        articles,
        passages,
        questions,
        tuple(arguments.sizes),
        arguments.changed_in,
        settings.vectors,
        settings.model_cache,
    )
    with progress_bars(Console(stderr=True)) as progress:
        report = bench(request, encoder(), load_reader("onnx", request.cache), progress)
    print(dumped(report), flush=True) if arguments.json else print_bench(report, Console())
    if arguments.report:
        _write(report, arguments.report)
    return 0


def _check(arguments: argparse.Namespace) -> None:
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        raise UsageError(f"there is no part {unknown[0]!r} to measure; choose from {', '.join(PARTS)}")
    if min([*arguments.sizes, arguments.changed_in]) < 1:
        raise UsageError("--sizes and --changed-in must be at least 1")


def _real(arguments: argparse.Namespace) -> tuple[tuple[Article, ...], tuple[Passage, ...], tuple[str, ...]]:
    """Return the articles to measure with, their passages, and questions."""
    from eval.datasets import read_questions
    from eval.squad import read_squad

    questions = read_squad(arguments.squad) if arguments.squad else read_questions(SHIPPED_QUESTIONS)
    asked = tuple(question.text for question in questions.questions if not question.history)
    if questions.corpus is not None:
        return tuple(questions.corpus.articles), tuple(questions.corpus.passages), asked
    articles = read_library(arguments.articles or SHIPPED_ARTICLES).articles
    return articles, tuple(passage for article in articles for passage in split(article)), asked


def _write(report: "BenchReport", folder: Path) -> None:
    from eval.benchmarks.telling import bench_markdown, bench_page, dumped

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("json", dumped(report)), ("html", bench_page(report)), ("md", bench_markdown(report))):
            (folder / f"bench.{name}").write_text(text, "utf-8")
    except OSError as error:
        raise PresseError(f"cannot write the report to {folder}: {error.strerror or error}") from error
    print(f"report: {folder / 'bench.html'}", file=sys.stderr)
