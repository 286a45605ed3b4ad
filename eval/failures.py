"""Which questions went wrong, and how: the first thing to read after the figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from eval.records import Outcome

SHOWN = 40
"""Failures of each kind that a report shows in full."""

KINDS = {
    "refused": "Refused, though the articles answer",
    "answered": "Answered, though the articles do not",
    "not found": "The passage that answers is not among the first ten",
    "found lower": "The passage that answers was found, another came first",
    "other sentence": "The right passage came first, another sentence of it or of the next was quoted first",
}


def failed(outcome: Outcome) -> bool:
    """Tell whether a reader was let down."""
    return kind_of(outcome) is not None


def kind_of(outcome: Outcome) -> str | None:
    """Return the kind of failure (a key of `KINDS`), None where a reader was served.

    Where the set knows no facts, the first passage decides instead of the first sentence.
    """
    if not outcome.answerable:
        return None if outcome.asked.abstained else "answered"
    if outcome.asked.abstained:
        return "refused"
    gains = outcome.passages.gains if outcome.passages else ()
    served = outcome.quoted[:1] and outcome.quoted[0].answers if outcome.facts else gains[:1] and gains[0] > 0
    if served:
        return None
    if not any(gains):
        return "not found"
    return "other sentence" if gains[0] else "found lower"


def shortened(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes with the passages of the first `SHOWN` failures of each kind only: the rest are not read."""
    seen: Counter[str | None] = Counter()
    kept: list[Outcome] = []
    for outcome in outcomes:
        kind = kind_of(outcome)
        seen[kind] += 1
        if outcome.shown and kind and seen[kind] > SHOWN:
            outcome = replace(outcome, shown=replace(outcome.shown, passage="", gold=""))
        kept.append(outcome)
    return tuple(kept)


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Return the outcomes that failed by kind, in the order of `KINDS`, kinds without any left out."""
    found: dict[str, list[Outcome]] = {kind: [] for kind in KINDS}
    for outcome in outcomes:
        if kind := kind_of(outcome):
            found[kind].append(outcome)
    return {kind: members for kind, members in found.items() if members}
