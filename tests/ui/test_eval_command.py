"""The command `presse eval` on a small index, with an encoder that needs no model."""

import argparse
import json
from pathlib import Path

import pytest
from fakes import HashingEncoder

from corpus import Article, split
from corpus.errors import UsageError
from index import build_index
from rag import Settings
from ui import eval_command

TEXT = "Le port de commerce est installé à Nador.\n\nIl emploie 1 200 dockers toute l'année."
RECORDS = [
    {"id": "a", "question": "Où est le port de commerce ?", "category": "direct", "articles": ["port"],
     "facts": [["à Nador"]], "answerable": True},
    {"id": "b", "question": "Combien de dockers emploie le port ?", "category": "direct", "articles": ["port"],
     "facts": [["1 200 dockers"]], "answerable": True, "split": "test"},
    {"id": "c", "question": "Qui a peint la Joconde ?", "category": "far", "answerable": False},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article = Article("port", TEXT, "Le port", path="port.txt")
    build_index([article], split(article, size=60), HashingEncoder(), tmp_path / "index")
    lines = (json.dumps(record) for record in RECORDS)
    (tmp_path / "set.jsonl").write_text("\n".join(lines), "utf-8")
    return tmp_path


def run(folder: Path, *options: str) -> int:
    parser = argparse.ArgumentParser()
    eval_command.add_options(parser)
    return eval_command.run(parser.parse_args([*options]), Settings(index=folder / "index"), HashingEncoder)


def test_the_report_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--questions", str(folder / "set.jsonl"), "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["questions"] == 3
    assert printed["retrieval"]["hit@10"] == 1
    assert printed["latency_ms"]["p50"] > 0
    assert printed["conversations"]["sentence@1"] is None


def test_the_report_in_the_terminal_and_in_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, kept = folder / "out", folder / "kept.json"
    options = "--report", str(out), "--keep", str(kept), "--variations"
    assert run(folder, "--questions", str(folder / "set.jsonl"), *options) == 0
    shown = capsys.readouterr().out
    assert "retrieval.mrr@10" in shown
    assert "Not computed" in shown
    assert {path.name for path in out.iterdir()} == {"report.json", "report.html", "report.md"}
    figures = json.loads(kept.read_text("utf-8"))
    assert figures["outcomes"] == []
    assert {part["by"] for part in figures["slices"]} >= {"category", "split", "spelling", "legs"}


def test_gates_decide_the_exit_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(folder / "set.jsonl")
    assert run(folder, "--questions", path, "--fail-under", "retrieval.hit@10=1") == 0
    assert run(folder, "--questions", path, "--fail-under", "conversations.sentence@1=0") == 1
    assert "could not be computed" in capsys.readouterr().err
    assert run(folder, "--questions", path, "--fail-over", "latency_ms.p50=0") == 1


def test_two_reports_are_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        run(folder, "--questions", str(folder / "set.jsonl"), "--report", str(folder / name))
    reports = [str(folder / name / "report.json") for name in ("one", "two")]
    capsys.readouterr()
    assert run(folder, "--compare", *reports) == 0
    assert "3 questions in both reports" in capsys.readouterr().out
    assert run(folder, "--compare", *reports, "--json", "--report", str(folder / "compared")) == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 3
    assert (folder / "compared" / "comparison.md").is_file()


def test_one_split_and_a_sample(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(folder / "set.jsonl")
    assert run(folder, "--questions", path, "--split", "test", "--json") == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 1
    assert run(folder, "--questions", path, "--limit", "2", "--json") == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 2
    with pytest.raises(UsageError, match="at least one"):
        run(folder, "--questions", path, "--limit", "0")


def test_a_set_with_its_own_texts_is_indexed_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {"text": "Nador", "answer_start": TEXT.index("Nador")}
    squad = {"data": [{"title": "Port", "paragraphs": [{"context": TEXT, "qas": [{"id": "a", "question": "Où ?",
             "answers": [answer]}]}]}]}  # fmt: skip
    path = folder / "piaf.json"
    path.write_text(json.dumps(squad), "utf-8")
    assert run(folder, "--squad", str(path), "--index", str(folder / "other"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["passages"] == 1
    with pytest.raises(UsageError, match="index of other articles"):
        run(folder, "--squad", str(path), "--index", str(folder / "index"))


def test_calibrating_is_kept_beside_the_index_and_used_from_then_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [RECORDS[number % 3] | {"id": f"q{number}"} for number in range(60)]
    (folder / "many.jsonl").write_text("\n".join(map(json.dumps, asked)), "utf-8")
    assert run(folder, "--questions", str(folder / "many.jsonl"), "--calibrate", "--json") == 0
    before = json.loads(capsys.readouterr().out)
    kept = json.loads((folder / "index" / "calibration.json").read_text("utf-8"))
    assert run(folder, "--questions", str(folder / "many.jsonl"), "--json") == 0
    after = json.loads(capsys.readouterr().out)
    assert after["state"]["settings"]["threshold"] == f"{kept['threshold']:g}"
    assert "calibrated" in after["state"]["settings"]["weights"]
    assert after["abstention"]["ece"] < before["abstention"]["ece"]


def test_too_few_questions_to_calibrate_are_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="at least 20 questions"):
        run(folder, "--questions", str(folder / "set.jsonl"), "--calibrate")
    assert not (folder / "index" / "calibration.json").exists()
