"""The command `presse eval`: measure an index on a set of questions, or compare two reports."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import PresseError, UsageError
from index import Encoder, load_encoder
from rag import Settings
from rag.reader import load_reader

if TYPE_CHECKING:
    from eval.gates import Gate
    from eval.report import Report

SAMPLE = 1000
"""Questions asked in every way of writing and by every leg, where two encoders are compared."""
SHIPPED_QUESTIONS = Path(__file__).parents[1] / "eval" / "questions" / "moroccan-startups.jsonl"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `presse eval` its options."""
    sets = parser.add_mutually_exclusive_group()
    sets.add_argument("--questions", type=Path, metavar="FILE", help="a question set (default: the shipped one)")
    sets.add_argument("--squad", type=Path, metavar="FILE", help="a set in the format of SQuAD, with its own texts")
    sets.add_argument("--beir", type=Path, metavar="DIR", help="a set in the format of BEIR, with its own texts")
    sets.add_argument("--compare", type=Path, nargs=2, metavar=("A", "B"), help="compare two reports instead")
    parser.add_argument(
        "--index", type=Path, metavar="DIR",
        help="the folder of the index; sets with their own texts are indexed there (default: one for each set)",
    )  # fmt: skip
    parser.add_argument(
        "--split", choices=("dev", "test", "all"), default="all", help="questions to ask (default: all)"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="ask a sample of N questions only")
    parser.add_argument("--variations", action="store_true", help="also ask a sample misspelt and by single legs")
    parser.add_argument("--report", type=Path, metavar="DIR", help="write report.json, report.html and report.md there")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the figures alone there, without any text")
    parser.add_argument(
        "--calibrate", action="store_true",
        help="fit confidence and the threshold to this index and set, kept beside the index and used from then on",
    )  # fmt: skip
    parser.add_argument("--weights", type=Path, metavar="FILE", help="weights of `presse learn` (default: the shipped)")
    parser.add_argument(
        "--against", metavar="MODEL",
        help="measure twice instead, with MODEL (as PRESSE_MODEL) and as it is, and test every difference",
    )  # fmt: skip
    parser.add_argument(
        "--against-weights", type=Path, metavar="FILE", help="the weights learned on the vectors of that MODEL"
    )
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    for side in ("under", "over"):
        parser.add_argument(
            f"--fail-{side}", action="append", default=[], metavar="KEY=BOUND",
            help=f"fail where a figure is {side} a bound, as retrieval.mrr@10=.81; may be given several times",
        )  # fmt: skip


def run(arguments: argparse.Namespace, settings: Settings, encoder: Callable[[], Encoder]) -> int:
    """Run `presse eval`; returns 1 where a gate does not hold."""
    if arguments.compare:
        return _compare(arguments)
    return (_set_against if arguments.against else _evaluate)(arguments, settings, encoder)


def _evaluate(arguments: argparse.Namespace, settings: Settings, encoder: Callable[[], Encoder]) -> int:
    from rich.console import Console

    from eval.evaluation import Request, evaluate
    from eval.gates import parse_gate
    from eval.runner import Plan
    from eval.terminal import progress_bars

    gates = [parse_gate(text, "under") for text in arguments.fail_under]
    gates += [parse_gate(text, "over") for text in arguments.fail_over]
    if arguments.limit is not None and arguments.limit < 1:
        raise UsageError(f"--limit is {arguments.limit}; ask at least one question.")
    kind, path = _set(arguments)
    request = Request(
        kind=kind,
        path=path,
        index=arguments.index or _index(kind, path, settings),
        split=arguments.split,
        limit=arguments.limit,
        plan=Plan(variations=arguments.variations),
        calibrated=not arguments.calibrate,
        weights=arguments.weights,
    )
    with progress_bars(Console(stderr=True)) as progress:
        report = evaluate(request, encoder, load_reader(settings.backend, settings.model_cache), progress)
    _tell(report, arguments.json)
    if arguments.report:
        _write(report, arguments.report)
    if arguments.keep:
        _keep(report, arguments.keep)
    if arguments.calibrate:
        _calibrate(report, request.index)
    return _held(report, gates)


def _set_against(arguments: argparse.Namespace, settings: Settings, encoder: Callable[[], Encoder]) -> int:
    from rich.console import Console

    from eval.against import Side, against_markdown, headline, set_against
    from eval.evaluation import READERS, corpus_of
    from eval.runner import Plan
    from eval.terminal import progress_bars
    from rag.weights import Weights

    kind, path = _set(arguments)
    questions = READERS[kind](path)
    corpus = corpus_of(questions, arguments.index or settings.index)
    weights, other_weights = (
        Weights.load(file) if file else Weights.shipped() for file in (arguments.weights, arguments.against_weights)
    )
    other = load_encoder(arguments.against, settings.backend, settings.model_cache)
    reader = load_reader(settings.backend, settings.model_cache)
    sides = Side(other, other_weights, reader), Side(encoder(), weights, reader)
    plan = Plan(variations=arguments.variations, sample=SAMPLE, timed=0)
    with progress_bars(Console(stderr=True)) as progress:
        sections = set_against(questions, corpus, sides, plan, progress)
    print("\n".join(map(headline, sections)))
    if arguments.report:
        _write_files({arguments.report / f"{questions.name}.md": against_markdown(questions, sides, sections)})
    return 0


def _set(arguments: argparse.Namespace) -> tuple[str, Path]:
    for kind in ("squad", "beir"):
        if path := getattr(arguments, kind):
            return kind, path
    return "questions", arguments.questions or SHIPPED_QUESTIONS


def _index(kind: str, path: Path, settings: Settings) -> Path:
    """Return the folder of the index where none is named: that of the articles, or one of the set's own."""
    return settings.index if kind == "questions" else Settings().index.with_name(f"eval-{path.stem}")


def _tell(report: "Report", as_json: bool) -> None:
    from rich.console import Console

    from eval.storing import dumped
    from eval.terminal import print_report

    if as_json:
        print(dumped(report), flush=True)
    else:
        print_report(report, Console())


def _write(report: "Report", folder: Path) -> None:
    from eval.markdown import report_markdown
    from eval.page import report_page
    from eval.storing import dumped

    _write_files(
        {
            folder / "report.json": dumped(report) + "\n",
            folder / "report.md": report_markdown(report),
            folder / "report.html": report_page(report),
        }
    )


def _keep(report: "Report", path: Path) -> None:
    from eval.storing import dumped, worth_keeping

    _write_files({path: dumped(worth_keeping(report), indent=1) + "\n"})


def _calibrate(report: "Report", index: Path) -> None:
    """Fit confidence to what was just measured with the weights as they are shipped."""
    from eval.calibrating import calibrate

    asked = f"presse eval --calibrate on {report.questions.name} (SHA-256 {report.questions.sha256[:12]})"
    calibration = calibrate(report.outcomes, report.state.model, f"{asked}, {report.asked:,} questions")
    path = calibration.save(index)
    print(f"written: {path}; answers are given from confidence {calibration.threshold} on", file=sys.stderr)


def _write_files(texts: dict[Path, str]) -> None:
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError as error:
            raise PresseError(f"cannot write {path}: {error.strerror or error}") from error
        print(f"written: {path}", file=sys.stderr)


def _held(report: "Report", gates: "list[Gate]") -> int:
    """Say which gates do not hold; returns 1 where there is one."""
    from eval.gates import failures
    from eval.storing import flattened, to_json

    fallen = failures(gates, flattened(to_json(report)))
    for line in fallen:
        print(f"presse eval: {line}", file=sys.stderr)
    return 1 if fallen else 0


def _compare(arguments: argparse.Namespace) -> int:
    import json

    from rich.console import Console

    from eval.compare import compare
    from eval.markdown import comparison_markdown
    from eval.storing import read_report
    from eval.terminal import print_comparison

    before, after = map(read_report, arguments.compare)
    comparison = compare(before, after)
    if arguments.json:
        print(json.dumps(asdict(comparison), ensure_ascii=False), flush=True)
    else:
        print_comparison(comparison, Console())
    if arguments.report:
        _write_files({arguments.report / "comparison.md": comparison_markdown(comparison)})
    return 0
