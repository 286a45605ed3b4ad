"""Meaning: vectors in FAISS, found by cosine; compared one by one where they are few, by lists or links where many."""

from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import Any, Literal

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Embeddings

Ids = NDArray[np.int64]
Cosines = NDArray[np.float32]
Mask = NDArray[np.bool_]
Stored = NDArray[np.float32] | NDArray[np.float16]

Kind = Literal["flat", "ivf", "hnsw"]
Choice = Literal["auto", "flat", "ivf", "hnsw"]
"""`auto` takes flat up to FLAT_MOST vectors, ivf beyond."""
CHOICES: tuple[Choice, ...] = ("auto", "flat", "ivf", "hnsw")

FLAT_MOST = 20_000
"""Vectors that are searched one by one, and kept in single precision; more are kept in half precision. 50,000 of 384
numbers took 50 ms of processor a search one by one, under a millisecond by lists (`presse bench scale`)."""

_FEW = 10_000  # vectors allowed that are compared one by one whatever the index
_CHUNK = 65_536  # vectors handled at a time
_LEAST_LISTS, _MOST_LISTS = 16, 4_096
_SAMPLE = 64  # vectors a list learns its centre from
_PROBED = 32  # one list of so many is searched: of 50,000 drawn from PIAF's, the ten nearest of 120 were all found
_LEAST_PROBED = 16
_NEIGHBOURS, _CARE_BUILDING = 32, 80  # of HNSW: links of a vector, efConstruction
_CARE, _LEAST_CARE = 2, 256  # of HNSW: efSearch for each result, and at least


class DenseIndex:
    """Unit vectors by row number, searched by inner product: cosines in [-1, 1], higher is better.

    `exact` holds every vector, and gives the cosines; `near`, where there is one, finds candidates in less time than it
    takes to compare all.
    """

    def __init__(self, exact: Any, near: Any = None) -> None:  # faiss's readers hand back a plain Index
        self._exact = exact
        self._near = near
        # FAISS's own memory, read in place: reconstruct_batch starts threads that wait for one another
        codes = faiss.rev_swig_ptr(exact.codes.data(), len(self) * exact.code_size)
        precision = np.dtype("<f2" if exact.code_size == 2 * self.dimension else "<f4")
        self._rows: NDArray[np.floating[Any]] = codes.view(precision).reshape(-1, self.dimension)

    @classmethod
    def build(cls, vectors: Stored, choice: Choice = "auto") -> "DenseIndex":
        """Index some vectors, (n, dim) with unit rows, which may be mapped from disk; the row number is the id."""
        exact = _exact(len(vectors), vectors.shape[1])
        for chunk in _chunks(vectors):
            exact.add(chunk)
        kind, index = kind_of(choice, len(vectors)), cls(exact)
        if kind != "flat":  # made of what is stored, so that vectors taken over from an index give the same one
            index._near = _near(index._rows, kind)
        return index

    def __len__(self) -> int:
        return int(self._exact.ntotal)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._exact.d)

    @property
    def kind(self) -> Kind:
        """How the vectors are searched."""
        if self._near is None:
            return "flat"
        return "ivf" if isinstance(self._near, faiss.IndexIVF) else "hnsw"

    def search(self, query: Embeddings, k: int, allowed: Mask | None = None) -> Ids:
        """Return the ids of the `k` nearest vectors, best first, fewer where there are fewer.

        `query` is (dim,); `allowed`, (n,), is True for the ids that may be returned. Vectors may be missed by an index
        that is not flat, but never for others being left out.
        """
        there = len(self) if allowed is None else int(np.count_nonzero(allowed))
        if allowed is not None and there <= _FEW:
            return self._ordered(query, np.flatnonzero(allowed))[:k]
        k = min(k, there)
        selector = None if allowed is None else _selector(allowed)
        if self._near is not None:
            found = self._found(self._near, query, k, _parameters(self._near, k, selector, there / len(self)))
            if len(found) == k:
                return self._ordered(query, found)
        return self._compared(query, k, selector)

    def compare_all(self, query: Embeddings, k: int) -> Ids:
        """Return what `search` does, never missing any: every vector is compared, however many there are."""
        return self._compared(query, min(k, len(self)), None)

    def cosines(self, query: Embeddings, ids: Ids) -> Cosines:
        """Return the cosine of the query to each of some ids, in their order."""
        return np.asarray(self.vectors(ids) @ query, dtype=np.float32)

    def vectors(self, ids: Ids) -> Embeddings:
        """Return the vectors of some ids, (len(ids), dim)."""
        return self._rows[ids].astype(np.float32, copy=False)

    def save(self, folder: Path, name: str) -> None:
        """Write the vectors to the file `name`.faiss, and what finds them to `name`.near.faiss; raises OSError."""
        _write(self._exact, folder / f"{name}.faiss")
        if self._near is not None:
            _write(self._near, folder / f"{name}.near.faiss")

    @classmethod
    def load(cls, folder: Path, name: str, kind: Kind) -> "DenseIndex":
        """Map what `save` wrote; its pages are read from disk when they are touched."""
        exact = faiss.read_index(str(folder / f"{name}.faiss"), faiss.IO_FLAG_MMAP_IFC)
        flag = faiss.IO_FLAG_MMAP if kind == "ivf" else faiss.IO_FLAG_MMAP_IFC
        return cls(exact, None if kind == "flat" else faiss.read_index(str(folder / f"{name}.near.faiss"), flag))

    def _compared(self, query: Embeddings, k: int, selector: Any) -> Ids:
        # faiss's stubs know the C++ constructors only, not the Python ones it documents
        parameters = selector and faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        return self._found(self._exact, query, k, parameters)

    @staticmethod
    def _found(index: Any, query: Embeddings, k: int, parameters: Any) -> Ids:
        if not k:
            return np.zeros(0, dtype=np.int64)
        _, ids = index.search(query[None, :], k, params=parameters)
        return np.asarray(ids[0][ids[0] >= 0], dtype=np.int64)

    def _ordered(self, query: Embeddings, ids: Ids) -> Ids:
        """Return ids by their exact cosines, highest first."""
        ids = np.sort(ids)
        return ids[np.argsort(-self.cosines(query, ids), kind="stable")]


def _write(index: Any, path: Path) -> None:
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:  # what FAISS makes of a full disk
        raise OSError(f"{path.name} cannot be written") from error


def kind_of(choice: Choice, vectors: int) -> Kind:
    """Return how so many vectors are searched."""
    if choice != "auto":
        return choice if vectors else "flat"
    return "flat" if vectors <= FLAT_MOST else "ivf"


def _exact(vectors: int, dimension: int) -> Any:
    if vectors <= FLAT_MOST:
        return faiss.IndexFlatIP(dimension)
    half = faiss.ScalarQuantizer.QT_fp16
    return faiss.IndexScalarQuantizer(dimension, half, faiss.METRIC_INNER_PRODUCT)


def _near(vectors: Stored, kind: Kind) -> Any:
    byte, product = faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    dimension = vectors.shape[1]
    lists = _lists(len(vectors))
    index: Any
    if kind == "ivf":
        centres = faiss.IndexFlatIP(dimension)
        index = faiss.IndexIVFScalarQuantizer(centres, dimension, lists, byte, product)
        index.cp.spherical = True
        index.cp.min_points_per_centroid = 1
        index.cp.max_points_per_centroid = _SAMPLE
    else:
        index = faiss.IndexHNSWSQ(dimension, byte, _NEIGHBOURS, product)  # type: ignore[arg-type]
        index.hnsw.efConstruction = _CARE_BUILDING
    index.train(_sample(vectors, _SAMPLE * lists))
    for chunk in _chunks(vectors):
        index.add(chunk)
    return index


def _lists(vectors: int) -> int:
    """Return into how many lists so many vectors are dealt: a power of two near four times their square root."""
    lists = 2 ** round(np.log2(4 * sqrt(max(vectors, 1))))
    return int(min(max(lists, _LEAST_LISTS), _MOST_LISTS, max(vectors, 1)))


def _sample(vectors: Stored, size: int) -> Embeddings:
    """Return vectors drawn from all, the same ones every time."""
    if len(vectors) <= size:
        return np.ascontiguousarray(vectors, dtype=np.float32)
    rows = np.sort(np.random.default_rng(0).choice(len(vectors), size, replace=False))
    return np.ascontiguousarray(vectors[rows], dtype=np.float32)


def _chunks(vectors: Stored) -> Iterator[Embeddings]:
    for start in range(0, len(vectors), _CHUNK):
        yield np.ascontiguousarray(vectors[start : start + _CHUNK], dtype=np.float32)


def _selector(allowed: Mask) -> Any:
    # faiss's stubs know the C++ constructors only, not the Python ones it documents
    return faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # type: ignore[call-arg, arg-type]


def _parameters(index: Any, k: int, selector: Any, share: float) -> Any:
    """Return how far to search for `k` vectors where a share of all is allowed: the fewer are, the farther."""
    if isinstance(index, faiss.IndexIVF):
        probed = max(_LEAST_PROBED, index.nlist // _PROBED) / share
        return faiss.SearchParametersIVF(sel=selector, nprobe=min(int(probed), index.nlist))  # type: ignore[call-arg]
    care = int(max(_CARE * k, _LEAST_CARE) / share)
    return faiss.SearchParametersHNSW(sel=selector, efSearch=min(care, index.ntotal))  # type: ignore[attr-defined]
