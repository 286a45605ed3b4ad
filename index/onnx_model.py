"""The encoder of the offline model on ONNX Runtime in int8 (`index.prepared`), at cosine .996 to PyTorch in fp32."""

from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from index import bundled, prepared, weights
from index.adapter import Adapter

_RECIPE = 1  # raise when the export changes, so that a cached file of the former recipe is made anew


class OnnxTokens(torch.nn.Module):
    """A prepared network in the place of the PyTorch one; a text's vectors do not depend on its batch."""

    def __init__(self, network: prepared.Network) -> None:
        super().__init__()
        self._network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the last hidden states, (batch, tokens, dim) float32, 0 where the mask is."""
        texts = [ids[mask.astype(bool)] for ids, mask in zip(input_ids.numpy(), attention_mask.numpy(), strict=True)]
        found = self._network.run(texts)
        states = np.zeros((*input_ids.shape, found[0].shape[1]), dtype=np.float32)
        for row, tokens in zip(states, found, strict=True):
            row[: len(tokens)] = tokens
        return torch.from_numpy(states)


def load(cache: Path, adapter: Adapter | None) -> SentenceTransformer:
    """Open the encoder prepared in `cache`, with an adapter or plain; it is prepared first where need be (136 MB)."""
    network, tokenizer = prepared.opened(cache, recipe_of(adapter))
    return bundled.pipeline(Tokenizer.from_file(str(tokenizer)), OnnxTokens(network), weights.DIMENSION)


def recipe_of(adapter: Adapter | None) -> prepared.Recipe:
    """Return what makes the encoder with an adapter, or plain."""

    def build(tokenizer: Path) -> torch.nn.Module:
        stored = weights.read(weights.find())
        bundled.build_tokenizer(stored).save(str(tokenizer), pretty=False)
        return bundled.BertTokens(bundled.build_bert(stored, adapter))

    identity = {
        "recipe": _RECIPE,
        "source_sha256": weights.SHA256,
        "adapter_sha256": adapter.sha256 if adapter else None,
    }
    return prepared.Recipe("encoder.onnx", "token_embeddings", identity, build)
