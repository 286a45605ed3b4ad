"""What a benchmark found."""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.report import State

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure: what was measured in words, its value, and its unit (`ms`, `s`, `MB`, `texts/s`, `×`, or none)."""

    key: str
    meaning: str
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Growth:
    """A figure by the number of passages: one line of points (passages, value) for each name."""

    title: str
    unit: str
    lines: Mapping[str, tuple[Point, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """What one part found; `told` says what was measured on what, `load` how many processes wanted a core meanwhile."""

    name: str
    told: str
    findings: tuple[Finding, ...]
    growth: tuple[Growth, ...] = ()
    load: float = 0.0


@dataclass(frozen=True, slots=True)
class BenchReport:
    """The parts that were run, side by side in one run on one machine."""

    state: State
    parts: tuple[Part, ...]
