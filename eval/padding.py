"""Rows of ids put together in a rectangle, none much longer than the others."""

from collections.abc import Iterator, Sequence

import torch

_TOKENS_AT_ONCE = 4096


def together(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of all rows, shortest first, in parts that hold few tokens once padded to their longest."""
    part: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda number: lengths[number]):
        if part and (len(part) + 1) * lengths[number] > _TOKENS_AT_ONCE:
            yield part
            part = []
        part.append(number)
    if part:
        yield part


def padded(rows: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return ids and mask, both (len(rows), tokens) int64, the rows filled up with 0."""
    ids = torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
    lengths = torch.tensor([len(row) for row in rows])
    return ids, (torch.arange(ids.shape[1])[None, :] < lengths[:, None]).long()
