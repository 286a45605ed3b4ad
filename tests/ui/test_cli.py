import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import HashingEncoder, WordReader

from rag.reader import LazyReader
from ui import cli

MILK = "Le lait de la ferme Duval coûte 2 euros le litre. La ferme vend aussi du beurre."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "lait.md").write_text(
        f"---\ntitle: Le prix du lait\nsource: Le Rural\npublished: 2024-05\n---\n\n{MILK}\n"
    )
    (folder / "pont.txt").write_text(
        "Un pont rouvert\n\nLe pont de Brest rouvre le 3 mai. Les travaux ont duré deux ans.\n"
    )
    return folder


@pytest.fixture(autouse=True)
def small_encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cli, "load_encoder", lambda *_: HashingEncoder())
    monkeypatch.setattr(cli, "load_reader", lambda *_: LazyReader(WordReader))
    monkeypatch.setenv("PRESSE_INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("PRESSE_MODEL_CACHE", str(tmp_path))


@pytest.fixture
def built(articles: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert cli.main(["build", "--articles", str(articles)]) == 0
    capsys.readouterr()
    return articles


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = cli.main(arguments)
    except SystemExit as exit_:  # argparse ends the process itself
        code = int(exit_.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def one_line(err: str, *parts: str) -> bool:
    return err.count("\n") == 1 and "Traceback" not in err and all(part in err for part in parts)


def test_build_tells_what_changed(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "build", "--articles", str(articles))
    assert "added    lait" in out
    assert "2 articles" in out
    _, out, _ = run(capsys, "build", "--articles", str(articles))
    assert "nothing to do" in out
    (articles / "pont.txt").unlink()
    (articles / "lait.md").write_text(MILK + " Et du fromage.")
    _, out, _ = run(capsys, "build", "--articles", str(articles))
    assert "changed  lait" in out
    assert "removed  pont" in out


def test_a_bad_file_among_good_ones_is_reported_and_the_rest_is_built(
    articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "image.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    (articles / "vide.txt").write_text("")
    code, out, _ = run(capsys, "build", "--articles", str(articles))
    assert code == 0
    assert "rejected image.txt" in out
    assert "rejected vide.txt" in out
    assert "2 articles" in out


@pytest.mark.usefixtures("built")
def test_ask_prints_one_object_whose_quotes_are_exact(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ask", "Combien coûte le lait de la ferme Duval ?", "--json")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) == {
        "question", "answer", "abstained", "confidence", "citations", "passages", "timings_ms", "understood",
        "notices", "neighbours",
    }  # fmt: skip
    for citation in answer["citations"]:
        assert set(citation) == {
            "number", "article_id", "title", "source", "published", "url", "quote", "start", "end", "score",
            "short", "context",
        }  # fmt: skip
        _, shown, _ = run(capsys, "show", citation["article_id"], "--json")
        assert json.loads(shown)["text"][citation["start"] : citation["end"]] == citation["quote"]
    for passage in answer["passages"]:
        assert set(passage) == {"article_id", "start", "end", "text", "score"}


@pytest.mark.usefixtures("built")
def test_show_prints_the_text_that_offsets_point_into(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "show", "lait")[1] == MILK + "\n"


@pytest.mark.usefixtures("built")
def test_questions_from_standard_input_give_one_object_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", iter(["Combien coûte le lait ?\n", "\n", "Quand rouvre le pont ?\n"]))
    code, out, _ = run(capsys, "ask", "-")
    first, second, third = map(json.loads, out.splitlines())
    assert code == 2
    assert "answer" in first
    assert "empty" in second["error"]
    assert third["question"] == "Quand rouvre le pont ?"


@pytest.mark.usefixtures("built")
def test_search_and_articles(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "search", "pont", "--json", "--top-k", "1")
    assert [passage["article_id"] for passage in json.loads(out)["passages"]] == ["pont"]
    _, out, _ = run(capsys, "articles", "--json")
    assert [(a["id"], a["published"], a["status"]) for a in json.loads(out)] == [
        ("lait", "2024-05", "kept"),
        ("pont", None, "kept"),
    ]


@pytest.mark.usefixtures("built")
def test_what_a_person_reads_names_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "ask", "Combien coûte le lait de la ferme Duval ?")
    assert "Le Rural — Le prix du lait — mai 2024" in out or "ne permettent pas" in out


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("arguments", "code", "parts"),
    [
        (["ask", ""], 2, ["empty"]),
        (["ask", " \n\t "], 2, ["empty"]),
        (["ask", "é" * 20_000], 2, ["20,000 characters", "500"]),
        (["ask", "\x00\x07"], 2, ["empty"]),
        (["show", "rien"], 1, ["'rien'", "presse articles"]),
        (["ask", "lait", "--index", "nowhere"], 1, ["no index in nowhere", "presse build"]),
        (["build", "--articles", "nowhere"], 1, ["nowhere"]),
    ],
)
def test_bad_input_is_one_line_and_an_exit_code(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, parts: list[str]
) -> None:
    got, out, err = run(capsys, *arguments)
    assert (got, out) == (code, "")
    assert one_line(err, "presse: ", *parts)


def test_a_folder_without_an_article_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    code, _, err = run(capsys, "build", "--articles", str(tmp_path / "empty"))
    assert code == 1
    assert one_line(err, "empty")


@pytest.mark.usefixtures("built")
def test_an_index_of_another_model_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "load_encoder", lambda *_: HashingEncoder(model="other"))
    code, _, err = run(capsys, "ask", "Combien coûte le lait ?")
    assert code == 1
    assert one_line(err, "built with the model 'hashing', not 'other'")


@pytest.mark.usefixtures("built")
def test_a_truncated_index_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = next((tmp_path / "index").glob("generation-*/sentences.faiss"))
    path.write_bytes(path.read_bytes()[:-10])
    code, _, err = run(capsys, "ask", "Combien coûte le lait ?")
    assert code == 1
    assert one_line(err, "sentences.faiss is not as it was written", "presse build")


@pytest.mark.usefixtures("built")
def test_a_port_in_use_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _, err = run(capsys, "serve", "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert one_line(err, "cannot listen on 127.0.0.1")


@pytest.mark.parametrize("arguments", [["ask"], ["fly"], ["ask", "x", "--top-k", "0"], ["ask", "x", "--top-k", "many"]])
def test_a_wrong_command_line_is_a_usage_error(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(capsys, *arguments)[0] == 2


def test_single_articles_come_and_go(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ruches.txt").write_text("Des ruches\n\nLa mairie a posé douze ruches sur ses toits au printemps.\n")
    code, out, _ = run(capsys, "add", str(tmp_path / "ruches.txt"))
    assert (code, out.splitlines()[0]) == (0, "added    ruches")
    (tmp_path / "copie.txt").write_text((built / "pont.txt").read_text())
    code, out, _ = run(capsys, "add", str(tmp_path / "copie.txt"))
    assert (code, out.splitlines()[0]) == (1, "duplicate copie.txt: same text as pont.txt")
    code, out, _ = run(capsys, "remove", "ruches", "pont")
    assert (code, out.splitlines()[:2]) == (0, ["removed  pont", "removed  ruches"])
    code, out, err = run(capsys, "remove", "pont")
    assert (code, out) == (1, "")
    assert one_line(err, "no article 'pont'", "presse articles")


@pytest.mark.usefixtures("built")
def test_a_search_keeps_to_the_articles_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    def found(*options: str) -> set[str]:
        _, out, _ = run(capsys, "search", "le pont de la ferme", "--json", *options)
        return {passage["article_id"] for passage in json.loads(out)["passages"]}

    assert found() == {"lait", "pont"}
    assert found("--source", "le rural") == found("--from", "2024", "--to", "2024-05") == {"lait"}
    assert found("--article", "pont") == {"pont"}
    _, out, _ = run(capsys, "ask", "Quand rouvre le pont ?", "--json", "--source", "Le Rural")
    assert {passage["article_id"] for passage in json.loads(out)["passages"]} == {"lait"}
    for options in (["--source", "Aucun"], ["--from", "hier"], ["--language", "ar"]):
        code, out, err = run(capsys, "ask", "Quand rouvre le pont ?", *options)
        assert (code, out) == (2, "")
        assert one_line(err)


@pytest.mark.usefixtures("built")
def test_going_back_says_what_it_brings_back(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "remove", "pont")
    code, out, _ = run(capsys, "rollback")
    assert (code, out.splitlines()[0]) == (0, "added    pont")
    assert json.loads(run(capsys, "articles", "--json")[1])[1]["id"] == "pont"
    code, out, err = run(capsys, "rollback")
    assert (code, out) == (1, "")
    assert one_line(err, "no earlier generation")


def test_the_module_runs_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "ui.cli", "ask"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert "question" in done.stderr
