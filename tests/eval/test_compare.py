from dataclasses import replace
from pathlib import Path

import pytest
from outcomes import ANSWERS, ASIDE, SERVED, decided, random_outcomes, report_of

from corpus.errors import DatasetError
from eval.compare import compare
from eval.records import Outcome
from eval.storing import dumped, read_report, worth_keeping


def worse(outcome: Outcome) -> Outcome:
    if not outcome.answerable or outcome.asked.abstained:
        return outcome
    return decided(replace(outcome, quoted=(ASIDE,), cited=(ASIDE,)), outcome.asked.confidence, abstained=False)


def test_a_report_compared_with_itself_shows_no_difference() -> None:
    same = report_of(random_outcomes(1))
    comparison = compare(same, same)
    assert comparison.questions == 60
    assert comparison.changed == ()
    for difference in comparison.differences:
        assert difference.change == 0
        assert difference.p == 1
        assert difference.verdict == "no difference shown"


def test_a_real_loss_is_told_from_none_and_its_questions_are_named() -> None:
    outcomes = random_outcomes(2, n=120)
    comparison = compare(report_of(outcomes), report_of([worse(outcome) for outcome in outcomes]))
    by_key = {difference.key: difference for difference in comparison.differences}
    lost = by_key["answer.sentence@1"]
    assert lost.change is not None
    assert lost.change < -0.2
    assert lost.p is not None
    assert lost.p < 0.05
    assert lost.verdict == "worse"
    assert lost.interval is not None
    assert lost.interval[0] <= lost.change <= lost.interval[1] < 0
    assert by_key["retrieval.mrr@10"].verdict == "no difference shown"
    answered_first = {o.id for o in outcomes if o.answerable and not o.asked.abstained and o.quoted[0].answers}
    assert {change.id for change in comparison.changed} == answered_first
    assert not any(change.gained for change in comparison.changed)


def test_less_of_a_bad_thing_is_better() -> None:
    outcomes = [replace(decided(SERVED, 0.4, abstained=True), id=f"q{i}") for i in range(30)]
    answered = [decided(outcome, 0.8, abstained=False, correct=True) for outcome in outcomes]
    comparison = compare(report_of(outcomes), report_of(answered))
    (refusals,) = [d for d in comparison.differences if d.key == "abstention.false_refusals"]
    assert (refusals.change, refusals.verdict) == (-1, "better")
    assert all(change.gained and change.before == ("(refused)",) for change in comparison.changed)


def test_the_p_of_one_swapped_question_among_few_is_large() -> None:
    before = [replace(SERVED, id=f"q{i}") for i in range(6)]
    after = [*before[:-1], replace(before[-1], quoted=(ASIDE, ANSWERS))]
    (difference,) = [
        d for d in compare(report_of(before), report_of(after)).differences if d.key == "answer.sentence@1"
    ]
    assert difference.change == pytest.approx(-1 / 6)
    assert difference.p == 1


def test_only_shared_questions_are_compared() -> None:
    outcomes = random_outcomes(4)
    comparison = compare(report_of(outcomes[:40]), report_of(outcomes[10:]))
    assert (comparison.questions, comparison.only_before, comparison.only_after) == (30, 10, 20)
    with pytest.raises(DatasetError, match="no question in common"):
        compare(report_of(outcomes[:10]), report_of(outcomes[10:]))


def test_of_reports_without_outcomes_only_the_figures_are_compared(tmp_path: Path) -> None:
    whole = report_of(random_outcomes(5))
    path = tmp_path / "kept.json"
    path.write_text(dumped(worth_keeping(whole)), "utf-8")
    comparison = compare(whole, read_report(path))
    assert (comparison.questions, comparison.changed) == (0, ())
    by_key = {difference.key: difference for difference in comparison.differences}
    assert by_key["retrieval.mrr@10"].change == pytest.approx(0, abs=1e-6)
    assert by_key["retrieval.mrr@10"].verdict == "not tested"
    assert by_key["conversations.sentence@1"].verdict == "not comparable"
    other = replace(worth_keeping(whole), questions=replace(whole.questions, sha256="1" * 64))
    with pytest.raises(DatasetError, match="about other questions"):
        compare(whole, other)
