"""An adapter as it is kept: its file, and beside it the card that says what it was learned from and how."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.errors import PresseError
from eval.recipe import Recipe
from eval.records import QuestionSet
from eval.training import Trained
from index import adapter, weights
from index.adapter import Adapter


def write(
    path: Path, trained: Trained, sets: Sequence[QuestionSet], recipe: Recipe, started: Adapter | None = None
) -> str:
    """Write an adapter and its card; returns the SHA-256 of the adapter's file. Raises PresseError where it cannot.

    `started`: the adapter that a reader started from; None for an adapter of the encoder.
    """
    data = adapter.packed(trained.layers, recipe.scale, trained.others)
    sha256 = hashlib.sha256(data).hexdigest()
    card = {
        "sha256": sha256,
        "base": {"model": f"intfloat/{weights.NAME}", "package": weights.PACKAGE, "sha256": weights.SHA256},
        "data": [{"name": s.name, "sha256": s.sha256, "questions": len(s.questions)} for s in sets],
        **({"starts_from": started.sha256} if started else {}),
        "recipe": asdict(recipe),
        "loss_by_epoch": [round(loss, 4) for loss in trained.losses],
        "made_by": _command(path, sets, recipe, ["--reader"] if started else []),
    }
    try:
        path.write_bytes(data)
        adapter.card_of(path).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise PresseError(f"cannot write {path}: {error.strerror or error}") from error
    return sha256


def _command(path: Path, sets: Sequence[QuestionSet], recipe: Recipe, options: list[str]) -> str:
    data = " ".join(f"--squad {questions.name}.json" for questions in sets)
    told = f"{data} --seed {recipe.seed} --epochs {recipe.epochs} --out {path.name}"
    return " ".join(["presse train", *options, told])
