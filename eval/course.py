"""A training on its way, whatever is learned: its steps, its rate, and how it goes on after an interruption.

The same parameters, batches and recipe give the same on the same machine, whether or not it was interrupted: every so
many steps, all that goes on is kept in a file.
"""

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

import torch
from transformers import BertModel

from corpus.errors import PresseError
from eval.lora import AdaptedLinear, adapt
from eval.recipe import Recipe
from eval.records import QuestionSet

Batch = TypeVar("Batch")

Progress = Callable[[int, int], None]
"""Called with the number of steps taken so far and the number to take."""

THREADS = 2
"""Threads to compute on, whatever the machine has: sums depend on how they are shared out."""
STEPS_KEPT = 5  # after so many steps the state is kept
_STEEPEST = 1.0  # gradients are scaled down to this norm


def follow(
    learned: Mapping[str, torch.nn.Parameter],
    recipe: Recipe,
    sets: Sequence[QuestionSet],
    batches: Callable[[int], Sequence[Batch]],
    loss: Callable[[Batch], torch.Tensor],
    kept: Path,
    progress: Progress | None = None,
) -> tuple[float, ...]:
    """Train by a recipe and return the mean loss of each epoch; goes on from the file `kept` where there is one.

    `batches` gives those of an epoch, as many in each and the same when asked again. `kept` is left for the caller to
    remove once what was learned is safe. Raises PresseError where it is of another training or damaged.
    """
    in_epoch = len(batches(0))
    steps = in_epoch * recipe.epochs
    course = _Course(learned, recipe, steps, _fingerprint(sets, recipe))
    course.take_up(kept)
    with _threads(THREADS):
        for epoch in range(course.step // in_epoch, recipe.epochs):
            for batch in batches(epoch)[course.step - epoch * in_epoch :]:
                course.learn(loss(batch))
                if course.step % STEPS_KEPT == 0:
                    course.keep(kept)
                if progress:
                    progress(course.step, steps)
    course.keep(kept)
    return tuple(sum(course.losses[i : i + in_epoch]) / in_epoch for i in range(0, steps, in_epoch))


def made_ready(bert: BertModel, recipe: Recipe) -> dict[str, AdaptedLinear]:
    """Freeze a model in the precision that is fastest here, and put layers that learn in it; returns them by name."""
    bert.set_attn_implementation("eager")  # its gradient takes half the time of the fused one's in bfloat16
    torch.nn.Module.to(bert, _precision())
    return adapt(bert, recipe.rank, recipe.scale, recipe.seed)


class _Course:
    """What is learned, the state of the optimiser, and the losses so far."""

    def __init__(self, learned: Mapping[str, torch.nn.Parameter], recipe: Recipe, steps: int, fingerprint: str) -> None:
        self._parameters = dict(learned)
        self._optimiser = torch.optim.AdamW(self._parameters.values(), lr=recipe.rate)
        self._recipe, self._steps, self._fingerprint = recipe, steps, fingerprint
        self.losses: list[float] = []

    @property
    def step(self) -> int:
        """The number of steps taken."""
        return len(self.losses)

    def learn(self, loss: torch.Tensor) -> None:
        """Take one step."""
        for group in self._optimiser.param_groups:
            group["lr"] = self._recipe.rate * self._share()
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        torch.nn.utils.clip_grad_norm_(list(self._parameters.values()), _STEEPEST)
        self._optimiser.step()
        self.losses.append(loss.item())

    def _share(self) -> float:
        """Return the share of the full rate at this step: rising from 0 at first, then falling to 0."""
        rising = max(math.ceil(self._steps * self._recipe.warm_up), 1)
        return min((self.step + 1) / rising, (self._steps - self.step) / max(self._steps - rising, 1))

    def keep(self, path: Path) -> None:
        """Write all that is needed to go on; the file is whole at any moment."""
        state = {
            "fingerprint": self._fingerprint,
            "losses": self.losses,
            "parameters": {name: parameter.data for name, parameter in self._parameters.items()},
            "optimiser": self._optimiser.state_dict(),
        }
        fresh = path.with_name(path.name + ".new")
        torch.save(state, fresh)
        fresh.replace(path)

    def take_up(self, path: Path) -> None:
        """Go on from what `keep` wrote, where there is a file."""
        if not path.exists():
            return
        try:
            state = torch.load(path, weights_only=True)
            ours = state["fingerprint"] == self._fingerprint
        except Exception as error:  # torch names no class for what a damaged file may cause
            raise PresseError(f"the unfinished training {path} is damaged; remove it to start anew") from error
        if not ours:
            raise PresseError(
                f"{path} is an unfinished training on other data or by another recipe; finish it with the options it "
                "was started with, or remove it to start anew"
            )
        for name, parameter in self._parameters.items():
            parameter.data.copy_(state["parameters"][name])
        self._optimiser.load_state_dict(state["optimiser"])
        self.losses = list(state["losses"])


def _fingerprint(sets: Sequence[QuestionSet], recipe: Recipe) -> str:
    told = json.dumps([asdict(recipe), [[s.sha256, *(q.id for q in s.questions)] for s in sets]])
    return hashlib.sha256(told.encode()).hexdigest()


def _precision() -> torch.dtype:
    """Return bfloat16 where the processor multiplies in it, which then halves the time."""
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if native else torch.float32


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Compute on so many threads in here."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)
