"""Every kind of index against NumPy, which compares all."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from index import dense
from index.dense import FLAT_MOST, DenseIndex, Kind, kind_of

KINDS: tuple[Kind, ...] = ("flat", "ivf", "hnsw")
RNG = np.random.default_rng(0)
CENTRES = RNG.standard_normal((40, 32), dtype=np.float32)


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


VECTORS = unit(CENTRES[RNG.integers(0, 40, 4000)] + 0.7 * RNG.standard_normal((4000, 32), dtype=np.float32))
QUERIES = unit(VECTORS[:25] + 0.1 * RNG.standard_normal((25, 32), dtype=np.float32))


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    kind: Kind = request.param
    return kind


@cache
def built(kind: Kind) -> DenseIndex:
    return DenseIndex.build(VECTORS, kind)


def brute_force(query: np.ndarray, k: int, allowed: np.ndarray | None = None) -> list[int]:
    cosines = VECTORS @ query
    return [int(i) for i in np.argsort(-cosines, kind="stable") if allowed is None or allowed[i]][:k]


def recall(index: DenseIndex, k: int = 10, allowed: np.ndarray | None = None) -> float:
    found = [len({*index.search(q, k, allowed)} & {*brute_force(q, k, allowed)}) / k for q in QUERIES]
    return float(np.mean(found))


def test_every_kind_finds_what_brute_force_finds(kind: Kind) -> None:
    index = built(kind)
    assert (index.kind, len(index), index.dimension) == (kind, 4000, 32)
    assert recall(index) == 1 if kind == "flat" else recall(index) >= 0.98


def test_ids_are_in_the_order_of_exact_cosines(kind: Kind) -> None:
    index = built(kind)
    for query in QUERIES:
        ids = index.search(query, 50)
        assert index.cosines(query, ids) == pytest.approx(VECTORS[ids] @ query, abs=1e-6)
        assert np.all(np.diff(VECTORS[ids] @ query) <= 1e-6)


@pytest.mark.parametrize("share", [0.0, 0.0025, 0.05, 0.5, 1.0])
@pytest.mark.parametrize("few", [0, 10_000], ids=["by the index", "one by one"])
def test_a_mask_keeps_ids_out_and_the_list_full(
    kind: Kind, share: float, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "_FEW", few)
    allowed = np.arange(4000) < share * 4000
    index = built(kind)
    for query in QUERIES:
        ids = index.search(query, 10, allowed)
        assert len(ids) == min(10, int(allowed.sum()))
        assert allowed[ids].all()
    if share:
        assert recall(index, 10, allowed) >= 0.98


def test_what_is_mapped_finds_what_was_saved(kind: Kind, tmp_path: Path) -> None:
    index = built(kind)
    index.save(tmp_path, "passages")
    mapped = DenseIndex.load(tmp_path, "passages", kind)
    assert (mapped.kind, len(mapped)) == (kind, 4000)
    for query in QUERIES:
        assert np.array_equal(mapped.search(query, 20), index.search(query, 20))
    assert np.array_equal(mapped.vectors(np.arange(4000)), index.vectors(np.arange(4000)))


def test_the_same_vectors_give_the_same_index(tmp_path: Path) -> None:
    for name in ("one", "two"):
        DenseIndex.build(VECTORS, "ivf").save(tmp_path, name)
    for end in (".faiss", ".near.faiss"):
        assert (tmp_path / f"one{end}").read_bytes() == (tmp_path / f"two{end}").read_bytes()


def test_more_vectors_are_kept_in_half_precision(kind: Kind, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dense, "FLAT_MOST", 1000)
    index = DenseIndex.build(VECTORS, kind)
    index.save(tmp_path, "half")
    assert (tmp_path / "half.faiss").stat().st_size < 4000 * 32 * 2 + 4096
    assert index.vectors(np.arange(4000)) == pytest.approx(VECTORS, abs=1e-3)
    again = DenseIndex.build(index.vectors(np.arange(4000)), kind)
    assert np.array_equal(again.vectors(np.arange(4000)), index.vectors(np.arange(4000)))
    assert recall(DenseIndex.load(tmp_path, "half", kind)) >= 0.98


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_handful_of_vectors_can_be_searched(kind: Kind, count: int) -> None:
    index = DenseIndex.build(VECTORS[:count], kind)
    assert sorted(index.search(VECTORS[0], 10)) == list(range(count))
    assert len(index.search(VECTORS[0], 10, np.zeros(count, dtype=bool))) == 0


def test_the_kind_is_chosen_by_size() -> None:
    assert [kind_of("auto", count) for count in (0, dense.FLAT_MOST, dense.FLAT_MOST + 1)] == ["flat", "flat", "ivf"]
    assert kind_of("hnsw", 5) == "hnsw"


def test_vectors_taken_over_from_a_large_index_give_the_same_index() -> None:
    rows = np.random.default_rng(3).normal(size=(FLAT_MOST + 1, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    fresh = DenseIndex.build(rows)
    again = DenseIndex.build(fresh.vectors(np.arange(len(rows), dtype=np.int64)))
    for query in rows[:20]:
        assert np.array_equal(fresh.search(query, 100), again.search(query, 100))
