import hashlib
import json
from pathlib import Path

import pytest

from corpus.errors import DatasetError
from eval.squad import read_squad

PORT = "Le port de Nador ouvre en 2021. Il a coûté 3 milliards."
GARE = "La gare accueille 200 trains."


def qa(identifier: object, text: str, start: int, **more: object) -> dict[str, object]:
    return {"id": identifier, "question": f"{text} ?", "answers": [{"text": text, "answer_start": start}], **more}


def written(folder: Path, *titled: object) -> Path:
    path = folder / "squad.json"
    path.write_text(json.dumps({"version": "1.0", "data": titled}), "utf-8")
    return path


def titled(title: str, *paragraphs: tuple[str, list[dict[str, object]]]) -> dict[str, object]:
    return {"title": title, "paragraphs": [{"context": context, "qas": qas} for context, qas in paragraphs]}


def test_paragraphs_are_passages_and_titles_articles(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        titled("Ports", (PORT, [qa(17, "2021", 26)]), (GARE, [qa("b", "200 trains", 18)])),
        titled("Rien", (" ", [])),
        titled("Ports", ("Encore un.", [])),
    )
    squad = read_squad(path)
    assert squad.corpus is not None
    (article,) = squad.corpus.articles
    assert (article.id, article.text) == ("Ports", f"{PORT}\n\n{GARE}\n\nEncore un.")
    assert [article.text[p.start : p.end] for p in squad.corpus.passages] == [PORT, GARE, "Encore un."]
    assert [len(passage.sentences) for passage in squad.corpus.passages] == [2, 1, 1]
    first, second = squad.questions
    assert (first.id, first.articles, first.answers, first.facts) == ("17", ("Ports",), ("2021",), (("2021",),))
    for question, text in ((first, "2021"), (second, "200 trains")):
        (span,) = question.spans
        assert article.text[span.start : span.end] == text


def test_a_wrong_offset_is_mended_or_covers_the_paragraph(tmp_path: Path) -> None:
    squad = read_squad(written(tmp_path, titled("P", (PORT, [qa("a", "2021", 3), qa("b", "en 1900", 3)]))))
    spans = [(question.spans[0].start, question.spans[0].end) for question in squad.questions]
    assert spans == [(26, 30), (0, len(PORT))]


def test_impossible_questions_are_unanswerable(tmp_path: Path) -> None:
    impossible = [qa("a", "2021", 26, is_impossible=True), {"id": "b", "question": "Qui ?", "answers": []}]
    squad = read_squad(written(tmp_path, titled("P", (PORT, impossible))))
    assert [(q.answerable, q.articles, q.facts) for q in squad.questions] == [(False, (), ())] * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1, 2]", "not in the format of SQuAD"),
        ('{"data": [{"title": "P", "paragraphs": [{"qas": []}]}]}', r"data\.0\.paragraphs\.0\.context: Field required"),
        ('{"data": []}', "holds no question"),
        ("", "Invalid JSON"),
    ],
)
def test_malformed_files_are_said_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "squad.json"
    path.write_text(text, "utf-8")
    with pytest.raises(DatasetError, match=said) as caught:
        read_squad(path)
    assert "\n" not in str(caught.value)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="“a” is already used"):
        read_squad(written(tmp_path, titled("P", (PORT, [qa("a", "2021", 26), qa("a", "Nador", 12)]))))


def test_titles_are_dealt_to_the_splits_by_their_hash(tmp_path: Path) -> None:
    titles = [f"Titre {number}" for number in range(20)]
    asked = [{"id": title, "question": "Où ?", "answers": [{"text": "Là", "answer_start": 0}]} for title in titles]
    data = [{"title": q["id"], "paragraphs": [{"context": "Là-bas.", "qas": [q]}]} for q in asked]
    path = tmp_path / "set.json"
    path.write_text(json.dumps({"data": data}), "utf-8")
    for question in read_squad(path).questions:
        even = hashlib.sha256(question.id.encode()).hexdigest()[0] in "02468ace"
        assert question.split == ("dev" if even else "test")
