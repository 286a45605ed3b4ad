"""Trains an adapter of the offline model, so that questions come nearer to the sentences that answer them.

The model itself stays as it is; what is learned is `eval.lora`, from the batches of `eval.batches`, by the loss of
`eval.contrast`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from eval.batches import Batch, batches_of
from eval.contrast import contrast
from eval.course import Progress, follow, made_ready
from eval.lessons import lessons_of
from eval.lora import learned, parameters
from eval.padding import padded, together
from eval.recipe import Recipe
from eval.records import QuestionSet
from index.adapter import LowRank, Matrix
from index.weights import PASSAGE_PROMPT, QUERY_PROMPT

LONGEST = 256
"""Tokens of a text, cut beyond."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned, other tensors than those of the layers with it, and the mean loss of each epoch."""

    layers: dict[str, LowRank]
    losses: tuple[float, ...]
    others: Mapping[str, Matrix] = field(default_factory=dict)


def train(
    sets: Sequence[QuestionSet],
    bert: BertModel,
    tokenizer: Tokenizer,
    recipe: Recipe,
    kept: Path,
    progress: Progress | None = None,
) -> Trained:
    """Train on sets that bring their corpus; goes on from the file `kept` where there is one (`eval.course`).

    `bert` is changed. Raises DatasetError where there is nothing to train on, PresseError where `kept` is of another
    training or damaged.
    """
    lessons = lessons_of(sets)
    adapted = made_ready(bert, recipe)
    encoding = _Encoding(bert, tokenizer)
    losses = follow(
        parameters(adapted),
        recipe,
        sets,
        lambda epoch: batches_of(lessons, recipe.seed, epoch),
        lambda batch: _loss(encoding, batch),
        kept,
        progress,
    )
    return Trained(learned(adapted), losses)


class _Encoding:
    """Texts → unit vectors, with their gradients."""

    def __init__(self, bert: BertModel, tokenizer: Tokenizer) -> None:
        self._bert = bert
        self._tokenizer = tokenizer
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)

    def rows(self, texts: Sequence[str], prompt: str) -> torch.Tensor:
        """Return (len(texts), dim) unit rows; texts of about the same length are encoded together."""
        ids = [torch.tensor(encoding.ids) for encoding in self._tokenizer.encode_batch([prompt + t for t in texts])]
        parts = list(together([len(one) for one in ids]))
        order = torch.tensor([number for part in parts for number in part])
        rows = torch.cat([self._pooled([ids[number] for number in part]) for part in parts])
        return rows[order.argsort()]

    def _pooled(self, ids: list[torch.Tensor]) -> torch.Tensor:
        rows, mask = padded(ids)
        states = self._bert(input_ids=rows, attention_mask=mask).last_hidden_state.float()
        return torch.nn.functional.normalize((states * mask[..., None]).sum(dim=1), dim=1)


def _loss(encoding: _Encoding, batch: Batch) -> torch.Tensor:
    return contrast(
        encoding.rows(batch.questions, QUERY_PROMPT),
        encoding.rows(batch.texts, PASSAGE_PROMPT),
        torch.tensor(batch.answers),
        torch.tensor(batch.barred),
    )
