import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEncoder, WordReader
from rich.console import Console

from corpus import Article, split
from corpus.errors import DatasetError
from eval.benchmarks import running, scale
from eval.benchmarks.drawing import PASSAGES, SENTENCES, MadeUp, drawn
from eval.benchmarks.records import BenchReport, Finding, Growth, Part
from eval.benchmarks.running import Request, bench
from eval.benchmarks.scale import Real, recall
from eval.benchmarks.telling import bench_markdown, bench_page, dumped, print_bench, read_bench, told
from eval.plots import growth_curves
from eval.report import State
from index.dense import DenseIndex
from ui.cli import main

ARTICLE = Article("a", "Le pont de Brest rouvre. Les travaux ont duré deux ans.", "Un pont")
STATE = State("a model", {}, "abc", "2026-01-01", "3.12", 2)
REPORT = BenchReport(
    STATE,
    (
        Part("encode", "some texts", (Finding("times_faster", "texts by texts", 4.25, "×"),), load=1.5),
        Part("scale", "made up", (), (Growth("Memory", "MB", {"a": ((10, 1), (100, 8)), "b": ((10, 2), (100, 2))}),)),
    ),
)


def silent(doing: str, done: int, of: int) -> None:
    """Report nothing."""


def real() -> Real:
    vectors = np.random.default_rng(0).standard_normal((60, 16), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Real(HashingEncoder(16).card, vectors[:20], vectors[20:40], vectors[40:])


def request(*parts: str) -> Request:
    questions = ("Quand rouvre le pont ?", "Combien de temps ont duré les travaux ?")
    return Request(parts, (ARTICLE,), tuple(split(ARTICLE)), questions, (30,), 3, "auto", Path("unused"))


def test_drawn_vectors_have_length_1_resemble_the_real_ones_and_are_the_same_again() -> None:
    base = real().passages
    one, again = np.empty((500, 16), np.float32), np.empty((500, 16), np.float32)
    drawn(base, 500, 7, one)
    drawn(base, 500, 7, again)
    assert np.array_equal(one, again)
    assert np.linalg.norm(one, axis=1) == pytest.approx(1, abs=1e-5)
    assert float(np.max(one @ base.T, axis=1).mean()) > 0.75
    assert len(np.unique(one, axis=0)) == 500


def test_made_up_passages_and_sentences_lie_where_the_table_says() -> None:
    made_up = MadeUp(2 * PASSAGES + 3)
    articles = made_up.articles()
    table = made_up.table(articles)
    assert len(table) == 2 * PASSAGES + 3
    by_id = {article.id: article.text for article in articles}
    for passage in table:
        text = by_id[passage.article_id]
        assert text[passage.start : passage.end] == " ".join(sentence.of(text) for sentence in passage.sentences)
        assert len(passage.sentences) == SENTENCES
        assert all(sentence.of(text).endswith(".") for sentence in passage.sentences)
    assert MadeUp(2 * PASSAGES + 3).articles() == articles


def test_an_index_of_made_up_texts_is_built_opened_and_searched(tmp_path: Path) -> None:
    built = scale._build(tmp_path, real(), 30, "auto")
    found = scale.ask(tmp_path / "index", scale._queries(tmp_path, real(), 30))
    assert built["disk_mb"] > 0
    assert found["narrow_hits"] == 10
    assert found["recall_sentences"] == found["recall_passages"] == 1
    assert built.keys() | found.keys() == scale._MEANINGS.keys()


def test_recall_is_the_share_of_true_neighbours() -> None:
    vectors = real().passages

    class Blind(DenseIndex):
        def search(self, query, k, allowed=None):  # type: ignore[no-untyped-def]  # a stand-in
            return super().search(query, k)[: k // 2]

    index = DenseIndex.build(vectors)
    assert recall(index, vectors[:5]) == 1
    assert recall(Blind(index._exact), vectors[:5]) == 0.5


def test_an_update_of_one_article_equals_a_fresh_build() -> None:
    (part,) = bench(request("update"), HashingEncoder(), WordReader(), silent).parts
    found = {finding.key: finding.value for finding in part.findings}
    assert found["same"] == 1
    assert 0 < found["update_encoded"] < 2 * PASSAGES * SENTENCES


def test_questions_are_timed_by_stage() -> None:
    (part,) = bench(request("ask"), HashingEncoder(), WordReader(), silent).parts
    found = {finding.key: finding.value for finding in part.findings}
    assert found["total_p50_ms"] >= found["search_p50_ms"] > 0
    assert found["total_p95_ms"] >= found["total_p50_ms"]


def test_parts_are_run_in_their_order() -> None:
    report = bench(request("update", "ask"), HashingEncoder(), WordReader(), silent)
    assert [part.name for part in report.parts] == ["ask", "update"]
    assert set(running.PARTS) >= {part.name for part in report.parts}


def test_a_report_is_told_in_every_form(tmp_path: Path) -> None:
    (tmp_path / "bench.json").write_text(dumped(REPORT), "utf-8")
    assert read_bench(tmp_path / "bench.json") == REPORT
    assert "| `encode.times_faster` | texts by texts | 4.25 × |" in bench_markdown(REPORT)
    assert "4.25 ×" in bench_page(REPORT)
    assert bench_page(REPORT).count("<svg") == 1
    with (tmp_path / "out").open("w") as file:
        print_bench(REPORT, Console(file=file, width=100))
    assert "4.25 ×" in (tmp_path / "out").read_text()
    (tmp_path / "bench.json").write_text("{}")
    with pytest.raises(DatasetError):
        read_bench(tmp_path / "bench.json")


@pytest.mark.parametrize(("value", "words"), [(4.25, "4.25 ms"), (1234.6, "1,235 ms"), (3.0, "3 ms")])
def test_values_are_told_with_their_unit(value: float, words: str) -> None:
    assert told(Finding("key", "meaning", value, "ms")) == words


def test_growth_is_drawn_with_a_line_for_each_name_and_may_be_empty() -> None:
    drawn_lines = growth_curves("Memory", {"a": [(10, 1), (1000, 5)], "b": [(10, 2)]}, "passages", "MB")
    assert drawn_lines.count("<polyline") == 2
    assert drawn_lines.count("<circle") == 3
    assert "1,000" in drawn_lines
    assert "<svg" in growth_curves("Nothing", {}, "passages", "MB")


def test_wrong_requests_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "everything"]) == 2
    assert "no part 'everything'" in capsys.readouterr().err
    assert main(["bench", "scale", "--sizes", "0"]) == 2


@pytest.mark.model
@pytest.mark.slow
def test_encoding_and_starting_are_measured(tmp_path: Path) -> None:
    code = "import sys; from ui.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "bench", "encode", "start", "--json", "--report", str(tmp_path)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    parts = {part["name"]: part for part in json.loads(done.stdout)["parts"]}
    encode = {finding["key"]: finding["value"] for finding in parts["encode"]["findings"]}
    assert encode["least_cosine"] > 0.98
    assert {finding["key"] for finding in parts["start"]["findings"]} >= {"total_s", "memory_mb"}
    assert (tmp_path / "bench.html").exists()
