import pytest

from corpus.errors import UsageError
from eval.gates import Gate, failures, parse_gate


def test_a_gate_is_read() -> None:
    assert parse_gate("retrieval.mrr@10=.81", "under") == Gate("retrieval.mrr@10", "under", 0.81)
    assert parse_gate("latency_ms.stages.search.p95 = 20", "over") == Gate("latency_ms.stages.search.p95", "over", 20)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("retrieval.mr@10=.81", "did you mean retrieval.mrr@10"),
        ("nonsense=1", "no figure “nonsense”"),
        ("retrieval.mrr@10", "has no bound"),
        ("retrieval.mrr@10=high", "“high”, which is no number"),
    ],
)
def test_a_gate_that_is_none_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_gate(text, "under")


def test_gates_hold_at_their_bound_and_fall_beyond_it() -> None:
    figures = {"a": 0.8, "b": None}
    assert failures([Gate("a", "under", 0.8), Gate("a", "over", 0.8)], figures) == []
    assert failures([Gate("a", "under", 0.81)], figures) == ["a is 0.8000, under 0.81"]
    assert failures([Gate("a", "over", 0.79)], figures) == ["a is 0.8000, over 0.79"]


def test_what_was_not_computed_passes_no_gate() -> None:
    for key in ("b", "latency_ms.stages.absent.p50"):
        (line,) = failures([Gate(key, "under", 0.0)], {"b": None})
        assert "could not be computed" in line
