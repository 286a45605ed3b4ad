"""Two reports of the same questions: per measure the difference, whether it may be chance, and what changed.

The test exchanges the outcomes of the two systems question by question, each with chance ½, and asks how often the
difference is as large as the one seen (approximate randomisation, see `eval/resampling.py`). The p-values of all
measures are adjusted together (Holm), so that one of forty measures does not shine by luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.errors import DatasetError
from eval.failures import failed
from eval.measure import Measure, value_of
from eval.measures import MEASURES
from eval.records import Outcome
from eval.report import Report
from eval.resampling import Interval, counts, exchanges, holm, interval, p_value

EXCHANGES = 1000
_SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in both reports; `change` is the second less the first.

    `p` is adjusted for the number of measures. None where one of them could not compute it.
    """

    key: str
    better: str
    before: float | None
    after: float | None
    change: float | None = None
    interval: Interval | None = None
    p: float | None = None

    @property
    def verdict(self) -> str:
        """Say in a word whether the change is one, and for the better or the worse."""
        if self.change is None:
            return "not comparable"
        if self.p is None:
            return "not tested"
        if self.p >= _SIGNIFICANT or self.change == 0:
            return "no difference shown"
        return "better" if (self.change > 0) == (self.better == "higher") else "worse"


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that one report answers rightly and the other does not."""

    id: str
    question: str
    gained: bool
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one report to another, over the questions that both asked.

    `questions` is 0 where figures alone were compared, since one of the reports was kept without its outcomes.
    """

    questions: int
    only_before: int
    only_after: int
    differences: tuple[Difference, ...]
    changed: tuple[Changed, ...]


def compare(before: Report, after: Report) -> Comparison:
    """Compare two reports over the questions both asked; only their figures where one was kept without outcomes.

    Raises DatasetError where they have no question in common.
    """
    if not (before.outcomes and after.outcomes):
        return _compare_figures(before, after)
    first = {outcome.id: outcome for outcome in before.outcomes}
    second = {outcome.id: outcome for outcome in after.outcomes}
    shared = [identifier for identifier in first if identifier in second]
    if not shared:
        raise DatasetError("The two reports have no question in common.")
    one, other = [first[identifier] for identifier in shared], [second[identifier] for identifier in shared]
    return Comparison(
        questions=len(shared),
        only_before=len(first) - len(shared),
        only_after=len(second) - len(shared),
        differences=differences(one, other),
        changed=tuple(_changed(a, b) for a, b in zip(one, other, strict=True) if failed(a) != failed(b)),
    )


def _compare_figures(before: Report, after: Report) -> Comparison:
    """Compare figures alone; raises DatasetError where they are about other questions."""
    if (before.questions.sha256, before.questions.split) != (after.questions.sha256, after.questions.split):
        raise DatasetError("The two reports are about other questions, and one was kept without its outcomes.")
    found = []
    for measure in MEASURES:
        a, b = before.figures[measure.key].value, after.figures[measure.key].value
        change = None if a is None or b is None else b - a
        found.append(Difference(measure.key, measure.better, a, b, change))
    return Comparison(0, 0, 0, tuple(found), ())


def differences(before: Sequence[Outcome], after: Sequence[Outcome]) -> tuple[Difference, ...]:
    """Return what parts two systems in every measure; outcome i of both is of the same question."""
    plain = [(measure, value_of(measure, before), value_of(measure, after)) for measure in MEASURES]
    tested = [(m, a, b, *_test(m, before, after, b - a)) for m, a, b in plain if a is not None and b is not None]
    adjusted = holm([p for *_, p in tested])
    found = {
        measure.key: Difference(measure.key, measure.better, a, b, b - a, bounds, p)
        for (measure, a, b, bounds, _), p in zip(tested, adjusted, strict=True)
    }
    return tuple(found.get(m.key, Difference(m.key, m.better, a, b)) for m, a, b in plain if (a, b) != (None, None))


def _test(
    measure: Measure, before: Sequence[Outcome], after: Sequence[Outcome], change: float
) -> tuple[Interval | None, float]:
    """Return the paired bootstrap interval of a difference, and its unadjusted p."""
    drawn = counts(len(before))
    resampled = measure.values(after, drawn) - measure.values(before, drawn)
    pool = [*before, *after]
    swapped = exchanges(len(before), EXCHANGES)
    exchanged = measure.values(pool, np.hstack([swapped, ~swapped]).astype(float))
    exchanged -= measure.values(pool, np.hstack([~swapped, swapped]).astype(float))
    return interval(resampled), p_value(change, exchanged)


def _changed(before: Outcome, after: Outcome) -> Changed:
    return Changed(
        before.id, after.shown.question if after.shown else "", failed(before), _given(before), _given(after)
    )


def _given(outcome: Outcome) -> tuple[str, ...]:
    if outcome.asked.abstained:
        return ("(refused)",)
    return outcome.shown.given if outcome.shown else ()
