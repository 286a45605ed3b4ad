"""Many strings in two arrays, mapped from disk: only those asked for become Python objects."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from index.files import mapped


class Strings(Sequence[str]):
    """Strings without line ends; where they ascend by code points, they are found by halving.

    On disk: a text file with a string a line, and the offsets of the lines in bytes.
    """

    def __init__(self, text: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        self._text = text
        self._starts = starts

    @classmethod
    def of(cls, strings: Iterable[str]) -> "Strings":
        """Hold some strings in memory."""
        lines = [f"{string}\n".encode() for string in strings]
        starts = np.concatenate([[0], np.cumsum([len(line) for line in lines])]).astype(np.int64)
        return cls(np.frombuffer(b"".join(lines), dtype=np.uint8), starts)

    @classmethod
    def load(cls, folder: Path, name: str) -> "Strings":
        """Map what `save` wrote."""
        return cls(mapped(folder / f"{name}.txt", np.uint8), mapped(folder / f"{name}.bin", np.int64))

    def save(self, folder: Path, name: str) -> None:
        """Write two files."""
        self._text.tofile(folder / f"{name}.txt")
        self._starts.tofile(folder / f"{name}.bin")

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return self._lines(*number.indices(len(self))[:2])[:: number.step or 1]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number %= len(self)
        return bytes(self._text[self._starts[number] : self._starts[number + 1] - 1]).decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines(0, len(self)))

    def _lines(self, first: int, end: int) -> list[str]:
        if end <= first:
            return []
        return bytes(self._text[self._starts[first] : self._starts[end] - 1]).decode().split("\n")

    def place(self, string: str) -> int:
        """Return how many of the strings, which must ascend, come before this one."""
        return bisect_left(self, string)

    def find(self, string: str) -> int | None:
        """Return the number of a string among strings that ascend, or None."""
        number = self.place(string)
        return number if number < len(self) and self[number] == string else None
