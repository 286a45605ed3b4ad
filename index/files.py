"""Small helpers for files that must be whole: hashes, writes that reach the disk, and arrays mapped from it."""

import hashlib
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Wait until a file or a folder has reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def mapped(path: Path, dtype: DTypeLike) -> NDArray[Any]:
    """Return the values of a file that holds nothing else, their pages read from disk when they are touched.

    Raises ValueError where the file is no whole number of values. (A `.npy` file says itself what it holds, but in
    Python 3.11 NumPy cannot read two such headers at once.)
    """
    if not path.stat().st_size:  # an empty file cannot be mapped
        return np.zeros(0, dtype=dtype)
    return np.asarray(np.memmap(path, dtype=dtype, mode="r"))
