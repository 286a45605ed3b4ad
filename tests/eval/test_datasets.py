import json
from pathlib import Path

import pytest

from corpus.errors import DatasetError
from eval.datasets import chosen, read_questions, refuse_foreign
from rag import Turn

SHIPPED = Path(__file__).parents[2] / "eval" / "questions"
GOOD = {
    "id": "port-01",
    "question": "Où est le port ?",
    "category": "direct",
    "articles": ["port"],
    "facts": [["à Nador", "Nador"]],
    "answerable": True,
    "history": [{"question": "Qu'est-ce ?", "answer": "Un port."}],
    "split": "test",
}
UNANSWERABLE = {"id": "far-01", "question": "Qui ?", "category": "far", "answerable": False}


def written(folder: Path, *records: object) -> Path:
    path = folder / "set.jsonl"
    path.write_text("".join(json.dumps(record) + "\n\n" for record in records), "utf-8")
    return path


def test_a_record_is_read_whole(tmp_path: Path) -> None:
    questions = read_questions(written(tmp_path, GOOD, UNANSWERABLE))
    first, second = questions.questions
    assert (first.id, first.articles, first.facts) == ("port-01", ("port",), (("à Nador", "Nador"),))
    assert (first.history, first.split) == ((Turn("Qu'est-ce ?", "Un port."),), "test")
    assert (second.answerable, second.facts, second.split) == (False, (), "dev")
    assert questions.name == "set"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"facts": []}, "needs articles and facts"),
        ({"articles": []}, "needs articles and facts"),
        ({"answerable": False}, "has no articles and no facts"),
        ({"facts": [[]]}, "at least one spelling"),
        ({"facts": [[" "]]}, "at least one spelling"),
        ({"question": "  "}, "must not be blank"),
        ({"articles": ["port", "port"]}, "named twice"),
        ({"answerable": "yes"}, "answerable: "),
        ({"split": "train"}, "split: "),
        ({"answer": "Nador"}, "answer: "),
        ({"history": [{"question": "Quoi ?"}]}, "history.0.answer: "),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = written(tmp_path, UNANSWERABLE, GOOD | change)
    with pytest.raises(DatasetError) as caught:
        read_questions(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:3: ")
    assert said in message
    assert "\n" not in message


def test_what_is_no_set_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    with pytest.raises(DatasetError, match="cannot be read"):
        read_questions(path)
    path.write_text("\n", "utf-8")
    with pytest.raises(DatasetError, match="holds no question"):
        read_questions(path)
    path.write_bytes(b"\xff\xfe{}")
    with pytest.raises(DatasetError, match="not UTF-8"):
        read_questions(path)
    path.write_text('{"id": ', "utf-8")
    with pytest.raises(DatasetError, match=r"set\.jsonl:1: Invalid JSON"):
        read_questions(path)


def test_an_id_used_twice_names_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, UNANSWERABLE, GOOD)
    with pytest.raises(DatasetError, match=r"set\.jsonl:5: .*port-01.* already used at .*set\.jsonl:1"):
        read_questions(path)


def test_a_set_for_another_corpus_or_a_missing_article(tmp_path: Path) -> None:
    other = GOOD | {"id": "gare-01", "articles": ["port", "gare"]}
    questions = read_questions(written(tmp_path, GOOD, other, UNANSWERABLE))
    refuse_foreign(questions, {"port", "gare", "phare"})
    with pytest.raises(DatasetError, match=r"gare-01.*“gare”"):
        refuse_foreign(questions, {"port"})
    with pytest.raises(DatasetError, match="another corpus"):
        refuse_foreign(questions, {"phare"})


def test_a_sample_is_the_same_each_time_and_keeps_the_order(tmp_path: Path) -> None:
    records = [UNANSWERABLE | {"id": f"q{i:02}", "split": "test" if i % 10 == 0 else "dev"} for i in range(40)]
    questions = read_questions(written(tmp_path, *records))
    assert [q.id for q in chosen(questions, "test").questions] == ["q00", "q10", "q20", "q30"]
    sample = chosen(questions, "dev", limit=7)
    assert sample == chosen(questions, "dev", limit=7)
    ids = [question.id for question in sample.questions]
    assert len(ids) == 7
    assert ids == sorted(ids)
    assert chosen(questions, limit=100).questions == questions.questions


def test_an_empty_split_is_said(tmp_path: Path) -> None:
    questions = read_questions(written(tmp_path, UNANSWERABLE))
    with pytest.raises(DatasetError, match="no question in the split “test”"):
        chosen(questions, "test")


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_shipped_sets_are_as_large_and_varied_as_promised(path: Path) -> None:
    questions = read_questions(path).questions
    assert len(questions) >= 150
    assert sum(not question.answerable for question in questions) >= 45
    assert sum(bool(question.history) for question in questions) >= 25
    in_test = sum(question.split == "test" for question in questions)
    assert 0.05 <= in_test / len(questions) <= 0.2
