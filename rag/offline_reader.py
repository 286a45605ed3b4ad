"""The reader that comes with presse: the offline model with an adapter of its own, and a layer that scores tokens."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from corpus.errors import ModelError
from index import bundled, prepared, weights
from index.adapter import Adapter, read
from index.encoder import Backend
from index.weights import Weights
from rag.reader import Ids, Scores, SpanReader

HEAD = ("head.weight", "head.bias")
"""The tensors of the last layer, (2, dim) and (2,), in the adapter's file."""

_RECIPE = 1  # raise when the export changes, so that a cached file of the former recipe is made anew


class SpanScores(torch.nn.Module):
    """The model with its last layer: ids and mask in, a score as first and as last token of the answer out."""

    def __init__(self, tokens: torch.nn.Module, head: torch.nn.Linear) -> None:
        super().__init__()
        self.tokens = tokens
        self.head = head

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return (batch, tokens, 2) scores."""
        scores: torch.Tensor = self.head(self.tokens(input_ids, attention_mask).float())
        return scores


def load(backend: Backend, cache: Path, adapter: Path) -> SpanReader:
    """Open the reader; on ONNX Runtime it is prepared in `cache` first where need be. Raises ModelError."""
    added = read(adapter)
    if backend == "onnx":
        network, tokenizer = prepared.opened(cache, recipe_of(added))
        return SpanReader(plain_tokenizer(Tokenizer.from_file(str(tokenizer))), network.run)
    stored = weights.read(weights.find())
    scores = network_of(stored, added)

    @torch.inference_mode()
    def run(rows: Sequence[Ids]) -> list[Scores]:
        alone = [torch.from_numpy(ids)[None] for ids in rows]
        return [scores(ids, torch.ones_like(ids))[0].numpy() for ids in alone]

    return SpanReader(plain_tokenizer(bundled.build_tokenizer(stored)), run)


def recipe_of(adapter: Adapter) -> prepared.Recipe:
    """Return what makes the reader with an adapter."""

    def build(tokenizer: Path) -> torch.nn.Module:
        stored = weights.read(weights.find())
        bundled.build_tokenizer(stored).save(str(tokenizer), pretty=False)
        return network_of(stored, adapter)

    identity = {"recipe": _RECIPE, "source_sha256": weights.SHA256, "adapter_sha256": adapter.sha256}
    return prepared.Recipe("reader.onnx", "scores", identity, build)


def network_of(stored: Weights, adapter: Adapter) -> SpanScores:
    """Return the network in PyTorch, fp32; raises ModelError where the adapter does not fit."""
    tokens = bundled.BertTokens(bundled.build_bert(stored, adapter))
    head = torch.nn.Linear(stored.shape.hidden_size, 2)
    try:
        weight, bias = (torch.from_numpy(np.array(adapter.others[name])) for name in HEAD)
        head.load_state_dict({"weight": weight, "bias": bias})
    except (KeyError, RuntimeError) as error:
        raise ModelError(
            f"the adapter {adapter.name} has no layer that reads; learn one with: presse train --reader"
        ) from error
    return SpanScores(tokens, head)


def plain_tokenizer(tokenizer: Tokenizer) -> Tokenizer:
    """Return a tokenizer that neither cuts nor pads."""
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
