import re

import pytest
from fakes import HashingEncoder

from eval import state
from rag.weights import Weights


def test_the_state_names_model_threshold_and_commit() -> None:
    weights = Weights.shipped()
    current = state.current_state(HashingEncoder().card, weights)
    assert current.model == "hashing"
    assert current.settings["threshold"] == f"{weights.threshold:g}"
    assert current.settings["weights"] == weights.provenance
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", current.date)
    assert current.cpus >= 1
    assert current.commit is None or re.fullmatch(r"[0-9a-f]{12}\+?", current.commit)


def test_without_git_the_commit_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert state.commit() is None
