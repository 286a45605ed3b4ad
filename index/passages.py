"""Passages and their sentences as columns of numbers; a record is made of one when it is asked for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from corpus import Passage, Span
from index.files import mapped

FILES = ("passages.bin", "sentences.bin")
_PASSAGE = np.dtype([("article", "<i4"), ("start", "<i4"), ("end", "<i4"), ("sentences", "<i4")])
_SENTENCE = np.dtype([("start", "<i4"), ("end", "<i4")])

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class PassageTable(Sequence[Passage]):
    """The passages of an index, and their sentences in the same order.

    `ids` are those of all articles; `passages`, (passages,), holds for each the number of its article in `ids`, where
    it starts and ends in its text, and how many sentences it has; `sentences`, (sentences,), where each starts and
    ends; `first`, (passages + 1,), the row of the first sentence of each, and the number of all.
    """

    ids: Sequence[str]
    passages: NDArray[np.void]
    sentences: NDArray[np.void]
    first: Rows

    @classmethod
    def from_columns(
        cls, ids: Sequence[str], passages: NDArray[np.void], sentences: NDArray[np.void]
    ) -> "PassageTable":
        """Make a table of what the files hold; raises ValueError where they are not of the same passages."""
        first: Rows = np.concatenate([[0], np.cumsum(passages["sentences"], dtype=np.int64)])
        if first[-1] != len(sentences) or (len(passages) and not 0 <= passages["article"].max() < len(ids)):
            raise ValueError("passages, sentences and articles do not belong together")
        return cls(ids, passages, sentences, first)

    @classmethod
    def of(cls, passages: Sequence[Passage], ids: Sequence[str]) -> "PassageTable":
        """Make a table of some passages of the articles `ids`."""
        if isinstance(passages, PassageTable) and passages.ids == ids:
            return passages
        numbers = {article_id: number for number, article_id in enumerate(ids)}
        rows = [(numbers[p.article_id], p.start, p.end, len(p.sentences)) for p in passages]
        return cls.of_rows(ids, rows, [(span.start, span.end) for passage in passages for span in passage.sentences])

    @classmethod
    def of_rows(
        cls, ids: Sequence[str], passages: Sequence[tuple[int, int, int, int]], sentences: Sequence[tuple[int, int]]
    ) -> "PassageTable":
        """Make a table of rows (number of the article, start, end, number of sentences) and (start, end)."""
        return cls.from_columns(ids, np.array(passages, dtype=_PASSAGE), np.array(sentences, dtype=_SENTENCE))

    @classmethod
    def load(cls, folder: Path, ids: Sequence[str]) -> "PassageTable":
        """Map what `save` wrote; raises ValueError where the files are not of the same passages."""
        passages, sentences = FILES
        return cls.from_columns(ids, mapped(folder / passages, _PASSAGE), mapped(folder / sentences, _SENTENCE))

    def save(self, folder: Path) -> None:
        """Write the two files."""
        for name, column in zip(FILES, (self.passages, self.sentences), strict=True):
            column.tofile(folder / name)

    def __len__(self) -> int:
        return len(self.passages)

    @overload
    def __getitem__(self, row: int) -> Passage: ...
    @overload
    def __getitem__(self, row: slice) -> list[Passage]: ...
    def __getitem__(self, row: int | slice) -> Passage | list[Passage]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        article, start, end, _ = self.passages[row].tolist()
        row %= len(self)
        spans = self.sentences[self.first[row] : self.first[row + 1]].tolist()
        return Passage(self.ids[article], start, end, tuple(Span(*span) for span in spans))

    def __iter__(self) -> Iterator[Passage]:
        return map(self.__getitem__, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    def of_articles(self, ids: Collection[str]) -> Mask:
        """Return which passages are of some articles, (passages,)."""
        wanted = frozenset(ids)
        chosen: Mask = np.fromiter((article_id in wanted for article_id in self.ids), dtype=np.bool_)
        return chosen[self.passages["article"]] if len(self) else np.zeros(0, dtype=np.bool_)

    def of_sentences(self, rows: Rows) -> Rows:
        """Return the row of the passage that each of some sentences is of."""
        return np.searchsorted(self.first, rows, side="right") - 1

    def sentence_mask(self, allowed: Mask) -> Mask:
        """Return which sentences are of the passages allowed, (sentences,)."""
        return np.repeat(allowed, self.passages["sentences"])
