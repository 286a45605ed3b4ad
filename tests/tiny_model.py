"""A BERT of a few thousand weights drawn at random, in the form in which the offline model is stored."""

import hashlib
import json
import string
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from index import adapter
from index.adapter import LowRank
from index.weights import Shape, Vocabulary, Weights

SHAPE = Shape(
    hidden_size=32,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=64,
    vocab_size=64,
    max_position_embeddings=128,
    type_vocab_size=1,
    layer_norm_eps=1e-5,
)


def tiny_weights() -> Weights:
    hidden, inner = SHAPE.hidden_size, SHAPE.intermediate_size
    sizes = {"emb.word": SHAPE.vocab_size * hidden, "emb.pos": SHAPE.max_position_embeddings * hidden}
    sizes |= {"emb.type": hidden, "emb.ln.w": hidden, "emb.ln.b": hidden}
    for layer in range(SHAPE.num_hidden_layers):
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            sizes[f"l{layer}.{part}.w"] = hidden * (inner if part in ("fi", "fo") else hidden)
            sizes[f"l{layer}.{part}.b"] = inner if part == "fi" else hidden
        for part in ("aln", "oln"):
            sizes |= {f"l{layer}.{part}.w": hidden, f"l{layer}.{part}.b": hidden}
    chance = np.random.default_rng(7)
    tensors = {name: (chance.standard_normal(size) * 0.2).astype(np.float32) for name, size in sizes.items()}
    tensors |= {name: np.ones(size, np.float32) for name, size in sizes.items() if name.endswith("ln.w")}
    letters = [*string.ascii_lowercase, *string.digits, *"éèàçêâô'-?.:, "]
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0), *((c, -3.0) for c in letters)]
    return Weights(SHAPE, Vocabulary(tuple(pieces), bos=0, eos=2, pad=1, unk=3), tensors)


def adapter_file(folder: Path, others: Mapping[str, np.ndarray] | None = None) -> Path:
    """Write an adapter of one layer that fits, and its card; returns where."""
    chance = np.random.default_rng(3)
    down, up = (chance.standard_normal(shape).astype(np.float32) for shape in ((2, 64), (32, 2)))
    data = adapter.packed({"encoder.layer.0.output.dense": LowRank(down, up)}, 0.5, others)
    path = folder / "tiny.safetensors"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    adapter.card_of(path).write_text(json.dumps({"sha256": hashlib.sha256(data).hexdigest()}), "utf-8")
    return path
