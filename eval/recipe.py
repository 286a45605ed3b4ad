"""How an adapter is trained."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """The defaults are those of the adapter shipped.

    `epochs`: how often every question is seen; `rank` and `alpha` of the matrices that are learned, whose product
    counts alpha / rank; `rate` of AdamW at its highest, after it has risen over the share `warm_up` of all steps;
    from there it falls to 0. `seed` decides everything that is drawn.
    """

    seed: int = 2016
    epochs: int = 2
    rank: int = 16
    alpha: int = 32
    rate: float = 4e-4
    warm_up: float = 0.1

    @property
    def scale(self) -> float:
        """What the product of the two matrices is multiplied by."""
        return self.alpha / self.rank
