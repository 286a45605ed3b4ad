"""The measure of reading: words found and missed, files that were not read, and the test pages themselves."""

import json
from pathlib import Path

import pytest

from eval.reading import means, measure, word_overlap

PAGES = Path(__file__).parents[1] / "corpus" / "pages"
PASTED = Path(__file__).parents[1] / "corpus" / "pasted"


def test_words_are_counted_as_often_as_they_stand() -> None:
    assert word_overlap("le le chat", "le chat noir gris") == (2 / 3, 2 / 4)


def test_a_file_that_gives_no_article_scores_nothing(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_bytes(b"\0")
    line = {"path": "a.txt", "title": "Un titre", "published": None, "body": "Un corps."}
    (tmp_path / "reference.jsonl").write_text(json.dumps(line), "utf-8")
    (score,) = measure(tmp_path)
    assert (score.body_precision, score.body_recall, score.title_f1, score.date) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("measured", "least"),
    [("body_precision", 0.97), ("body_recall", 0.97), ("title_f1", 0.95), ("date", 0.95)],
)
def test_the_test_pages_are_read_well(measured: str, least: float) -> None:
    assert means(measure(PAGES))[measured] >= least


@pytest.mark.parametrize("name", ["seen", "second", "third"])
def test_pasted_pages_are_read_well(name: str) -> None:
    figures = means(measure(PASTED / name))
    assert figures["body_precision"] >= 0.95
    assert figures["body_recall"] >= 0.99
    assert min(figures["title_f1"], figures["date"]) >= 0.95


def test_pasted_pages_that_the_rules_were_not_made_on_keep_their_text() -> None:
    figures = means(measure(PASTED / "unseen"))
    assert min(figures["body_precision"], figures["body_recall"]) >= 0.95
