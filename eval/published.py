"""The figures of the README, from the reports kept in `eval/reports/`: `python -m eval.published` writes them anew.

A block of the README lies between `<!-- eval:NAME -->` and `<!-- /eval:NAME -->`; what is between is generated, and a
test fails where it is not what the reports say.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval import words
from eval.benchmarks.telling import bench_markdown, read_bench
from eval.markdown import measures_markdown, table
from eval.measures import BY_KEY
from eval.report import Report
from eval.storing import read_report

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "eval" / "reports"
BENCH = REPORTS / "bench"
PUBLISHED = (
    "retrieval.hit@1",
    "retrieval.hit@5",
    "retrieval.mrr@10",
    "answer.sentence@1",
    "answer.sentence@2",
    "answer.exact_match",
    "answer.marked",
    "citations.exact",
    "citations.precision",
    "citations.recall",
    "abstention.false_answers",
    "abstention.false_refusals",
    "abstention.auroc",
    "abstention.auroc_article",
    "abstention.auroc_passage",
    "abstention.answered_at_5pct_false",
    "abstention.ece",
    "conversations.sentence@2",
    "conversations.sentence@2_alone",
)


def kept_reports(folder: Path = REPORTS) -> dict[str, Report]:
    """Return the reports kept, by the stem of their file, in the order of the alphabet."""
    return {path.stem: read_report(path) for path in sorted(folder.glob("*.json"))}


def figures_markdown(reports: Mapping[str, Report]) -> str:
    """Return the published figures as a table with one column for each report."""
    rows = [
        (f"`{key}`", f"{BY_KEY[key].meaning}{' ↓' if BY_KEY[key].better == 'lower' else ''}", *_told(key, reports))
        for key in PUBLISHED
    ]
    rows.append(("", "questions", *(f"{report.asked:,}" for report in reports.values())))
    rows.append(("", "articles, passages", *(f"{r.articles:,}, {r.passages:,}" for r in reports.values())))
    rows.append(("", "commit", *(f"`{report.state.commit or 'unknown'}`" for report in reports.values())))
    return "\n".join(table(("measure", "meaning", *reports), rows)) + "\n"


def bench_of(folder: Path = BENCH) -> str:
    """Return the benchmark that is kept as a table."""
    return bench_markdown(read_bench(folder / "bench.json"))


def _told(key: str, reports: Mapping[str, Report]) -> Sequence[str]:
    return [words.told(report.figures[key]) for report in reports.values()]


def blocks() -> dict[str, str]:
    """Return what every block should hold, by its name."""
    return {"figures": figures_markdown(kept_reports()), "measures": measures_markdown(), "bench": bench_of()}


def filled(text: str, contents: Mapping[str, str]) -> str:
    """Return a document with its blocks filled; blocks that it does not have are left out."""

    def fill(block: re.Match[str]) -> str:
        return f"{block[1]}{contents.get(block[2], block[3])}{block[4]}"

    return re.sub(r"(<!-- eval:(\w+) -->\n)(.*?)(<!-- /eval:\2 -->)", fill, text, flags=re.DOTALL)


def main() -> int:
    """Fill the blocks of the README and of `eval/README.md`; returns the exit code."""
    for path in (ROOT / "README.md", ROOT / "eval" / "README.md"):
        text = path.read_text("utf-8")
        if (new := filled(text, blocks())) != text:
            path.write_text(new, "utf-8")
            print(f"filled: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
