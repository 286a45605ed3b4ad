from pathlib import Path

import pytest
from outcomes import random_outcomes, report_of

from eval.measures import MEASURES
from eval.published import PUBLISHED, ROOT, blocks, figures_markdown, filled, kept_reports
from eval.storing import to_json

DOCUMENTS = [path for path in (ROOT / "README.md", ROOT / "eval" / "README.md") if path.exists()]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_say_what_the_reports_and_the_code_say(path: Path) -> None:
    text = path.read_text("utf-8")
    assert filled(text, blocks()) == text, "run: python -m eval.published"


def test_the_readme_shows_the_figures() -> None:
    assert "<!-- eval:figures -->" in (ROOT / "README.md").read_text("utf-8")


def test_every_key_of_the_json_is_documented() -> None:
    documented = (ROOT / "eval" / "README.md").read_text("utf-8")
    assert all(f"`{measure.key}`" in documented for measure in MEASURES)
    for key in to_json(report_of(random_outcomes(1))):
        assert f"`{key}" in documented, key


def test_the_table_has_a_column_for_each_report() -> None:
    text = figures_markdown({"one": report_of(random_outcomes(1)), "two": report_of(random_outcomes(2))})
    heading, _, first, *rest = text.splitlines()
    assert heading == "| measure | meaning | one | two |"
    assert first.startswith(f"| `{PUBLISHED[0]}` |")
    assert len(rest) == len(PUBLISHED) + 2


def test_only_what_lies_in_a_block_is_replaced() -> None:
    text = "a\n<!-- eval:figures -->\nold\n<!-- /eval:figures -->\nb\n"
    assert filled(text, {"figures": "new\n", "absent": "x"}) == text.replace("old", "new")


def test_reports_kept_are_small_and_hold_no_text() -> None:
    reports = kept_reports()
    assert reports
    for name, report in reports.items():
        assert report.outcomes == ()
        assert report.state.commit
        assert (ROOT / "eval" / "reports" / f"{name}.json").stat().st_size < 100_000
