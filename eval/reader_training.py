"""Trains the reader: an adapter of the offline model, and the layer that says where an answer begins and ends.

It starts from an adapter of the encoder, of which it keeps a copy in its own file, so that neither needs the other.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertModel

from corpus import Span
from eval.course import Progress, follow, made_ready
from eval.lora import learned, parameters
from eval.padding import padded, together
from eval.reader_lessons import Pair, batches, reader_lessons
from eval.recipe import Recipe
from eval.records import QuestionSet
from eval.training import Trained
from index import Encoder
from index.adapter import Adapter, LowRank
from rag.offline_reader import HEAD, plain_tokenizer
from rag.reader import Encoded, encode


def train_reader(
    sets: Sequence[QuestionSet],
    encoder: Encoder,
    bert: Callable[[Adapter | None], BertModel],
    tokenizer: Tokenizer,
    start: Adapter | None,
    recipe: Recipe,
    kept: Path,
    progress: Progress | None = None,
) -> Trained:
    """Train on sets that bring their corpus; goes on from the file `kept` where there is one (`eval.course`).

    `encoder` finds the sentences that do not answer; `bert` builds the model with the adapter to `start` from. Raises
    DatasetError where there is nothing to train on, PresseError where `kept` is of another training or damaged.
    """
    lessons = reader_lessons(sets, encoder)
    model = bert(start)
    adapted = made_ready(model, recipe)
    head = _head(model.config.hidden_size, recipe.seed)
    tokenizer = plain_tokenizer(tokenizer)
    losses = follow(
        parameters(adapted) | dict(zip(HEAD, head.parameters(), strict=True)),
        recipe,
        sets,
        lambda epoch: batches(lessons, recipe.seed, epoch),
        lambda batch: _loss(batch, model, head, tokenizer),
        kept,
        progress,
    )
    layers = learned(adapted)
    others = {name: value.detach().numpy() for name, value in zip(HEAD, head.parameters(), strict=True)}
    return Trained({name: _joined(name, pair, start, recipe) for name, pair in layers.items()}, losses, others)


def _head(width: int, seed: int) -> torch.nn.Linear:
    """Return a layer that scores a token as first and as last of the answer, drawn by a seed."""
    head = torch.nn.Linear(width, 2)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        head.weight.copy_(torch.randn(2, width, generator=generator) * width**-0.5)
        head.bias.zero_()
    return head


def _loss(batch: Sequence[Pair], bert: BertModel, head: torch.nn.Linear, tokenizer: Tokenizer) -> torch.Tensor:
    """Return the mean cross entropy of the first and of the last token; the very first stands for no answer."""
    rows = [encode(pair.question, pair.text, tokenizer) for pair in batch]
    wanted = [_place(pair.answer, row) for pair, row in zip(batch, rows, strict=True)]
    losses = []
    for part in together([len(row.ids) for row in rows]):
        ids, mask = padded([torch.from_numpy(rows[number].ids) for number in part])
        states = bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        scores = head(states).masked_fill(mask[..., None] == 0, -torch.inf)
        places = torch.tensor([wanted[number] for number in part])
        losses += [cross_entropy(scores[..., end], places[:, end], reduction="sum") for end in (0, 1)]
    return torch.stack(losses).sum() / (2 * len(batch))


def _place(answer: Span | None, row: Encoded) -> tuple[int, int]:
    """Return the first and the last token of an answer; (0, 0) where there is none, or it was cut off."""
    if answer is None:
        return 0, 0
    inside = [n for n, (start, end) in enumerate(row.offsets) if end > answer.start and start < answer.end]
    return (row.first + inside[0], row.first + inside[-1]) if inside else (0, 0)


def _joined(name: str, pair: LowRank, start: Adapter | None, recipe: Recipe) -> LowRank:
    """Return what was learned and what it started from as one pair, of the rank of both."""
    before = start.layers.get(name) if start else None
    if start is None or before is None:
        return pair
    up = np.concatenate([before.up * (start.scale / recipe.scale), pair.up], axis=1)
    return LowRank(np.concatenate([before.down, pair.down]), up)
