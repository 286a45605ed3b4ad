from pathlib import Path

import pytest

from corpus.errors import PresseError, UsageError
from rag import Settings, Weights
from rag.settings import LanguageModelSettings


def test_nothing_set_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"PRESSE_MODEL": "", "PRESSE_INDEX_DIR": ""}) == Settings()


def test_every_variable_is_read() -> None:
    environment = {
        "PRESSE_MODEL": "some/model",
        "PRESSE_ENCODER": "torch",
        "PRESSE_INDEX_DIR": "here",
        "PRESSE_MODEL_CACHE": "there",
        "PRESSE_EDITABLE": "0",
        "PRESSE_PASSWORD": "secret",
        "PRESSE_RERANKER": "a/re-ranker",
        "PRESSE_INDEX": "hnsw",
    }
    assert Settings.from_environment(environment) == Settings(
        "some/model", "torch", Path("here"), Path("there"), reranker="a/re-ranker", editable=False, password="secret",
        vectors="hnsw",
    )  # fmt: skip


def test_what_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(UsageError, match="PRESSE_EDITABLE is 'oui'; set it to 1 or 0"):
        Settings.from_environment({"PRESSE_EDITABLE": "oui"})


def test_an_unknown_way_to_search_vectors_is_refused() -> None:
    with pytest.raises(UsageError, match="PRESSE_INDEX is 'lsh'; set it to auto, flat, ivf or hnsw"):
        Settings.from_environment({"PRESSE_INDEX": "lsh"})


def test_an_unknown_backend_is_refused() -> None:
    with pytest.raises(UsageError, match="PRESSE_ENCODER is 'gpu'; set it to onnx or torch"):
        Settings.from_environment({"PRESSE_ENCODER": "gpu"})


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"evidence": {}}'])
def test_weights_that_cannot_be_read_are_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(content)
    with pytest.raises(PresseError, match="learn them again"):
        Weights.load(path)


def test_a_language_model_needs_an_address_a_name_and_a_sane_time() -> None:
    environment = {"PRESSE_LLM_URL": "http://127.0.0.1:1/v1", "PRESSE_LLM_MODEL": "m", "PRESSE_LLM_API_KEY": "secret"}
    settings = Settings.from_environment({**environment, "PRESSE_LLM_SECONDS": "5"})
    assert settings.language_model == LanguageModelSettings("http://127.0.0.1:1/v1", "m", "secret", 5.0)
    assert "secret" not in repr(settings)
    assert Settings.from_environment({"PRESSE_LLM_MODEL": "m"}).language_model is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PRESSE_LLM_MODEL", ""),
        ("PRESSE_LLM_URL", "127.0.0.1:8080"),
        ("PRESSE_LLM_URL", "ftp://a/v1"),
        ("PRESSE_LLM_URL", "http://[::1"),
        ("PRESSE_LLM_URL", "http://me:password@a/v1"),
        ("PRESSE_LLM_SECONDS", "soon"),
        ("PRESSE_LLM_SECONDS", "0"),
        ("PRESSE_LLM_SECONDS", "nan"),
        ("PRESSE_LLM_SECONDS", "1e9"),
    ],
)
def test_a_wrong_setting_of_the_language_model_is_named_in_one_line(name: str, value: str) -> None:
    environment = {"PRESSE_LLM_URL": "http://127.0.0.1:1/v1", "PRESSE_LLM_MODEL": "m", name: value}
    with pytest.raises(UsageError, match=name) as caught:
        Settings.from_environment(environment)
    assert "password" not in str(caught.value)
    assert "\n" not in str(caught.value)
