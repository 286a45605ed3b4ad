"""Gates: figures that must not fall, or rise, beyond a bound. A figure that was not computed passes none."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.errors import UsageError
from eval.measures import BY_KEY

_MEASURED = ("latency_ms.", "memory_mb.", "seconds.")


@dataclass(frozen=True, slots=True)
class Gate:
    """A bound on a figure: the run fails where it is `side` the bound."""

    key: str
    side: Literal["under", "over"]
    bound: float


def parse_gate(text: str, side: Literal["under", "over"]) -> Gate:
    """Read `key=bound`, as in `retrieval.mrr@10=.81`; raises UsageError for a key or a bound that is none."""
    key, equals, bound = text.partition("=")
    key = key.strip()
    if key not in BY_KEY and not key.startswith(_MEASURED):
        near = difflib.get_close_matches(key, BY_KEY, n=1)
        hint = f"; did you mean {near[0]}?" if near else "."
        raise UsageError(f"There is no figure “{key}”{hint}")
    try:
        return Gate(key, side, float(bound))
    except ValueError:
        wrong = f"has the bound “{bound}”, which is no number" if equals else "has no bound"
        raise UsageError(f"The gate “{text}” {wrong}: write it as retrieval.mrr@10=.81.") from None


def failures(gates: Iterable[Gate], figures: Mapping[str, float | None]) -> list[str]:
    """Return one line for each gate that does not hold, given every figure of a report by its dotted key."""
    return [line for gate in gates if (line := _failure(gate, figures.get(gate.key)))]


def _failure(gate: Gate, value: float | None) -> str | None:
    if value is None:
        return f"{gate.key} could not be computed, so it is not known to hold {gate.bound:g}"
    holds = value >= gate.bound if gate.side == "under" else value <= gate.bound
    return None if holds else f"{gate.key} is {value:.4f}, {gate.side} {gate.bound:g}"
