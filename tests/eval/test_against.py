"""Two encoders set against each other: what is better, what is worse, and over which questions."""

from pathlib import Path

import pytest
from fakes import HashingEncoder, WordReader
from towns import TOWNS, squad_file

from eval.against import Section, Side, against_markdown, headline, set_against
from eval.records import QuestionSet
from eval.runner import Plan
from eval.squad import read_squad
from rag.reader import LazyReader
from rag.weights import Weights

SIDES = Side(HashingEncoder(1, "one direction"), Weights.shipped()), Side(HashingEncoder(), Weights.shipped())


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> QuestionSet:
    return read_squad(squad_file(tmp_path_factory.mktemp("towns")))


@pytest.fixture(scope="module")
def sections(towns: QuestionSet) -> tuple[Section, ...]:
    assert towns.corpus
    return set_against(towns, towns.corpus, SIDES, Plan(variations=True, sample=5, timed=0))


def test_all_questions_then_half_of_the_titles_then_samples(sections: tuple[Section, ...]) -> None:
    by_name = {section.name: section.questions for section in sections}
    assert by_name["All questions"] == 2 * len(TOWNS)
    assert 0 < by_name["Titles of the split test: their SHA-256 begins with an odd digit"] < 2 * len(TOWNS)
    assert by_name["A sample by spelling: without accents"] == 5
    assert by_name["A sample by legs: sentence alone"] == 5


def test_only_what_the_encoder_ranks_differs(sections: tuple[Section, ...]) -> None:
    by_name = {section.name: section.differences for section in sections}
    by_words = next(row for row in by_name["A sample by legs: lexical alone"] if row.key == "retrieval.mrr@10")
    by_vectors = next(row for row in by_name["A sample by legs: passage alone"] if row.key == "retrieval.mrr@10")
    assert by_words.change == 0
    assert by_vectors.change is not None
    assert by_vectors.change > 0


def test_the_report_names_both_and_tests_every_measure(towns: QuestionSet, sections: tuple[Section, ...]) -> None:
    text = against_markdown(towns, SIDES, sections)
    assert text.startswith("# towns: one direction → hashing\n")
    assert text.count("`retrieval.mrr@10`") == len(sections)
    assert all(headline(section).startswith(section.name) for section in sections)


def test_the_command_needs_no_index_for_a_set_with_its_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ui import cli, eval_command

    monkeypatch.setattr(cli, "load_encoder", lambda *_: SIDES[1].encoder)
    monkeypatch.setattr(eval_command, "load_encoder", lambda *_: SIDES[0].encoder)
    monkeypatch.setattr(eval_command, "load_reader", lambda *_: LazyReader(WordReader))
    options = ["--against", "another", "--report", str(tmp_path / "report")]
    assert cli.main(["eval", "--squad", str(squad_file(tmp_path)), *options]) == 0
    assert "All questions: " in capsys.readouterr().out
    assert (tmp_path / "report" / "towns.md").read_text("utf-8").startswith("# towns: one direction → hashing")
