"""The command `presse learn`: learn the weights of evidence and confidence anew."""

import argparse
from collections.abc import Callable
from pathlib import Path

from corpus import split
from corpus.library import read_library
from index import Encoder
from rag.reader import load_reader
from rag.settings import SHIPPED_ARTICLES, Settings
from rag.weights import SHIPPED as SHIPPED_WEIGHTS
from ui.eval_command import SHIPPED_QUESTIONS


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `presse learn` its options."""
    parser.add_argument(
        "--squad", type=Path, action="append", required=True, metavar="FILE",
        help="questions with their texts, in the format of SQuAD; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--split",
        choices=("dev", "test", "all"),
        default="all",
        help="of their questions (default: all)",
    )
    parser.add_argument(
        "--questions", type=Path, default=SHIPPED_QUESTIONS, metavar="FILE",
        help="the project's own questions, of which the split dev is read (default: the shipped set)",
    )  # fmt: skip
    parser.add_argument(
        "--articles", type=Path, action="append", metavar="DIR",
        help="a folder of articles the own questions are about; may be given several times (default: the shipped one)",
    )  # fmt: skip
    parser.add_argument(
        "--out", type=Path, default=SHIPPED_WEIGHTS, metavar="FILE", help="the weights to write (default: the shipped)"
    )


def run(arguments: argparse.Namespace, settings: Settings, encoder: Callable[[], Encoder]) -> int:
    """Run `presse learn`."""
    from eval.datasets import chosen, read_questions
    from eval.learning import learn
    from eval.records import OwnCorpus
    from eval.squad import read_squad

    outside = [chosen(read_squad(path), arguments.split) for path in arguments.squad]
    own = read_questions(arguments.questions)
    folders: list[Path] = arguments.articles or [SHIPPED_ARTICLES]
    libraries = [read_library(folder) for folder in folders]
    corpora = [OwnCorpus(lib.articles, tuple(p for a in lib.articles for p in split(a))) for lib in libraries]
    model = encoder()
    sets = ", ".join(
        f"{path.name} (SHA-256 {questions.sha256[:12]}, {len(questions.questions):,} questions"
        f"{'' if arguments.split == 'all' else f' of split {arguments.split}'})"
        for path, questions in zip(arguments.squad, outside, strict=True)
    )
    told = (
        f"presse learn on {sets} and the split dev of {arguments.questions.name} (SHA-256 {own.sha256[:12]}) over "
        f"{len(corpora)} folders of articles, vectors of {model.card.model}"
    )
    reader = load_reader(settings.backend, settings.model_cache)
    weights = learn(outside, own, corpora, model, reader, told)
    weights.save(arguments.out)
    print(f"{arguments.out}: threshold {weights.threshold}")
    return 0
