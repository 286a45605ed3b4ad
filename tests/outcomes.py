"""Outcomes of an evaluation, made up: every field a plain default, so that a test states only what it is about."""

import random
from dataclasses import replace

from eval.records import Outcome, Quoted, Ranked, Shown, Trial
from eval.report import Report, SetCard, State, make_report
from eval.runner import Measured, Variation

STATE = State("model", {"threshold": "0.5"}, "abc", "2026-01-02", "3.11", 2)

ANSWERS = Quoted("port", facts=(0,), answers=True, exact=True, right_article=True)
ASIDE = Quoted("port", facts=(), answers=False, exact=True, right_article=True)
ELSEWHERE = Quoted("gare", facts=(), answers=False, exact=True, right_article=False)

SERVED = Outcome(
    id="q",
    category="direct",
    split="dev",
    answerable=True,
    articles=("port",),
    facts=1,
    passages=Ranked((1.0, 0.0), (1.0,)),
    articles_ranked=Ranked((1.0, 0.0), (1.0,)),
    fact_ranks=(1,),
    quoted=(ANSWERS,),
    cited=(ANSWERS,),
    numbers=(0, 0),
    asked=Trial(0.9, abstained=False, should_abstain=False, correct=True),
    trials=(Trial(0.9, abstained=False, should_abstain=False, correct=True),),
    shown=Shown("Où est le port ?", (), ("Nador",), ("Le port est à Nador.",)),
)
UNANSWERABLE = replace(
    SERVED,
    category="far",
    answerable=False,
    articles=(),
    facts=0,
    passages=None,
    articles_ranked=None,
    fact_ranks=(),
    quoted=(ELSEWHERE,),
    cited=(),
    asked=Trial(0.1, abstained=True, should_abstain=True, correct=False),
    trials=(Trial(0.1, abstained=True, should_abstain=True, correct=False),),
    shown=Shown("Qui a gagné ?", (), (), ("La gare est grande.",)),
)


def decided(outcome: Outcome, confidence: float, abstained: bool, correct: bool = False) -> Outcome:
    """Return the outcome with another decision."""
    trial = Trial(confidence, abstained, not outcome.answerable, correct)
    return replace(outcome, asked=trial, trials=(trial,), cited=() if abstained else outcome.quoted)


def random_outcomes(seed: int, n: int = 60) -> list[Outcome]:
    """Return outcomes of all kinds, the same for the same seed."""
    chance = random.Random(seed)
    return [_random(f"q{number:03}", chance) for number in range(n)]


def _random(name: str, chance: random.Random) -> Outcome:
    if chance.random() < 0.3:
        plain = decided(UNANSWERABLE, chance.betavariate(2, 5), chance.random() < 0.7)
        return replace(plain, id=name)
    rank = chance.choice([1, 1, 1, 2, 3, 7, None])
    gains = tuple(float(place == rank) for place in range(1, 11))
    quoted = tuple(chance.choice([ANSWERS, ASIDE, ELSEWHERE]) for _ in range(chance.randrange(1, 4)))
    ranked = Ranked(gains, (1.0,))
    plain = replace(
        SERVED, id=name, passages=ranked, articles_ranked=ranked, fact_ranks=(rank,), quoted=quoted, cited=quoted
    )
    return decided(plain, chance.betavariate(5, 2), chance.random() < 0.2, quoted[0].answers)


def report_of(outcomes: list[Outcome]) -> Report:
    """Return the report of some outcomes, asked otherwise with the same result."""
    variation = Variation("spelling", "in capitals", tuple(outcomes))
    timings = tuple({"understanding": float(ms), "search": ms / 2, "total": 2.0 * ms} for ms in range(1, 101))
    measured = Measured(tuple(outcomes), (variation,), timings, {}, 100.0)
    card = SetCard("set", "questions", "0" * 64)
    return make_report(measured, card, STATE, seconds={"asking": 1.5}, passages=3, articles=2)
