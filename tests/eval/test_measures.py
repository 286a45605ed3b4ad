from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import ANSWERS, ASIDE, ELSEWHERE, SERVED, UNANSWERABLE, decided, random_outcomes

from eval.measure import figure, value_of
from eval.measures import BY_KEY, GROUPS, MEASURES
from eval.records import Outcome, Ranked, ShortAnswer, Trial


def value(key: str, *outcomes: Outcome) -> float | None:
    return value_of(BY_KEY[key], outcomes)


def test_every_measure_has_one_key_in_one_group_and_says_what_it_means() -> None:
    assert len(BY_KEY) == len(MEASURES)
    for measure in MEASURES:
        assert measure.key.split(".")[0] in GROUPS
        assert measure.key.count(".") == 1
        assert measure.meaning
        assert measure.source


def test_retrieval_is_the_mean_over_answerable_questions() -> None:
    second = replace(SERVED, passages=Ranked((0, 1), (1, 1)), fact_ranks=(2,))
    missed = replace(SERVED, passages=Ranked((), (1,)), fact_ranks=(None,))
    asked = SERVED, second, missed, UNANSWERABLE
    assert value("retrieval.hit@1", *asked) == pytest.approx(1 / 3)
    assert value("retrieval.hit@3", *asked) == pytest.approx(2 / 3)
    assert value("retrieval.mrr@10", *asked) == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert value("retrieval.recall@10", *asked) == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert value("retrieval.facts@5", *asked) == pytest.approx(2 / 3)
    assert value("retrieval.article_hit@1", *asked) == 1


def test_answers_are_judged_by_their_first_sentences() -> None:
    late = replace(SERVED, quoted=(ASIDE, ANSWERS))
    half = replace(SERVED, quoted=(ANSWERS,), facts=2)
    assert value("answer.sentence@1", SERVED, late) == 1 / 2
    assert value("answer.sentence@2", SERVED, late) == 1
    assert value("answer.fact_recall", SERVED, half) == pytest.approx(3 / 4)
    assert value("answer.exact_match", SERVED) is None
    assert value("answer.exact_match", SERVED, replace(SERVED, short=ShortAnswer(1, 1))) == 1
    assert value("answer.f1", replace(SERVED, short=ShortAnswer(0, 0.4))) == pytest.approx(0.4)


def test_citations_count_those_the_reader_gets() -> None:
    wide = replace(SERVED, cited=(ANSWERS, ASIDE, ELSEWHERE))
    refused = decided(SERVED, 0.2, abstained=True)
    answered = replace(decided(UNANSWERABLE, 0.8, abstained=False), cited=(ELSEWHERE,))
    assert value("citations.precision", wide) == pytest.approx(1 / 3)
    assert value("citations.precision", wide, answered) == pytest.approx(1 / 4), "one without need is wrong"
    assert value("citations.right_article", wide) == pytest.approx(2 / 3)
    assert value("citations.recall", SERVED, refused) == pytest.approx(1 / 2)
    assert value("citations.precision", refused) is None
    assert value("citations.exact", replace(SERVED, cited=(ANSWERS, replace(ANSWERS, exact=False)))) == 1 / 2
    assert value("citations.numbers", replace(SERVED, numbers=(3, 2)), SERVED) == pytest.approx(2 / 3)
    assert value("citations.numbers", SERVED) is None


def test_abstention_worked_by_hand() -> None:
    outcomes = [
        decided(SERVED, 0.9, abstained=False, correct=True),
        decided(SERVED, 0.7, abstained=False, correct=False),
        decided(SERVED, 0.3, abstained=True),
        decided(UNANSWERABLE, 0.2, abstained=True),
        decided(UNANSWERABLE, 0.8, abstained=False),
    ]
    assert value("abstention.precision", *outcomes) == 1 / 2
    assert value("abstention.recall", *outcomes) == 1 / 2
    assert value("abstention.f1", *outcomes) == 1 / 2
    assert value("abstention.false_answers", *outcomes) == 1 / 2
    assert value("abstention.false_refusals", *outcomes) == pytest.approx(1 / 3)
    assert value("abstention.auroc", *outcomes) == pytest.approx((2 + 1 + 1) / 6)
    assert value("abstention.answered_at_5pct_false", *outcomes) == pytest.approx(1 / 3)
    gaps = (abs(0.9 - 1) + 0.7 + 0.3 + 0.2 + 0.8) / 5
    assert value("abstention.ece", *outcomes) == pytest.approx(gaps)


def test_removals_are_told_from_the_question_as_it_is() -> None:
    removed = Trial(0.5, abstained=False, should_abstain=True, correct=False)
    outcome = replace(SERVED, without_article=removed, without_passage=replace(removed, confidence=0.95))
    assert value("abstention.auroc_article", outcome) == 1
    assert value("abstention.auroc_passage", outcome) == 0
    assert value("abstention.auroc_article", SERVED, UNANSWERABLE) is None


def test_follow_ups_count_where_they_can_be_asked_alone() -> None:
    follow_up = replace(SERVED, alone=(ASIDE, ANSWERS))
    assert value("conversations.sentence@1", follow_up, SERVED) == 1
    assert value("conversations.sentence@1_alone", follow_up, SERVED) == 0
    assert value("conversations.sentence@2_alone", follow_up, SERVED) == 1
    assert value("conversations.sentence@1", SERVED) is None


def test_what_cannot_be_computed_is_none_and_never_0() -> None:
    for measure in MEASURES:
        assert figure(measure, []).value is None
    unjudged = replace(SERVED, trials=(Trial(0.5, False, False, None),), facts=0, fact_ranks=())
    for key in ("abstention.aurc", "abstention.ece", "answer.sentence@1", "citations.precision", "retrieval.facts@5"):
        assert value(key, unjudged) is None
        assert figure(BY_KEY[key], [unjudged]).questions == 0


def test_all_wrong_is_0() -> None:
    wrong = replace(SERVED, passages=Ranked((0,), (1,)), fact_ranks=(None,), quoted=(ELSEWHERE,), cited=(ELSEWHERE,))
    for key in (
        "retrieval.mrr@10",
        "retrieval.facts@10",
        "answer.sentence@2",
        "citations.precision",
        "citations.recall",
    ):
        assert value(key, wrong) == 0


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_a_figure_lies_in_its_interval(measure: object) -> None:
    outcomes = random_outcomes(3)
    shown = figure(measure, outcomes)  # type: ignore[arg-type]  # parametrised
    if shown.value is not None and shown.interval is not None:
        low, high = shown.interval
        assert low - 0.02 <= shown.value <= high + 0.02, "the bootstrap of a curve may be off by a step"
        assert 0 < shown.questions <= len(outcomes)


@given(st.integers(0, 1000), st.randoms())
def test_the_order_of_questions_does_not_matter(seed: int, chance: object) -> None:
    outcomes = random_outcomes(seed, n=12)
    shuffled = list(outcomes)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random that hypothesis controls
    for measure in MEASURES:
        assert value_of(measure, shuffled) == pytest.approx(value_of(measure, outcomes))


@given(st.integers(0, 1000))
def test_a_question_asked_twice_is_a_question_of_weight_two(seed: int) -> None:
    outcomes = random_outcomes(seed, n=8)
    weights = np.ones((1, 8))
    weights[0, 0] = 2
    for measure in MEASURES:
        twice = value_of(measure, [*outcomes, outcomes[0]])
        weighted = measure.values(outcomes, weights)[0]
        assert np.isnan(weighted) if twice is None else weighted == pytest.approx(twice)
