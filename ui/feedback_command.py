"""The command `presse feedback export`: what readers said of answers, as questions for `presse eval`."""

import argparse
from pathlib import Path

from rag import Settings
from ui.feedback import FeedbackStore, evaluation_lines


def default_file(index: Path) -> Path:
    """Return where the verdicts on an index are kept: beside it, so that a new build leaves them alone."""
    return index.with_name(f"{index.name}.feedback.sqlite")


def add_options(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Give the parser of `presse feedback` its options."""
    parser.add_argument("action", choices=("export",), help="export: print the verdicts as evaluation questions")
    parser.add_argument(
        "--feedback", type=Path, default=default_file(settings.index), metavar="FILE",
        help="the file of verdicts (default: beside the index)",
    )  # fmt: skip
    parser.add_argument(
        "--to-complete", action="store_true", help="print those whose right answer is yet to be filled in instead"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run `presse feedback export`."""
    for line in evaluation_lines(FeedbackStore(arguments.feedback).all(), arguments.to_complete):
        print(line)
    return 0
