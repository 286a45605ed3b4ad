"""An adapter as it is kept: its file, and beside it the card that says what it was learned from and how."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.errors import PresseError, UsageError
from eval.folds import Fold, fold_from
from eval.recipe import Recipe
from eval.records import QuestionSet
from eval.training import Trained
from index import adapter, weights


def write(path: Path, trained: Trained, sets: Sequence[QuestionSet], recipe: Recipe, fold: Fold | None = None) -> str:
    """Write an adapter and its card; returns the SHA-256 of the adapter's file. Raises PresseError where it cannot.

    `fold` is what was left out of the sets.
    """
    data = adapter.packed(trained.layers, recipe.scale)
    sha256 = hashlib.sha256(data).hexdigest()
    card = {
        "sha256": sha256,
        "base": {"model": f"intfloat/{weights.NAME}", "package": weights.PACKAGE, "sha256": weights.SHA256},
        "data": [{"name": s.name, "sha256": s.sha256, "questions": len(s.questions)} for s in sets],
        "fold_left_out": str(fold) if fold else None,
        "recipe": asdict(recipe),
        "loss_by_epoch": [round(loss, 4) for loss in trained.losses],
        "made_by": _command(path, sets, recipe, fold),
    }
    try:
        path.write_bytes(data)
        adapter.card_of(path).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise PresseError(f"cannot write {path}: {error.strerror or error}") from error
    return sha256


def fold_left_out(path: Path) -> Fold:
    """Return the fold that an adapter was trained without; raises UsageError where it was trained on all."""
    adapter.read(path)
    stated = json.loads(adapter.card_of(path).read_text("utf-8")).get("fold_left_out")
    if not stated:
        raise UsageError(f"{path} left no fold out; train one with: presse train --without-fold 1/2")
    return fold_from(stated)


def _command(path: Path, sets: Sequence[QuestionSet], recipe: Recipe, fold: Fold | None) -> str:
    data = " ".join(f"--squad {questions.name}.json" for questions in sets)
    left_out = f" --without-fold {fold}" if fold else ""
    return f"presse train {data}{left_out} --seed {recipe.seed} --epochs {recipe.epochs} --out {path.name}"
