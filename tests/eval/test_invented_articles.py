"""The questions about invented articles: well formed, and none that is measured by is trained on."""

import json
import re
from pathlib import Path

import pytest

from eval.squad import read_squad

FOLDER = Path(__file__).parents[2] / "eval" / "questions"
MEASURED, TRAINED = "reading.json", ("reading-train.json", "reading-families.json")
KIND = re.compile(r"-(attribute|entity|role|noun|status|finer)\Z")


def articles(name: str) -> list[dict[str, object]]:
    data: list[dict[str, object]] = json.loads((FOLDER / name).read_text("utf-8"))["data"]
    return data


@pytest.mark.parametrize("name", [MEASURED, *TRAINED])
def test_half_of_the_questions_have_no_answer_and_say_why(name: str) -> None:
    questions = read_squad(FOLDER / name).questions
    assert all(bool(KIND.search(question.id)) != question.answerable for question in questions)
    assert sum(question.answerable for question in questions) * 2 == len(questions)


@pytest.mark.parametrize("name", [MEASURED, *TRAINED])
def test_answers_stand_in_the_text_to_the_character(name: str) -> None:
    read = read_squad(FOLDER / name)
    assert read.corpus is not None
    texts = {article.id: article.text for article in read.corpus.articles}
    for question in read.questions:
        for span in question.spans:
            assert texts[span.article_id][span.start : span.end] in question.answers, question.id


@pytest.mark.parametrize("name", TRAINED)
def test_nothing_that_is_measured_by_is_trained_on(name: str) -> None:
    def said(name: str) -> set[str]:
        read = read_squad(FOLDER / name)
        assert read.corpus is not None
        return {question.text for question in read.questions} | {
            part for article in read.corpus.articles for part in (article.title, article.text)
        }

    assert not said(name) & said(MEASURED)


def test_titles_and_ids_are_given_once() -> None:
    for name in (MEASURED, *TRAINED):
        titles = [article["title"] for article in articles(name)]
        assert len(set(titles)) == len(titles), name
    ids = [question.id for name in (MEASURED, *TRAINED) for question in read_squad(FOLDER / name).questions]
    assert len(set(ids)) == len(ids)
