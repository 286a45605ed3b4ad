from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Article, split
from corpus.errors import QuestionError
from index import Searcher, build_index
from rag import Answer, Assistant, Question, Weights
from rag.extractive import MAX_QUOTES, REFUSAL
from rag.suggesting import suggest

ARTICLES = (
    Article(
        "ferme",
        "La ferme Duval vend son lait 2 euros le litre. Elle a été fondée en 1950. Le lait est le même.",
        "Le lait des Duval",
        "Le Rural",
        "2024-05",
        "https://rural.example/lait",
    ),
    Article(
        "pont", "Le pont de Brest rouvre le 3 mai. Les travaux du pont de Brest ont duré deux ans.", "Un pont rouvert"
    ),
    Article("copie", "Ailleurs aussi. La ferme Duval vend son lait 2 euros le litre.", "Repris", "L'Écho"),
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    build_index(ARTICLES, [p for article in ARTICLES for p in split(article)], HashingEncoder(), folder)
    return Assistant(Searcher.open(folder, HashingEncoder()))


def exact(assistant: Assistant, answer: Answer) -> bool:
    articles = assistant.searcher.articles
    return all(articles[c.article_id].text[c.start : c.end] == c.quote for c in answer.citations) and all(
        articles[p.article_id].text[p.start : p.end] == p.text for p in answer.passages
    )


def test_the_sentence_that_answers_comes_first_with_its_source(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Combien la ferme Duval vend-elle son lait ?"), abstain=False)
    first = answer.citations[0]
    assert first.quote == "La ferme Duval vend son lait 2 euros le litre."
    assert first.number == 1
    assert {first.article_id, first.title} <= {"ferme", "Le lait des Duval", "copie", "Repris"}
    assert answer.answer.startswith("« La ferme Duval vend son lait 2 euros le litre. » [1]")
    assert exact(assistant, answer)


def test_the_same_sentence_of_two_articles_is_quoted_once(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Combien la ferme Duval vend-elle son lait ?"), abstain=False)
    quotes = [citation.quote for citation in answer.citations]
    assert len(quotes) == len(set(quotes))


def test_citations_are_numbered_in_order_and_few(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Que sait-on du pont de Brest et du lait ?"), abstain=False)
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert 1 <= len(answer.citations) <= MAX_QUOTES
    scores = [citation.score for citation in answer.citations]
    assert scores == sorted(scores, reverse=True)


def test_below_the_threshold_it_refuses_with_the_nearest_passages(assistant: Assistant) -> None:
    unsure = Assistant(assistant.searcher, replace(assistant.weights, threshold=1.0))
    answer = unsure.ask(Question("Combien la ferme Duval vend-elle son lait ?"))
    assert (answer.abstained, answer.answer, answer.citations) == (True, REFUSAL, ())
    assert answer.passages


def test_a_question_the_articles_do_not_speak_of_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Quelle est la capitale de l'Australie ?"))
    assert answer.abstained
    assert 0 <= answer.confidence < assistant.weights.threshold


def test_confidence_falls_when_the_article_is_masked(assistant: Assistant) -> None:
    question = Question("Quand le pont de Brest rouvre-t-il ?")
    without = np.array([passage.article_id != "pont" for passage in assistant.searcher.passages])
    assert assistant.ask(question, allowed=without).confidence < assistant.ask(question).confidence


def test_everything_masked_is_a_refusal_without_passages(assistant: Assistant) -> None:
    nothing = np.zeros(len(assistant.searcher.passages), dtype=bool)
    answer = assistant.ask(Question("Quand le pont rouvre-t-il ?"), allowed=nothing, abstain=False)
    assert (answer.abstained, answer.confidence, answer.passages) == (True, 0.0, ())


def test_stages_are_timed(assistant: Assistant) -> None:
    timings = assistant.ask(Question("Quand rouvre le pont ?")).timings_ms
    assert set(timings) == {
        "understanding",
        "encode",
        "search",
        "evidence",
        "reading",
        "compose",
        "neighbours",
        "total",
    }
    assert sum(timings.values()) - timings["total"] <= timings["total"] + 0.01


def test_top_k_is_the_number_of_passages_shown(assistant: Assistant) -> None:
    assert len(assistant.ask(Question("le pont de Brest"), top_k=1).passages) == 1


@given(st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_asked_quotes_are_exact(assistant: Assistant, text: str) -> None:
    try:
        answer = assistant.ask(Question(text), abstain=False)
    except QuestionError:
        return
    assert exact(assistant, answer)


def test_suggestions_are_answered_by_the_corpus(assistant: Assistant) -> None:
    sure = Assistant(assistant.searcher, replace(assistant.weights, threshold=0.0))
    questions = suggest(sure)
    assert questions
    assert all(not sure.ask(Question(question)).abstained for question in questions)


def test_weights_are_the_same_after_saving(tmp_path: Path) -> None:
    weights = Weights.shipped()
    weights.save(tmp_path / "weights.json")
    assert Weights.load(tmp_path / "weights.json") == weights
