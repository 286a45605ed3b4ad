import os
from dataclasses import replace
from pathlib import Path

import pytest
from outcomes import SERVED, UNANSWERABLE, decided, report_of
from payloads import PAYLOADS

from eval.records import Shown
from eval.storing import dumped
from ui.quality import last_report, quality_page

LET_DOWN = [decided(SERVED, 0.1, abstained=True), decided(replace(UNANSWERABLE, id="w"), 0.9, abstained=False)]


def test_the_page_shows_figures_plots_and_failures() -> None:
    html = quality_page(report_of([SERVED, *(replace(o, id=f"f{n}") for n, o in enumerate(LET_DOWN))]))
    assert "3 questions, dont 2 auxquelles les articles répondent, posées le 2 janvier 2026 à 2 articles" in html
    assert "la première phrase citée répond" in html
    assert html.count("<svg") >= 1
    assert "Refusées, alors que les articles répondent (1)" in html
    assert "Répondues, alors que les articles ne répondent pas (1)" in html
    assert "Où est le port ?" in html
    assert "<script" not in html


def test_without_an_evaluation_the_page_says_how_to_make_one(tmp_path: Path) -> None:
    assert last_report(tmp_path) is None
    assert "presse eval --report" in quality_page(None)


def test_the_last_report_written_is_shown_and_other_files_are_passed_over(tmp_path: Path) -> None:
    for age, asked in enumerate((1, 2)):
        path = tmp_path / f"{asked}" / "report.json"
        path.parent.mkdir()
        path.write_text(dumped(report_of([replace(SERVED, id=f"q{n}") for n in range(asked)])), encoding="utf-8")
        os.utime(path, (1_000_000 + age, 1_000_000 + age))
    (tmp_path / "other.json").write_text('{"no": "report"}', encoding="utf-8")
    report = last_report(tmp_path)
    assert report is not None
    assert report.asked == 2


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_failure_becomes_markup(payload: str) -> None:
    plain, hostile = (
        quality_page(report_of([replace(LET_DOWN[0], id=text, shown=Shown(text, (), (text,), (text,)))]))
        for text in ("texte", payload)
    )
    assert hostile.count("<") == plain.count("<")
