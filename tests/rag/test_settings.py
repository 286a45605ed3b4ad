from pathlib import Path

import pytest

from corpus.errors import PresseError, UsageError
from rag import Settings, Weights


def test_nothing_set_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"PRESSE_MODEL": "", "PRESSE_INDEX_DIR": ""}) == Settings()


def test_every_variable_is_read() -> None:
    environment = {
        "PRESSE_MODEL": "some/model",
        "PRESSE_ENCODER": "torch",
        "PRESSE_INDEX_DIR": "here",
        "PRESSE_MODEL_CACHE": "there",
        "PRESSE_RERANKER": "a/re-ranker",
    }
    assert Settings.from_environment(environment) == Settings(
        "some/model", "torch", Path("here"), Path("there"), reranker="a/re-ranker"
    )


def test_an_unknown_backend_is_refused() -> None:
    with pytest.raises(UsageError, match="PRESSE_ENCODER is 'gpu'; set it to onnx or torch"):
        Settings.from_environment({"PRESSE_ENCODER": "gpu"})


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"evidence": {}}'])
def test_weights_that_cannot_be_read_are_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(content)
    with pytest.raises(PresseError, match="learn them again"):
        Weights.load(path)
