"""`presse corpus` and `presse show --removed`: figures and what was taken out, as a person or a machine reads them."""

import json
from pathlib import Path

import pytest
from fakes import HashingEncoder

from ui import cli

PAGE = (
    "Publicité\n\nLe pont de Brest est rouvert à tous\n\n"
    "Le pont de Brest rouvre le 3 mai. Les travaux ont duré deux ans."
)


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setattr(cli, "load_encoder", lambda *_: HashingEncoder())
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "pont.txt").write_text(PAGE + "\n\nSource : Le Phare\n\nPublié le 04/05/2021 -", "utf-8")
    (folder / "lait.txt").write_text(
        "Le lait de la ferme Duval coûte 2 euros le litre. La ferme vend du beurre.", "utf-8"
    )
    (folder / "scan.txt").write_bytes(b"\0\1")
    assert cli.main(["build", "--articles", str(folder), "--index", str(tmp_path / "index")]) == 0
    capsys.readouterr()
    return tmp_path / "index"


def test_report_counts_what_is_there_and_what_is_missing(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["corpus", "report", "--index", str(index), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["articles"], figures["without_date"], figures["without_outlet"], figures["rejected"]) == (
        2,
        1,
        1,
        1,
    )
    assert figures["by_month"] == [["2021-05", 1]]
    assert figures["by_outlet"] == [["Le Phare", 1]]
    assert ["advertising", 1] in figures["removed_words"]


def test_report_is_shown_and_plotted(index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plot = tmp_path / "months.svg"
    assert cli.main(["corpus", "report", "--index", str(index), "--plot", str(plot)]) == 0
    assert "binary file" in capsys.readouterr().out
    assert "2021-05" in plot.read_text("utf-8")


def test_show_removed_names_the_rule_of_each_piece(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "pont", "--removed", "--index", str(index)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "advertising\tPublicité"
    assert "date line\tPublié le 04/05/2021 -" in lines


def test_measure_prints_means(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "pont.txt").write_text(PAGE, "utf-8")
    _, title, body = PAGE.split("\n\n")
    line = {"path": "pont.txt", "title": title, "published": None, "body": body}
    (tmp_path / "reference.jsonl").write_text(json.dumps(line), "utf-8")
    assert cli.main(["corpus", "measure", str(tmp_path)]) == 0
    assert "body_recall 1.0000" in capsys.readouterr().out
    assert cli.main(["corpus", "measure"]) == 2
