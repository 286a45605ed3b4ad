"""The thin matrices that are learned, in place beside the layers of a model that stays as it is."""

from collections.abc import Iterator

import torch
from torch import nn
from transformers import BertModel

from index.adapter import LowRank


class AdaptedLinear(nn.Module):
    """A frozen linear layer and what is learned beside it: linear(x) + scale · up(down(x)).

    `down` (rank, in) starts at random, `up` (out, rank) at 0, so that training starts from the model as it was.
    Both are float32; the frozen layer may be of a lower precision, in which the products are then taken.
    """

    def __init__(self, linear: nn.Linear, rank: int, scale: float, generator: torch.Generator) -> None:
        super().__init__()
        self.linear = linear
        self.scale = scale
        spread = linear.in_features**-0.5
        drawn = torch.randn(rank, linear.in_features, generator=generator) * spread
        self.down = nn.Parameter(drawn.to(linear.weight.dtype).float())
        self.up = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the layer's output, (…, out)."""
        thin = x @ self.down.T.to(x.dtype)
        added: torch.Tensor = self.linear(x) + thin @ (self.scale * self.up).T.to(x.dtype)
        return added


def adapt(bert: BertModel, rank: int, scale: float, seed: int) -> dict[str, AdaptedLinear]:
    """Freeze a model and put an `AdaptedLinear` in the place of each linear layer; returns them by name."""
    bert.requires_grad_(False)
    generator = torch.Generator().manual_seed(seed)
    adapted = {name: AdaptedLinear(linear, rank, scale, generator) for name, linear in _linears(bert)}
    for name, layer in adapted.items():
        bert.set_submodule(name, layer)
    return adapted


def parameters(adapted: dict[str, AdaptedLinear]) -> dict[str, nn.Parameter]:
    """Return what is to be learned, by the layer's name and the matrix's."""
    return {f"{name}.{matrix}": getattr(layer, matrix) for name, layer in adapted.items() for matrix in ("down", "up")}


def learned(adapted: dict[str, AdaptedLinear]) -> dict[str, LowRank]:
    """Return what was learned, by the layer's name."""
    return {name: LowRank(layer.down.detach().numpy(), layer.up.detach().numpy()) for name, layer in adapted.items()}


def _linears(bert: BertModel) -> Iterator[tuple[str, nn.Linear]]:
    return ((name, module) for name, module in bert.named_modules() if isinstance(module, nn.Linear))
