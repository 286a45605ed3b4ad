"""Gates: figures that must not fall, or rise, beyond a bound. A figure that was not computed passes none."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.errors import UsageError


@dataclass(frozen=True, slots=True)
class Gate:
    """A bound on a figure: the run fails where it is `side` the bound."""

    key: str
    side: Literal["under", "over"]
    bound: float


def parse_gate(text: str, side: Literal["under", "over"]) -> Gate:
    """Read `key=bound`, as in `retrieval.mrr@10=.81`; raises UsageError."""
    key, equals, bound = text.partition("=")
    try:
        return Gate(key.strip(), side, float(bound))
    except ValueError:
        wrong = "has no bound" if not equals else f"has the bound “{bound}”, which is no number"
        raise UsageError(f"The gate “{text}” {wrong}: write it as retrieval.mrr@10=.81.") from None


def failures(gates: Iterable[Gate], figures: Mapping[str, float | None]) -> list[str]:
    """Return one line for each gate that does not hold; raises UsageError for a figure that does not exist."""
    return [line for gate in gates if (line := _failure(gate, figures))]


def _failure(gate: Gate, figures: Mapping[str, float | None]) -> str | None:
    if gate.key not in figures:
        near = difflib.get_close_matches(gate.key, figures, n=1)
        hint = f"; did you mean {near[0]}?" if near else "."
        raise UsageError(f"There is no figure “{gate.key}”{hint}")
    value = figures[gate.key]
    if value is None:
        return f"{gate.key} could not be computed, so it is not known to hold {gate.bound:g}"
    holds = value >= gate.bound if gate.side == "under" else value <= gate.bound
    return None if holds else f"{gate.key} is {value:.4f}, {gate.side} {gate.bound:g}"
