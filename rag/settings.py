"""What can be chosen from outside. Only `ui/` reads the environment, through `Settings.from_environment`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import corpus
import index
from corpus.errors import UsageError
from index.dense import CHOICES, Choice

SHIPPED_ARTICLES = Path(corpus.__file__).parent / "articles"
_BUILT = Path(index.__file__).parent / "built"
LONGEST_ANSWER = 600  # seconds


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """A server that speaks OpenAI's protocol, and what it may take.

    `url`: PRESSE_LLM_URL, its address up to and with `/v1`.
    `model`: PRESSE_LLM_MODEL, the model's name there.
    `key`: PRESSE_LLM_API_KEY, never shown; None where the server asks for none.
    `seconds`: PRESSE_LLM_SECONDS, what one answer may take, retries included.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one process; the defaults are those of a fresh checkout.

    `model`: PRESSE_MODEL, the name or folder of any sentence-transformers model; None for the offline model with its
    adapter, `multilingual-e5-small` for it without, the file of another adapter for it with that.
    `backend`: PRESSE_ENCODER, `onnx` (int8) or `torch` (fp32), how the offline model runs.
    `index`: PRESSE_INDEX_DIR, the folder of the index.
    `model_cache`: PRESSE_MODEL_CACHE, the folder in which the offline model is kept once it is prepared.
    `language_model`: PRESSE_LLM_URL and its kin, what phrases the answers; None for answers made of quotations alone.
    `reranker`: PRESSE_RERANKER, the name or folder of any sentence-transformers CrossEncoder; None for no re-ranking.
    `vectors`: PRESSE_INDEX, how a build has vectors searched: `flat`, `ivf`, `hnsw`, or `auto`, by their number.
    `editable`: PRESSE_EDITABLE, whether articles may be added and removed in the page, where it is safe.
    `password`: PRESSE_PASSWORD, what every request must bring; None where anybody may ask.
    """

    model: str | None = None
    backend: Literal["onnx", "torch"] = "onnx"
    index: Path = _BUILT / "default"
    model_cache: Path = _BUILT / "model"
    language_model: LanguageModelSettings | None = None
    reranker: str | None = None
    editable: bool = True
    password: str | None = field(default=None, repr=False)
    vectors: Choice = "auto"

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
            _language_model(environment),
            environment.get("PRESSE_RERANKER") or None,
            _yes_or_no("PRESSE_EDITABLE", environment, default=True),
            environment.get("PRESSE_PASSWORD") or None,
            _vectors(environment.get("PRESSE_INDEX") or "auto"),
        )


def _language_model(environment: Mapping[str, str]) -> LanguageModelSettings | None:
    url, model = environment.get("PRESSE_LLM_URL", "").strip(), environment.get("PRESSE_LLM_MODEL", "").strip()
    if not url:
        return None
    _check_address(url)
    if not model:
        raise UsageError("PRESSE_LLM_URL is set without PRESSE_LLM_MODEL; set it to the name of a model of that server")
    key = environment.get("PRESSE_LLM_API_KEY", "").strip()
    return LanguageModelSettings(url, model, key or None, _seconds(environment.get("PRESSE_LLM_SECONDS") or "30"))


def _check_address(url: str) -> None:
    """Refuse what is no address of a server; a message never repeats it, as it might hold a password."""
    try:
        address = urlsplit(url)
        known = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        known = False
    if not known:
        raise UsageError("PRESSE_LLM_URL is no address of a server; write it as http://127.0.0.1:8080/v1, or unset it")
    if address.username is not None:
        raise UsageError("PRESSE_LLM_URL holds a user name; give the key in PRESSE_LLM_API_KEY instead")


def _vectors(text: str) -> Choice:
    for choice in CHOICES:
        if text == choice:
            return choice
    raise UsageError(f"PRESSE_INDEX is {text!r}; set it to {', '.join(CHOICES[:-1])} or {CHOICES[-1]}, or unset it")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= LONGEST_ANSWER:
        raise UsageError(
            f"PRESSE_LLM_SECONDS is {text!r}; give a number of seconds up to {LONGEST_ANSWER}, or unset it"
        )
    return seconds


def _yes_or_no(name: str, environment: Mapping[str, str], default: bool) -> bool:
    value = environment.get(name)
    if value and value not in ("0", "1"):
        raise UsageError(f"{name} is {value!r}; set it to 1 or 0, or unset it")
    return value == "1" if value else default
