"""The command `presse train`: train an adapter of the offline model, for the encoder or for the reader."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from corpus.errors import PresseError, UsageError
from eval.recipe import Recipe
from index import Encoder, adapter
from index.adapter import SUFFIX
from ui.terminal import progress_bar


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `presse train` its options."""
    usual = Recipe()
    parser.add_argument(
        "--squad", type=Path, action="append", required=True, metavar="FILE",
        help="questions with their texts, in the format of SQuAD; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE",
        help=f"the adapter to write, FILE{SUFFIX}, with its card FILE.json; try it with PRESSE_MODEL=FILE{SUFFIX}",
    )  # fmt: skip
    parser.add_argument(
        "--reader", action="store_true",
        help="train the reader, which says whether a sentence answers and where, instead of the encoder",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, default=usual.seed, metavar="N", help=f"default: {usual.seed}")
    parser.add_argument("--epochs", type=int, default=usual.epochs, metavar="N", help=f"default: {usual.epochs}")


def run(arguments: argparse.Namespace, encoder: Callable[[], Encoder]) -> int:
    """Run `presse train`; interrupted, it goes on where it was when it is given again."""
    out: Path = arguments.out
    if out.suffix != SUFFIX:
        raise UsageError(f"--out is {out}; give a file whose name ends in {SUFFIX}")
    if arguments.epochs < 1:
        raise UsageError(f"--epochs is {arguments.epochs}; train at least one")
    from eval import adapter_card
    from eval.squad import read_squad
    from index import bundled, weights

    sets = [read_squad(path) for path in arguments.squad]
    kept = out.with_suffix(".unfinished")
    _check_writable(kept)
    recipe = Recipe(seed=arguments.seed, epochs=arguments.epochs)
    stored = weights.read(weights.find())
    tokenizer = bundled.build_tokenizer(stored)
    start = adapter.read(adapter.SHIPPED) if arguments.reader else None
    with progress_bar("Training") as progress:
        if arguments.reader:
            from eval.reader_training import train_reader

            build = partial(bundled.build_bert, stored)
            trained = train_reader(sets, encoder(), build, tokenizer, start, recipe, kept, progress)
        else:
            from eval.training import train

            trained = train(sets, bundled.build_bert(stored), tokenizer, recipe, kept, progress)
    sha256 = adapter_card.write(out, trained, sets, recipe, start)
    kept.unlink(missing_ok=True)
    print(f"{out}: SHA-256 {sha256}, mean loss by epoch {', '.join(f'{loss:.3f}' for loss in trained.losses)}")
    return 0


def _check_writable(path: Path) -> None:
    """Fail before hours are spent, where there is no writing there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
    except OSError as error:
        raise PresseError(f"cannot write {path}: {error.strerror or error}") from error
    if not path.stat().st_size:
        path.unlink()
