"""The offline model: multilingual-e5-small rebuilt from the package's weights, no model hub asked.

It becomes a plain `transformers.BertModel` and a `tokenizers` Unigram tokenizer behind sentence-transformers.
"""

from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import InputModule, Normalize, Pooling
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from corpus.errors import ModelError
from index import weights
from index.adapter import Adapter
from index.weights import Shape, Vocabulary, Weights

_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


class TokenModule(InputModule):
    """The first module of the pipeline: texts → token ids → one vector a token, by any callable network.

    `network(input_ids, attention_mask)` takes two (batch, tokens) int64 tensors and returns a
    (batch, tokens, dim) tensor.
    """

    def __init__(self, tokenizer: Tokenizer, network: torch.nn.Module, dimension: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # sentence-transformers leaves it untyped
        self.tokenizer = tokenizer
        self.network = network
        self._dimension = dimension

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: object) -> dict[str, Any]:
        """Tokenise a batch, the prompt put before each text; cut at the model's length, padded to the longest."""
        encodings = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        return {
            "input_ids": torch.tensor([encoding.ids for encoding in encodings]),
            "attention_mask": torch.tensor([encoding.attention_mask for encoding in encodings]),
        }

    def forward(self, features: dict[str, Any], **_: object) -> dict[str, Any]:
        """Add `token_embeddings`, (batch, tokens, dim) float32."""
        features["token_embeddings"] = self.network(features["input_ids"], features["attention_mask"]).float()
        return features

    def get_embedding_dimension(self) -> int:
        """Return the length of a token's vector."""
        return self._dimension

    def save(self, output_path: str, *_: object, **__: object) -> None:
        """Refuse: the module is rebuilt from the package, never saved."""
        raise NotImplementedError("the offline model is rebuilt from its package, not saved")


class BertTokens(torch.nn.Module):
    """`BertModel` reduced to what the pipeline asks: ids and mask in, one vector a token out."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the last hidden states, (batch, tokens, dim)."""
        states: torch.Tensor = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return states


def pipeline(tokenizer: Tokenizer, network: torch.nn.Module, dimension: int) -> SentenceTransformer:
    """Put tokens, mean pooling and unit length together as one SentenceTransformer on the CPU."""
    modules = [TokenModule(tokenizer, network, dimension), Pooling(dimension, "mean"), Normalize()]
    return SentenceTransformer(
        modules=modules, device="cpu", prompts={"query": weights.QUERY_PROMPT, "document": weights.PASSAGE_PROMPT}
    )


def load(adapter: Adapter | None) -> SentenceTransformer:
    """Rebuild the offline model in PyTorch, fp32, with an adapter or plain; raises ModelError where a file is bad."""
    stored = weights.read(weights.find())
    return pipeline(build_tokenizer(stored), BertTokens(build_bert(stored, adapter)), stored.shape.hidden_size)


def build_bert(stored: Weights, adapter: Adapter | None = None) -> BertModel:
    """Fill a `transformers.BertModel` (no pooling layer) with the stored tensors, fp32, in eval mode.

    What an adapter adds is added to them; raises ModelError where it does not fit.
    """
    shape = stored.shape
    config = BertConfig(
        vocab_size=shape.vocab_size,
        hidden_size=shape.hidden_size,
        num_hidden_layers=shape.num_hidden_layers,
        num_attention_heads=shape.num_attention_heads,
        intermediate_size=shape.intermediate_size,
        max_position_embeddings=shape.max_position_embeddings,
        type_vocab_size=shape.type_vocab_size,
        layer_norm_eps=shape.layer_norm_eps,
    )
    with torch.device("meta"):
        bert = BertModel(config, add_pooling_layer=False)
    bert.to_empty(device="cpu")
    expected = bert.state_dict()
    state = {
        name: torch.from_numpy(stored.tensors[source].reshape(tuple(expected[name].shape)).copy())
        for name, source in _names(shape).items()
    }
    bert.load_state_dict(state, strict=True)
    positions = torch.arange(shape.max_position_embeddings).expand((1, -1))
    bert.embeddings.register_buffer("position_ids", positions, persistent=False)
    bert.embeddings.register_buffer("token_type_ids", torch.zeros_like(positions), persistent=False)
    bert.train(False)
    if adapter:
        _merge(bert, adapter)
    return bert


def _merge(bert: BertModel, adapter: Adapter) -> None:
    """Add an adapter to the weights of the layers that it names."""
    with torch.no_grad():
        for name, pair in adapter.layers.items():
            added = torch.from_numpy(adapter.scale * (pair.up @ pair.down))
            try:
                bert.get_submodule(name).get_parameter("weight").add_(added)
            except (AttributeError, RuntimeError) as error:
                raise ModelError(
                    f"the adapter {adapter.name} does not fit the offline model at {name}; learn one for it with: "
                    "presse train"
                ) from error


def _names(shape: Shape) -> dict[str, str]:
    """Map the parameter names of `BertModel` to the names in the weights' file."""
    names = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    for layer in range(shape.num_hidden_layers):
        for short, long in _LAYER_PARTS.items():
            names[f"encoder.layer.{layer}.{long}.weight"] = f"l{layer}.{short}.w"
            names[f"encoder.layer.{layer}.{long}.bias"] = f"l{layer}.{short}.b"
    return names


def build_tokenizer(stored: Weights) -> Tokenizer:
    """Rebuild the XLM-RoBERTa tokenizer: NFKC, runs of white space to one space, Unigram over `▁` words."""
    vocabulary = stored.vocabulary
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos, pad, _ = _specials(vocabulary)
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in _specials(vocabulary)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    tokenizer.enable_truncation(stored.shape.max_position_embeddings)
    tokenizer.enable_padding(pad_id=vocabulary.pad, pad_token=pad)
    return tokenizer


def _specials(vocabulary: Vocabulary) -> list[str]:
    ids = (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk)
    return [vocabulary.pieces[index][0] for index in ids]
