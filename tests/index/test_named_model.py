"""A sentence-transformers model of one's choice runs as it is."""

from pathlib import Path

import numpy as np
import pytest

from index import load_encoder
from index.encoder import native_bf16

pytestmark = pytest.mark.model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Save a model of random weights, two layers of 32 numbers."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "le", "pont", "de", "brest"]
    (tmp_path / "vocab.txt").write_text("\n".join(words), "utf-8")
    shape = BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    BertModel(shape).save_pretrained(tmp_path / "bert")
    BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path / "bert")
    module = Transformer(str(tmp_path / "bert"))
    SentenceTransformer(modules=[module, Pooling(32, "mean")]).save(str(tmp_path / "model"))
    return tmp_path / "model"


def test_its_vectors_are_unit_rows_in_whatever_precision_it_runs(folder: Path, tmp_path: Path) -> None:
    encoder = load_encoder(str(folder), "onnx", tmp_path / "unused")
    rows = encoder.encode_passages(["le pont de brest", "le pont"])
    assert (rows.shape, rows.dtype, encoder.card.dimension) == ((2, 32), np.float32, 32)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_processor_is_known_to_compute_in_bf16_or_not() -> None:
    flags = Path("/proc/cpuinfo")
    if not flags.exists():
        pytest.skip("no /proc/cpuinfo tells what the processor can do")
    text = flags.read_text()
    assert native_bf16() == ("avx512_bf16" in text or "amx_bf16" in text)
