"""The offline model on ONNX Runtime in int8: exported and quantised once, cached on disk, checked when opened.

Four times the speed of PyTorch in fp32 on a CPU, at cosine .996 to it. Weights take 7 of the 8 bits
(`reduce_range`), so that processors whose int8 products saturate (AVX2 without VNNI) give the same vectors.

Every text runs alone: activations are quantised by the range of the whole input, so that texts run together would
change one another's vectors (cosine down to .996), and an update would not equal a fresh build. Several texts run at
once instead, one on each core, which also spends nothing on padding.
"""

import json
import os
import shutil
import tempfile
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from corpus.errors import ModelError
from index import bundled, weights
from index.adapter import Adapter
from index.files import sha256_of

_RECIPE = 1  # raise when the export changes, so that a cached file of the former recipe is made anew
_MODEL, _TOKENIZER, _RECORD = "encoder.onnx", "tokenizer.json", "prepared.json"


class OnnxTokens(torch.nn.Module):
    """An ONNX Runtime session in the place of the PyTorch network; a text's vectors do not depend on its batch."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._cores = ThreadPoolExecutor(processors(), thread_name_prefix="encode")

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the last hidden states, (batch, tokens, dim) float32, 0 where the mask is."""
        texts = [ids[mask.astype(bool)] for ids, mask in zip(input_ids.numpy(), attention_mask.numpy(), strict=True)]
        alone = [self._run(texts[0])] if len(texts) == 1 else list(self._cores.map(self._run, texts))
        states = np.zeros((*input_ids.shape, alone[0].shape[1]), dtype=np.float32)
        for row, tokens in zip(states, alone, strict=True):
            row[: len(tokens)] = tokens
        return torch.from_numpy(states)

    def _run(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the last hidden states of one text, (tokens, dim)."""
        feed = {"input_ids": ids[None, :], "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}
        states: NDArray[np.float32] = self._session.run(None, feed)[0][0]
        return states


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load(cache: Path, adapter: Adapter | None) -> SentenceTransformer:
    """Open the prepared model in `cache`, with an adapter or plain.

    It is prepared first where it is missing, damaged, of another recipe or with another adapter.
    """
    if not is_prepared(cache, adapter):
        prepare(cache, adapter)
    tokenizer = Tokenizer.from_file(str(cache / _TOKENIZER))
    return bundled.pipeline(tokenizer, OnnxTokens(cache / _MODEL), weights.DIMENSION)


def is_prepared(cache: Path, adapter: Adapter | None) -> bool:
    """Say whether `cache` holds this model, with every file as it was written."""
    try:
        record = json.loads((cache / _RECORD).read_text("utf-8"))
        return bool(record == _record(cache, adapter))
    except (OSError, ValueError):
        return False


def prepare(cache: Path, adapter: Adapter | None) -> None:
    """Export the offline model with an adapter or plain to int8 ONNX in `cache` (seconds; 136 MB).

    The folder appears whole or not at all.
    """
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache.parent, prefix=".preparing-") as folder:
            fresh = Path(folder) / "model"
            fresh.mkdir()
            _export(fresh, adapter)
            (fresh / _RECORD).write_text(json.dumps(_record(fresh, adapter), indent=1), "utf-8")
            shutil.rmtree(cache, ignore_errors=True)
            fresh.replace(cache)
    except OSError as error:
        if is_prepared(cache, adapter):  # another process was faster
            return
        raise ModelError(
            f"cannot prepare the offline model in {cache} ({error.strerror or error}); make the folder writable, "
            "or set PRESSE_ENCODER=torch"
        ) from error


def _record(folder: Path, adapter: Adapter | None) -> dict[str, object]:
    return {
        "recipe": _RECIPE,
        "source_sha256": weights.SHA256,
        "adapter_sha256": adapter.sha256 if adapter else None,
        "sha256": {name: sha256_of(folder / name) for name in (_MODEL, _TOKENIZER)},
    }


def _export(folder: Path, adapter: Adapter | None) -> None:
    stored = weights.read(weights.find())
    bundled.build_tokenizer(stored).save(str(folder / _TOKENIZER), pretty=False)
    network = bundled.BertTokens(bundled.build_bert(stored, adapter))
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        full = Path(scratch) / "fp32.onnx"
        _export_fp32(network, full)
        _quantise(full, folder / _MODEL)


def _export_fp32(network: bundled.BertTokens, path: Path) -> None:
    ids = torch.tensor([[0, 5, 6, 2], [0, 5, 2, 1]])
    mask = (ids != 1).long()
    batch_and_tokens = {0: "batch", 1: "tokens"}
    names = ["input_ids", "attention_mask", "token_embeddings"]
    with warnings.catch_warnings():  # the TorchScript exporter is the one that needs no further package
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (ids, mask),
            str(path),
            input_names=names[:2],
            output_names=names[2:],
            dynamic_axes=dict.fromkeys(names, batch_and_tokens),
            opset_version=17,
            dynamo=False,
        )


def _quantise(source: Path, target: Path) -> None:
    import logging

    from onnxruntime.quantization import QuantType, quantize_dynamic

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # it advises a pre-processing that changes nothing for this model
    try:
        quantize_dynamic(str(source), str(target), per_channel=True, weight_type=QuantType.QInt8, reduce_range=True)
    finally:
        root.setLevel(level)
