from dataclasses import replace

import pytest

from corpus import Article, Passage, sentences_of
from eval.judging import Judge, numbers, trial
from eval.records import EvalQuestion, GoldSpan, Ranked, Trial
from rag import Answer, Citation, RankedPassage

PORT = "Le port est à Nador. Il emploie 1 200 dockers.\n\nIl ouvre en 2021. Le roi vient."
GARE = "La gare est à Fès. Elle ouvre en 2021."
ARTICLES = {name: Article(name, text, name) for name, text in (("port", PORT), ("gare", GARE))}


def passage(article_id: str, start: int, end: int) -> Passage:
    return Passage(article_id, start, end, sentences_of(ARTICLES[article_id].text, start, end))


CUT = PORT.index("\n\n")
PASSAGES = passage("port", 0, CUT), passage("port", CUT + 2, len(PORT)), passage("gare", 0, len(GARE))
JUDGE = Judge(ARTICLES, PASSAGES)
QUESTION = EvalQuestion(
    "q", "Où et quand ?", "direct", True, articles=("port",), facts=(("à Nador", "de Nador"), ("en 2021",))
)


def returned(*rows: int) -> list[RankedPassage]:
    return [RankedPassage(PASSAGES[r].article_id, PASSAGES[r].start, PASSAGES[r].end, "", 0.0) for r in rows]


def cited(article_id: str, quote: str, start: int | None = None) -> Citation:
    at = ARTICLES[article_id].text.index(quote) if start is None else start
    return Citation(1, article_id, "", None, None, None, quote, at, at + len(quote), 0.0)


def test_passages_of_the_right_article_that_state_a_fact_answer() -> None:
    gold = JUDGE.gold(QUESTION)
    assert gold.facts == {0: frozenset({0}), 1: frozenset({1})}, "the same year in another article does not count"
    assert JUDGE.passages(gold, returned(2, 1)) == Ranked((0.0, 1.0), (1.0, 1.0))
    assert JUDGE.articles(gold, returned(2, 1, 0)) == Ranked((0.0, 1.0), (1.0,))
    assert JUDGE.fact_ranks(gold, 2, returned(2, 1)) == (None, 2)
    assert JUDGE.gold_text(gold) == PORT[:CUT]


def test_spans_decide_where_they_are_known() -> None:
    start = PORT.index("2021")
    question = replace(QUESTION, facts=(("2021",),), spans=(GoldSpan("port", start, start + 4),))
    assert JUDGE.gold(question).facts == {1: frozenset({0})}


@pytest.mark.parametrize(
    ("before", "after", "rows"), [(5, 0, {0}), (0, 5, {1}), (5, 5, {0, 1}), (6, 4, {0}), (1, 9, {1})]
)
def test_a_passage_covers_a_span_by_half_of_it(before: int, after: int, rows: set[int]) -> None:
    halves = Passage("port", 0, CUT, ()), Passage("port", CUT, len(PORT), ())
    question = replace(QUESTION, spans=(GoldSpan("port", CUT - before, CUT + after),))
    assert Judge(ARTICLES, halves).gold(question).facts.keys() == rows


def test_masks_leave_out_the_articles_or_only_their_passages() -> None:
    one_fact = replace(QUESTION, facts=(("en 2021",),))
    gold = JUDGE.gold(one_fact)
    assert JUDGE.without_articles(gold).tolist() == [False, False, True]
    assert JUDGE.without_passages(gold).tolist() == [True, False, True]


def test_graded_gains_are_kept_in_order() -> None:
    question = EvalQuestion(
        "q", "?", "beir", True, articles=("gare", "port"), gains=(1.0, 3.0),
        spans=(GoldSpan("gare", 0, len(GARE)), GoldSpan("port", 0, CUT)),
    )  # fmt: skip
    gold = JUDGE.gold(question)
    assert JUDGE.passages(gold, returned(2, 0)) == Ranked((1.0, 3.0), (3.0, 1.0))
    assert JUDGE.articles(gold, returned(2, 0)) == Ranked((1.0, 3.0), (3.0, 1.0))


def test_a_quotation_is_what_it_claims() -> None:
    right, wrong_article, shifted = JUDGE.quoted(
        QUESTION,
        [cited("port", "Le port est à Nador."), cited("gare", "Elle ouvre en 2021."), cited("port", "Nador", 3)],
    )
    assert (right.facts, right.answers, right.exact, right.right_article) == ((0,), True, True, True)
    assert (wrong_article.facts, wrong_article.exact, wrong_article.right_article) == ((), True, False)
    assert not shifted.exact
    (gone,) = JUDGE.quoted(QUESTION, [replace(cited("port", "Nador"), article_id="phare")])
    assert not gone.exact


def test_short_answers_are_looked_for_in_any_article() -> None:
    question = replace(QUESTION, answers=("2021",))
    (quoted,) = JUDGE.quoted(question, [cited("gare", "Elle ouvre en 2021.")])
    assert quoted.answers


def test_numbers_of_an_answer_are_looked_for_in_its_citations() -> None:
    citation = cited("port", "Il emploie 1 200 dockers.")
    answer = Answer("?", "Le port compte 1.200 dockers [1] et 3 grues.", False, 0.9, (citation,), ())
    assert numbers(answer) == (2, 1)
    assert numbers(replace(answer, citations=(), abstained=True)) == (0, 0)


def test_a_decision_is_correct_where_its_first_quotation_answers() -> None:
    answer = Answer("?", "", False, 0.8, (), ())
    good, bad = JUDGE.quoted(QUESTION, [cited("port", "Le port est à Nador."), cited("port", "Le roi vient.")])
    assert trial(answer, False, (good, bad)) == Trial(0.8, False, False, True)
    assert trial(answer, False, (bad, good)).correct is False
    assert trial(answer, True, (good,)).correct is False
    assert trial(answer, False, (), judged=False).correct is None
