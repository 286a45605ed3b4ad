import json
from pathlib import Path

import pytest

from eval import learning_short
from eval.squad import read_squad
from rag import short_answer
from rag.question import analyse

TEXT = "Le port abrite {boats} bateaux et {men} marins. Le lait coûte {price} euros le litre."


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    data = [_titled(f"Port {n}", TEXT.format(boats=20 + n, men=90 + n, price=n + 1), str(20 + n)) for n in range(12)]
    path = tmp_path / "ports.json"
    path.write_text(json.dumps({"data": data}), "utf-8")
    return path


def _titled(title: str, text: str, answer: str) -> dict[str, object]:
    asked = {"id": title, "question": "Combien de bateaux le port abrite-t-il ?"}
    answers = [{"text": answer, "answer_start": text.index(answer)}]
    return {"title": title, "paragraphs": [{"context": text, "qas": [asked | {"answers": answers}]}]}


def test_what_is_learned_marks_what_the_question_counts(squad: Path) -> None:
    contests = list(learning_short.contests_of(read_squad(squad)))
    assert len(contests) == 12
    weights = learning_short.learn(contests)
    sentence = "Le port abrite 77 bateaux et 35 marins."
    found = short_answer.short_answer(sentence, analyse("Combien de marins le port abrite-t-il ?"), weights)
    assert found is not None
    assert found.span.of(sentence) == "35"


def test_the_report_counts_only_the_titles_of_an_odd_hash(squad: Path) -> None:
    odd = sum(question.split == "test" for question in read_squad(squad).questions)
    assert 0 < odd < 12
    assert learning_short.report(squad).startswith(f"{odd} sentences")
