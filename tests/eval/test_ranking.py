import math
import random

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, R, Success, nDCG

from eval import ranking
from eval.records import Ranked

GAINS = st.lists(st.sampled_from([0.0, 1.0, 2.0]), max_size=10)
RANKED = st.builds(
    lambda gains, missed: Ranked(tuple(gains), tuple(sorted(filter(None, gains + missed), reverse=True))), GAINS, GAINS
)


def test_a_ranking_worked_by_hand() -> None:
    ranked = Ranked(gains=(0, 1, 0, 1), relevant=(1, 1, 1))
    assert [ranking.hit(ranked, k) for k in (1, 2, 3)] == [0, 1, 1]
    assert ranking.recall(ranked, 3) == pytest.approx(1 / 3)
    assert ranking.recall(ranked, 10) == pytest.approx(2 / 3)
    assert ranking.reciprocal_rank(ranked, 10) == 1 / 2
    best = 1 + 1 / math.log2(3) + 1 / 2
    assert ranking.ndcg(ranked, 10) == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / best)


def test_nothing_returned_and_nothing_relevant_are_misses() -> None:
    for ranked in (Ranked((), (1.0,)), Ranked((), ()), Ranked((0.0, 0.0), (1.0,))):
        assert ranking.hit(ranked, 10) == ranking.recall(ranked, 10) == 0
        assert ranking.reciprocal_rank(ranked, 10) == ranking.ndcg(ranked, 10) == 0


def test_agreement_with_ir_measures_on_random_runs() -> None:
    chance = random.Random(7)
    qrels: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    judged: dict[str, Ranked] = {}
    for question in map(str, range(200)):
        documents = [f"d{i}" for i in range(30)]
        qrels[question] = {name: chance.choice([0, 1, 1, 2, 3]) for name in chance.sample(documents, 6)}
        qrels[question][documents[0]] = 1
        order = chance.sample(documents, chance.randrange(1, 15))
        run[question] = {name: 1.0 - rank / 100 for rank, name in enumerate(order)}
        gains = tuple(float(qrels[question].get(name, 0)) for name in order)
        relevant = tuple(sorted((float(gain) for gain in qrels[question].values() if gain), reverse=True))
        judged[question] = Ranked(gains, relevant)
    theirs = {
        (str(result.measure), result.query_id): result.value
        for result in ir_measures.iter_calc([Success @ 3, R @ 5, R @ 10, RR @ 10, nDCG @ 10], qrels, run)
    }
    for question, ranked in judged.items():
        assert ranking.hit(ranked, 3) == theirs["Success@3", question]
        assert ranking.recall(ranked, 5) == pytest.approx(theirs["R@5", question], abs=5e-5)
        assert ranking.recall(ranked, 10) == pytest.approx(theirs["R@10", question], abs=5e-5)
        assert ranking.reciprocal_rank(ranked, 10) == pytest.approx(theirs["RR@10", question], abs=5e-5)
        assert ranking.ndcg(ranked, 10) == pytest.approx(theirs["nDCG@10", question], abs=5e-5)


@given(RANKED, st.integers(1, 10))
def test_every_measure_lies_between_0_and_1(ranked: Ranked, k: int) -> None:
    for measure in (ranking.hit, ranking.recall, ranking.reciprocal_rank, ranking.ndcg):
        assert 0 <= measure(ranked, k) <= 1


@given(RANKED)
def test_the_best_order_is_perfect_and_no_other_order_beats_it(ranked: Ranked) -> None:
    best = Ranked(ranked.relevant, ranked.relevant)
    if ranked.relevant:
        assert ranking.ndcg(best, 10) == pytest.approx(1)
        assert ranking.hit(best, 1) == 1
    assert ranking.ndcg(ranked, 10) <= ranking.ndcg(best, 10) + 1e-12


@given(RANKED, st.randoms())
def test_the_order_beyond_the_first_relevant_item_leaves_its_rank(ranked: Ranked, chance: random.Random) -> None:
    first = next((i for i, gain in enumerate(ranked.gains) if gain), len(ranked.gains))
    rest = list(ranked.gains[first + 1 :])
    chance.shuffle(rest)
    shuffled = Ranked((*ranked.gains[: first + 1], *rest), ranked.relevant)
    assert ranking.reciprocal_rank(shuffled, 10) == ranking.reciprocal_rank(ranked, 10)
