"""Meaning: vectors in FAISS, found by cosine."""

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Embeddings

Ids = NDArray[np.int64]
Cosines = NDArray[np.float32]


class DenseIndex:
    """Unit vectors by row number, searched exactly by inner product: cosines in [-1, 1], higher is better."""

    def __init__(self, index: Any) -> None:  # a faiss.IndexFlatIP, which its readers hand back as a plain Index
        self._index = index
        # FAISS's own memory, read in place: reconstruct_batch starts threads that wait for one another
        rows = faiss.rev_swig_ptr(index.get_xb(), len(self) * self.dimension)
        self._rows: Embeddings = rows.reshape(-1, self.dimension)

    @classmethod
    def build(cls, vectors: Embeddings) -> "DenseIndex":
        """Index some vectors, (n, dim) float32 with unit rows; the row number is the id."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    def search(self, query: Embeddings, k: int, allowed: NDArray[np.bool_] | None = None) -> Ids:
        """Return the ids of the `k` nearest vectors, best first, fewer where there are fewer.

        `query` is (dim,); `allowed`, (n,), is True for the ids that may be returned.
        """
        bits = None if allowed is None else np.packbits(allowed, bitorder="little")
        # faiss's stubs know the C++ constructors only, not the Python ones it documents
        parameters = None if bits is None else faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))  # type: ignore
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        _, ids = self._index.search(query[None, :], min(k, len(self)), params=parameters)
        return np.asarray(ids[0][ids[0] >= 0], dtype=np.int64)

    def cosines(self, query: Embeddings, ids: Ids) -> Cosines:
        """Return the cosine of the query to each of some ids, in their order."""
        return np.asarray(self.vectors(ids) @ query, dtype=np.float32)

    def vectors(self, ids: Ids) -> Embeddings:
        """Return the vectors of some ids, (len(ids), dim)."""
        return self._rows[ids]

    def save(self, path: Path) -> None:
        """Write the index to one file."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> "DenseIndex":
        """Read what `save` wrote."""
        return cls(faiss.read_index(str(path)))
