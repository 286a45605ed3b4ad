"""A network on ONNX Runtime in int8: exported and quantised once, cached on disk, checked when opened.

Four times the speed of PyTorch in fp32 on a CPU. Weights take 7 of the 8 bits (`reduce_range`), so that processors
whose int8 products saturate (AVX2 without VNNI) give the same results.

Every text runs alone: activations are quantised by the range of the whole input, so that texts run together would
change one another's results (cosine of vectors down to .996), and an update of an index would not equal a fresh
build. Several texts run at once instead, one on each core, which also spends nothing on padding.
"""

import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray

from corpus.errors import ModelError
from index.files import sha256_of

Ids = NDArray[np.int64]
Outputs = NDArray[np.float32]

_RECORD = "prepared.json"
_TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is prepared: `file`, the network made by `build`, with the tokenizer beside it.

    `identity` names all that the network is made of, so that a cached one of other things is made anew;
    `build(tokenizer_path)` writes the tokenizer there and returns the network, which takes ids and mask, both
    (batch, tokens) int64, and returns a tensor whose first two dimensions are those.
    """

    file: str
    output: str
    identity: Mapping[str, object]
    build: Callable[[Path], torch.nn.Module]


class Network:
    """An ONNX Runtime session that runs texts one by one, as many at once as there are cores."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._cores = ThreadPoolExecutor(processors(), thread_name_prefix="network")

    def run(self, texts: Sequence[Ids]) -> list[Outputs]:
        """Return what the network makes of the ids of each text, (tokens, …) float32."""
        return [self._run(texts[0])] if len(texts) == 1 else list(self._cores.map(self._run, texts))

    def _run(self, ids: Ids) -> Outputs:
        feed = {"input_ids": ids[None, :], "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}
        outputs: Outputs = self._session.run(None, feed)[0][0]
        return outputs


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def opened(cache: Path, recipe: Recipe) -> tuple[Network, Path]:
    """Return the network prepared in `cache`, and the path of its tokenizer.

    It is prepared first where it is missing, damaged or of another recipe. Raises ModelError where it cannot be.
    """
    if not is_prepared(cache, recipe):
        prepare(cache, recipe)
    return Network(cache / recipe.file), cache / _TOKENIZER


def is_prepared(cache: Path, recipe: Recipe) -> bool:
    """Say whether `cache` holds what the recipe makes, with every file as it was written."""
    try:
        record = json.loads((cache / _RECORD).read_text("utf-8"))
        return bool(record == _record(cache, recipe))
    except (OSError, ValueError):
        return False


def prepare(cache: Path, recipe: Recipe) -> None:
    """Export a network to int8 ONNX in `cache` (seconds; about as many bytes as it has weights).

    The folder appears whole or not at all. Raises ModelError where there is no writing there.
    """
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache.parent, prefix=".preparing-") as folder:
            fresh = Path(folder) / "model"
            fresh.mkdir()
            _export(fresh, recipe)
            (fresh / _RECORD).write_text(json.dumps(_record(fresh, recipe), indent=1), "utf-8")
            shutil.rmtree(cache, ignore_errors=True)
            fresh.replace(cache)
    except OSError as error:
        if is_prepared(cache, recipe):  # another process was faster
            return
        raise ModelError(
            f"cannot prepare the offline model in {cache} ({error.strerror or error}); make the folder writable, "
            "or set PRESSE_ENCODER=torch"
        ) from error


def _record(folder: Path, recipe: Recipe) -> dict[str, object]:
    return {**recipe.identity, "sha256": {name: sha256_of(folder / name) for name in (recipe.file, _TOKENIZER)}}


def _export(folder: Path, recipe: Recipe) -> None:
    network = recipe.build(folder / _TOKENIZER)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        full = Path(scratch) / "fp32.onnx"
        _export_fp32(network, full, recipe.output)
        _quantise(full, folder / recipe.file)


def _export_fp32(network: torch.nn.Module, path: Path, output: str) -> None:
    ids = torch.tensor([[0, 5, 6, 2], [0, 5, 2, 1]])
    mask = (ids != 1).long()
    names = ["input_ids", "attention_mask", output]
    with warnings.catch_warnings():  # the TorchScript exporter is the one that needs no further package
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (ids, mask),
            str(path),
            input_names=names[:2],
            output_names=names[2:],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names},
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
