import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import DatasetError, PresseError
from eval.datasets import read_questions
from rag import Turn
from ui.conversation import Exchange
from ui.desk import OPINIONS, Desk
from ui.feedback import VERDICTS, FeedbackStore, evaluation_lines

QUESTION = "Combien de ruches ont été installées sur les toits ?"
PAST = (Turn("Qui ?", "Elle."),)


def test_a_verdict_comes_back_with_its_answer(feedback: FeedbackStore, service: Any) -> None:
    answer = service.ask(QUESTION)
    feedback.put("a", 0, "good", PAST, answer)
    (entry,) = feedback.all()
    assert (entry.verdict, entry.history, entry.answer) == ("good", PAST, answer)


def test_a_reader_has_one_verdict_a_turn_and_may_take_it_back(feedback: FeedbackStore, service: Any) -> None:
    answer = service.ask(QUESTION)
    for reader, turn, verdict in (("a", 0, "good"), ("a", 0, "bad"), ("a", 1, "good"), ("b", 0, "wrong quote")):
        feedback.put(reader, turn, verdict, (), answer)  # type: ignore[arg-type]  # literals lose their type in a loop
    assert [entry.verdict for entry in feedback.all()] == ["bad", "good", "wrong quote"]
    feedback.withdraw("a", 0)
    assert [entry.verdict for entry in feedback.all()] == ["good", "wrong quote"]


def test_nothing_said_is_nothing_and_makes_no_file(tmp_path: Path) -> None:
    assert FeedbackStore(tmp_path / "none.sqlite").all() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    path.write_text("not a database, but long enough to be taken for one" * 20)
    with pytest.raises(PresseError, match=r"feedback in .* cannot be used"):
        FeedbackStore(path).all()


def test_settled_verdicts_are_questions_that_eval_reads(feedback: FeedbackStore, service: Any, tmp_path: Path) -> None:
    for turn, verdict in enumerate(VERDICTS):
        feedback.put("a", turn, verdict, PAST, service.ask(QUESTION))
    feedback.put("b", 0, "good", (), service.ask("Qui a gagné le derby ?"))
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(evaluation_lines(feedback.all())), encoding="utf-8")
    questions = read_questions(path).questions
    assert [(question.answerable, question.articles) for question in questions] == [
        (True, ("ruches",)),
        (False, ()),
        (False, ()),
    ]
    assert questions[0].history == PAST


def test_what_is_to_be_completed_is_refused_until_it_is(feedback: FeedbackStore, service: Any, tmp_path: Path) -> None:
    for turn, verdict in enumerate(VERDICTS):
        feedback.put("a", turn, verdict, (), service.ask(QUESTION))
    lines = list(evaluation_lines(feedback.all(), to_complete=True))
    assert [json.loads(line)["category"] for line in lines] == [
        "feedback: bad", "feedback: wrong quote", "feedback: wrong article", "feedback: should have answered",
    ]  # fmt: skip
    (tmp_path / "set.jsonl").write_text(lines[0], encoding="utf-8")
    with pytest.raises(DatasetError, match="needs articles and facts"):
        read_questions(tmp_path / "set.jsonl")


def test_every_opinion_of_the_chat_is_kept_as_its_verdict(feedback: FeedbackStore, service: Any) -> None:
    desk = Desk(service, feedback)
    conversation = (Exchange(QUESTION, service.ask(QUESTION)),)
    for opinion, verdict in OPINIONS.items():
        assert desk.judge(conversation, "a", 0, opinion).startswith("Merci")
        assert [entry.verdict for entry in feedback.all()] == [verdict]
    desk.judge(conversation, "a", 0, "")
    assert feedback.all() == ()
    assert set(OPINIONS.values()) == set(VERDICTS)


def test_an_opinion_of_nothing_is_not_kept(feedback: FeedbackStore, service: Any) -> None:
    assert "pas pu" in Desk(service, feedback).judge((), "a", 3, True)
    assert "pas pu" in Desk(service).judge((Exchange(QUESTION, service.ask(QUESTION)),), "a", 0, True)
