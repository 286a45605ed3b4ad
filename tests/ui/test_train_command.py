"""`presse train` from a question set to an adapter that PRESSE_MODEL takes."""

import json
from pathlib import Path

import pytest
from fakes import HashingEncoder
from tiny_model import adapter_file, tiny_weights
from towns import squad_file

from eval import course
from index import adapter, bundled, weights
from rag import offline_reader
from rag.reader import Text
from ui import cli


@pytest.fixture(autouse=True)
def tiny_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find", lambda: Path("tiny"))
    monkeypatch.setattr(weights, "read", lambda _: tiny_weights())
    monkeypatch.setattr(course, "THREADS", 1)  # two that wait for each other are slow on a busy machine


def test_a_set_becomes_an_adapter_with_its_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    squad, out = squad_file(tmp_path), tmp_path / "new" / "towns.safetensors"
    assert cli.main(["train", "--squad", str(squad), "--out", str(out), "--seed", "3", "--epochs", "1"]) == 0
    card = json.loads(adapter.card_of(out).read_text("utf-8"))
    assert card["sha256"] in capsys.readouterr().out
    assert card["data"][0]["questions"] == 8
    assert card["recipe"]["seed"] == 3
    assert sorted(path.name for path in out.parent.iterdir()) == ["towns.json", "towns.safetensors"]
    found = adapter.read(out)
    assert found.sha256 == card["sha256"]
    assert bundled.build_bert(tiny_weights(), found)
    assert any(pair.up.any() for pair in found.layers.values())


def test_the_same_command_gives_the_same_file(tmp_path: Path) -> None:
    squad = squad_file(tmp_path)
    for name in ("a", "b"):
        assert cli.main(["train", "--squad", str(squad), "--out", str(tmp_path / f"{name}.safetensors")]) == 0
    assert (tmp_path / "a.safetensors").read_bytes() == (tmp_path / "b.safetensors").read_bytes()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--squad", "none.json", "--out", "a.safetensors"], "none.json cannot be read"),
        (["--squad", "towns.json", "--out", "a.bin"], "give a file whose name ends in .safetensors"),
        (["--squad", "towns.json", "--out", "a.safetensors", "--epochs", "0"], "train at least one"),
    ],
)
def test_a_wrong_request_is_one_line(
    options: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    squad_file(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["train", *options]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_a_folder_that_cannot_be_written_is_said_before_training(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "a.safetensors"
    assert cli.main(["train", "--squad", str(squad_file(tmp_path)), "--out", str(out)]) == 1
    assert "cannot write" in capsys.readouterr().err


def test_the_reader_is_trained_into_a_file_that_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "load_encoder", lambda *_: HashingEncoder())
    monkeypatch.setattr(adapter, "SHIPPED", adapter_file(tmp_path / "start"))
    squad, out = squad_file(tmp_path), tmp_path / "reader.safetensors"
    assert cli.main(["train", "--reader", "--squad", str(squad), "--out", str(out), "--epochs", "1"]) == 0
    card = json.loads(adapter.card_of(out).read_text("utf-8"))
    assert card["made_by"].startswith("presse train --reader --squad towns.json")
    assert card["starts_from"] == adapter.read(adapter.SHIPPED).sha256
    reader = offline_reader.load("torch", tmp_path / "unused", out)
    assert len(reader.read("de quand date le pont ?", [Text("brize", "", "le pont date de 1666.")])) == 1
