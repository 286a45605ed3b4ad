"""A benchmark's report as JSON, as Markdown, on the terminal, and as a page with its plots."""

import json
from html import escape
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from corpus.errors import DatasetError
from eval.benchmarks.records import BenchReport, Finding
from eval.datasets import read_source
from eval.markdown import table
from eval.plots import growth_curves

_REPORT = TypeAdapter(BenchReport)


def to_json(report: BenchReport) -> dict[str, Any]:
    """Return a report as JSON values."""
    return dict(_REPORT.dump_python(report, mode="json"))


def dumped(report: BenchReport) -> str:
    """Return a report as JSON."""
    return json.dumps(to_json(report), ensure_ascii=False, indent=1)


def read_bench(path: Path) -> BenchReport:
    """Read a report from a file; raises DatasetError where there is none."""
    try:
        return _REPORT.validate_json(read_source(path).text)
    except ValidationError as error:
        raise DatasetError(f"{path} is no report of presse bench") from error


def bench_markdown(report: BenchReport) -> str:
    """Return a report as a table: a row for each finding, and what each part was measured on."""
    rows = [
        (f"`{part.name}.{finding.key}`", finding.meaning, told(finding))
        for part in report.parts
        for finding in part.findings
    ]
    notes = [f"`{part.name}`: {part.told} (load {part.load:.1f})." for part in report.parts]
    state = f"{report.state.cpus} cores, Python {report.state.python}, commit {report.state.commit or 'unknown'}."
    return "\n".join([*table(("figure", "what", "value"), rows), "", *notes, state, ""])


def bench_page(report: BenchReport) -> str:
    """Return a page of the tables and of the plots of growth."""
    parts = "".join(
        f"<h2>{escape(part.name)}</h2><p>{escape(part.told)}; load {part.load:.1f}.</p><table>"
        + "".join(f"<tr><td>{escape(f.meaning)}</td><td>{escape(told(f))}</td></tr>" for f in part.findings)
        + "</table>"
        + "".join(f"<figure>{growth_curves(g.title, g.lines, 'passages', g.unit)}</figure>" for g in part.growth)
        for part in report.parts
    )
    style = (Path(__file__).parents[1] / "page.css").read_text("utf-8")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>presse bench</title>'
        f"<style>{style}</style><main><h1>presse bench</h1>"
        f"<p>{report.state.cpus} cores, Python {escape(report.state.python)}, {escape(report.state.model)}</p>"
        f"{parts}</main></html>"
    )


def print_bench(report: BenchReport, console: Console) -> None:
    """Print every finding, part by part."""
    for part in report.parts:
        console.print(f"{part.name}: {part.told} (load {part.load:.1f})", style="bold", highlight=False)
        shown = Table(box=None, show_header=False)
        for finding in part.findings:
            shown.add_row(finding.meaning, told(finding))
        console.print(shown)


def told(finding: Finding) -> str:
    """Return a value with its unit, as `4.2 ×` or `1,204 MB`."""
    whole = abs(finding.value) >= 100 or float(finding.value).is_integer()
    return f"{finding.value:,.0f} {finding.unit}".strip() if whole else f"{finding.value:.3g} {finding.unit}".strip()
