"""What can be chosen from outside. Only `ui/` reads the environment, through `Settings.from_environment`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import corpus
import index
from corpus.errors import UsageError

SHIPPED_ARTICLES = Path(corpus.__file__).parent / "articles"
_BUILT = Path(index.__file__).parent / "built"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one process; the defaults are those of a fresh checkout.

    `model`: PRESSE_MODEL, the name or folder of any sentence-transformers model; None for the offline model.
    `backend`: PRESSE_ENCODER, `onnx` (int8) or `torch` (fp32), how the offline model runs.
    `index`: PRESSE_INDEX_DIR, the folder of the index.
    `model_cache`: PRESSE_MODEL_CACHE, the folder in which the offline model is kept once it is prepared.
    `reranker`: PRESSE_RERANKER, the name or folder of any sentence-transformers CrossEncoder; None for no re-ranking.
    """

    model: str | None = None
    backend: Literal["onnx", "torch"] = "onnx"
    index: Path = _BUILT / "default"
    model_cache: Path = _BUILT / "model"
    reranker: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings; a variable that is unset or empty leaves the default. Raises UsageError."""
        backend = environment.get("PRESSE_ENCODER") or "onnx"
        if backend not in ("onnx", "torch"):
            raise UsageError(f"PRESSE_ENCODER is {backend!r}; set it to onnx or torch, or unset it")
        return cls(
            environment.get("PRESSE_MODEL") or None,
            "torch" if backend == "torch" else "onnx",
            Path(environment.get("PRESSE_INDEX_DIR") or _BUILT / "default"),
            Path(environment.get("PRESSE_MODEL_CACHE") or _BUILT / "model"),
            environment.get("PRESSE_RERANKER") or None,
        )
