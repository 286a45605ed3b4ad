import os
from dataclasses import replace
from pathlib import Path

import pytest
from outcomes import SERVED, UNANSWERABLE, decided, report_of
from payloads import PAYLOADS

from eval.measure import Figure
from eval.records import Shown
from eval.report import Slice
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


def test_the_latest_evaluation_is_shown_whenever_its_file_was_copied(tmp_path: Path) -> None:
    for name, day, age in (("new", "2026-02-01", 0), ("old", "2026-01-01", 9)):
        report = report_of([SERVED])
        dated = replace(report, state=replace(report.state, date=day))
        (tmp_path / f"{name}.json").write_text(dumped(dated), encoding="utf-8")
        os.utime(tmp_path / f"{name}.json", (1_000_000 + age, 1_000_000 + age))
    report_shown = last_report(tmp_path)
    assert report_shown is not None
    assert report_shown.state.date == "2026-02-01"


def test_of_one_day_the_articles_of_an_index_come_before_a_set_with_its_own(tmp_path: Path) -> None:
    report = replace(report_of([SERVED]), outcomes=())
    for name, kind, age in (("own", "questions", 0), ("outside", "squad", 9)):
        (tmp_path / f"{name}.json").write_text(
            dumped(replace(report, questions=replace(report.questions, kind=kind))), encoding="utf-8"
        )
        os.utime(tmp_path / f"{name}.json", (1_000_000 + age, 1_000_000 + age))
    shown = last_report(tmp_path)
    assert shown is not None
    assert shown.questions.kind == "questions"


def test_a_report_without_its_failures_says_how_to_keep_them() -> None:
    assert "ne garde pas les échecs" in quality_page(replace(report_of(LET_DOWN), outcomes=()))
    assert "ne garde pas les échecs" not in quality_page(report_of(LET_DOWN))


def test_every_way_of_asking_has_its_row() -> None:
    figures = {"answer.sentence@1": Figure(0.75, None, 4)}
    report = replace(
        report_of([SERVED]), slices=(Slice("category", "terse", 4, figures), Slice("split", "dev", 4, figures))
    )
    html = quality_page(report)
    assert "<td>en quelques mots-clés</td><td>4</td><td>75\u00a0%</td>" in html
    assert html.count("<tr>") == 2


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_failure_becomes_markup(payload: str) -> None:
    plain, hostile = (
        quality_page(report_of([replace(LET_DOWN[0], id=text, shown=Shown(text, (), (text,), (text,)))]))
        for text in ("texte", payload)
    )
    assert hostile.count("<") == plain.count("<")
