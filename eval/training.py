"""Trains an adapter of the offline model, so that questions come nearer to the sentences that answer them.

The model itself stays as it is; what is learned is `eval.lora`, from the batches of `eval.batches`, by the loss of
`eval.contrast`. The same sets, recipe and seed give the same adapter on the same machine, whether or not the training
was interrupted: every so many steps, all that goes on is kept in a file beside the one to be written.
"""

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from corpus.errors import PresseError
from eval.batches import Batch, batches_of
from eval.contrast import contrast
from eval.lessons import lessons_of
from eval.lora import AdaptedLinear, adapt, learned
from eval.recipe import Recipe
from eval.records import QuestionSet
from index.adapter import LowRank
from index.weights import PASSAGE_PROMPT, QUERY_PROMPT

Progress = Callable[[int, int], None]
"""Called with the number of steps taken so far and the number to take."""

LONGEST = 256
"""Tokens of a text, cut beyond."""
THREADS = 2
"""Threads to compute on, whatever the machine has: sums depend on how they are shared out."""
_TOKENS_AT_ONCE = 4096
STEPS_KEPT = 5  # after so many steps the state is kept
_STEEPEST = 1.0  # gradients are scaled down to this norm


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned, and the mean loss of each epoch."""

    layers: dict[str, LowRank]
    losses: tuple[float, ...]


def train(
    sets: Sequence[QuestionSet],
    bert: BertModel,
    tokenizer: Tokenizer,
    recipe: Recipe,
    kept: Path,
    progress: Progress | None = None,
) -> Trained:
    """Train on sets that bring their corpus; goes on from the file `kept` where there is one.

    `bert` is changed, and `kept` left for the caller to remove once the adapter is safe. Raises DatasetError where
    there is nothing to train on, PresseError where `kept` is of another training or damaged.
    """
    lessons = lessons_of(sets)
    reader = _Reader(bert, tokenizer)
    bert.set_attn_implementation("eager")  # its gradient takes half the time of the fused one's in bfloat16
    torch.nn.Module.to(bert, torch.bfloat16 if _has_bfloat16() else torch.float32)
    adapted = adapt(bert, recipe.rank, recipe.scale, recipe.seed)
    in_epoch = len(batches_of(lessons, recipe.seed, 0))
    steps = in_epoch * recipe.epochs
    course = _Course(adapted, recipe, steps, _fingerprint(sets, recipe))
    course.take_up(kept)
    with _threads(THREADS):
        for epoch in range(course.step // in_epoch, recipe.epochs):
            for batch in batches_of(lessons, recipe.seed, epoch)[course.step - epoch * in_epoch :]:
                course.learn(_loss(reader, batch))
                if course.step % STEPS_KEPT == 0:
                    course.keep(kept)
                if progress:
                    progress(course.step, steps)
    course.keep(kept)
    means = tuple(sum(course.losses[i : i + in_epoch]) / in_epoch for i in range(0, steps, in_epoch))
    return Trained(learned(adapted), means)


class _Reader:
    """Texts → unit vectors, with their gradients."""

    def __init__(self, bert: BertModel, tokenizer: Tokenizer) -> None:
        self._bert = bert
        self._tokenizer = tokenizer
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)

    def read(self, texts: Sequence[str], prompt: str) -> torch.Tensor:
        """Return (len(texts), dim) unit rows; texts of about the same length are read together."""
        ids = [torch.tensor(encoding.ids) for encoding in self._tokenizer.encode_batch([prompt + t for t in texts])]
        order = sorted(range(len(ids)), key=lambda number: len(ids[number]))
        rows = torch.cat([self._pooled([ids[number] for number in part]) for part in _together(order, ids)])
        return rows[torch.tensor(order).argsort()]

    def _pooled(self, ids: list[torch.Tensor]) -> torch.Tensor:
        padded = torch.nn.utils.rnn.pad_sequence(ids, batch_first=True)
        lengths = torch.tensor([len(one) for one in ids])
        mask = (torch.arange(padded.shape[1])[None, :] < lengths[:, None]).long()
        states = self._bert(input_ids=padded, attention_mask=mask).last_hidden_state.float()
        return torch.nn.functional.normalize((states * mask[..., None]).sum(dim=1), dim=1)


def _together(order: Sequence[int], ids: Sequence[torch.Tensor]) -> Iterator[list[int]]:
    """Yield parts of an ascending order that hold few tokens once they are padded to their longest."""
    part: list[int] = []
    for number in order:
        if part and (len(part) + 1) * len(ids[number]) > _TOKENS_AT_ONCE:
            yield part
            part = []
        part.append(number)
    yield part


def _loss(reader: _Reader, batch: Batch) -> torch.Tensor:
    return contrast(
        reader.read(batch.questions, QUERY_PROMPT),
        reader.read(batch.texts, PASSAGE_PROMPT),
        torch.tensor(batch.answers),
        torch.tensor(batch.barred),
    )


class _Course:
    """A training on its way: what is learned, the state of the optimiser, and the losses so far."""

    def __init__(self, adapted: dict[str, AdaptedLinear], recipe: Recipe, steps: int, fingerprint: str) -> None:
        self._parameters = {f"{n}.{m}": getattr(layer, m) for n, layer in adapted.items() for m in ("down", "up")}
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


def _has_bfloat16() -> bool:
    """Tell whether the processor multiplies in bfloat16, which then halves the time."""
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Compute on so many threads in here."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)
