"""Reports as JSON: written, read back, and cut down to what is worth keeping in a repository.

The keys are stable; `presse eval --json` prints the same object.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus.errors import DatasetError
from eval.datasets import first_fault, read_source
from eval.measure import Figure
from eval.measures import GROUPS
from eval.records import Outcome
from eval.report import Latency, Report, SetCard, Slice, State
from eval.resampling import Interval

Json = dict[str, Any]
_OUTCOMES = TypeAdapter(tuple[Outcome, ...])
_CARD, _STATE = TypeAdapter(SetCard), TypeAdapter(State)
_INTERVAL: TypeAdapter[Interval | None] = TypeAdapter(Interval | None)
_DIGITS = 6


def to_json(report: Report) -> Json:
    """Return a report as JSON values: the measure `a.b` at `["a"]["b"]`, None where it was not computed."""
    latency = report.latency
    stages = {stage: _rounded(times) for stage, times in latency.stages.items()}
    return {
        "set": asdict(report.questions),
        "state": asdict(report.state),
        "questions": report.asked,
        "answerable": report.answerable,
        "articles": report.articles,
        "passages": report.passages,
        **{group: _group(report.figures, group) for group in GROUPS},
        "latency_ms": _rounded(latency.total) | {"stages": stages, "questions": latency.questions},
        "memory_mb": _rounded({"peak": report.memory_mb}),
        "seconds": _rounded(report.seconds),
        "intervals": _intervals(report.figures),
        "rests_on": {key: figure.questions for key, figure in report.figures.items()},
        "slices": [_slice(part) for part in report.slices],
        "risk_coverage": [list(point) for point in report.curve],
        "outcomes": _OUTCOMES.dump_python(report.outcomes, mode="json", exclude_defaults=True),
    }


def from_json(value: Json) -> Report:
    """Return the report that `to_json` gave; raises KeyError, TypeError or ValidationError for anything else."""
    latency = dict(value["latency_ms"])
    asked, stages = latency.pop("questions"), latency.pop("stages")
    figures = {
        f"{group}.{name}": _figure(f"{group}.{name}", number, value)
        for group in GROUPS
        for name, number in value[group].items()
    }
    return Report(
        questions=_CARD.validate_python(value["set"]),
        state=_STATE.validate_python(value["state"]),
        asked=value["questions"],
        answerable=value["answerable"],
        passages=value["passages"],
        articles=value["articles"],
        figures=figures,
        latency=Latency(asked, latency, stages),
        memory_mb=value["memory_mb"]["peak"],
        seconds=value["seconds"],
        slices=tuple(map(_slice_of, value["slices"])),
        curve=tuple((coverage, risk) for coverage, risk in value["risk_coverage"]),
        outcomes=_OUTCOMES.validate_python(value["outcomes"]),
    )


def read_report(path: Path) -> Report:
    """Read a report from a file; raises DatasetError where there is none."""
    try:
        return from_json(json.loads(read_source(path).text))
    except ValidationError as error:
        raise DatasetError(f"{path} is no report of presse eval: {first_fault(error)}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DatasetError(f"{path} is no report of presse eval ({type(error).__name__}: {error}).") from error


def dumped(report: Report, *, indent: int | None = None) -> str:
    """Return a report as JSON text."""
    return json.dumps(to_json(report), ensure_ascii=False, indent=indent)


def worth_keeping(report: Report) -> Report:
    """Return the report without its outcomes, and without the titles of articles that are not the project's.

    No word of an article or a question is left in it.
    """
    own = report.questions.kind == "questions"
    return replace(report, outcomes=(), slices=tuple(part for part in report.slices if own or part.by != "article"))


def flattened(value: Mapping[str, Any], prefix: str = "") -> dict[str, float | None]:
    """Return every number of a report in JSON by its dotted key; lists are left out.

    `{"retrieval": {"mrr@10": 0.8}}` gives `{"retrieval.mrr@10": 0.8}`.
    """
    flat: dict[str, float | None] = {}
    for key, item in value.items():
        if isinstance(item, Mapping):
            flat |= flattened(item, f"{prefix}{key}.")
        elif item is None or (isinstance(item, int | float) and not isinstance(item, bool)):
            flat[prefix + key] = item
    return flat


def _group(figures: Mapping[str, Figure], group: str) -> dict[str, float | None]:
    start = f"{group}."
    return _rounded({key.removeprefix(start): f.value for key, f in figures.items() if key.startswith(start)})


def _intervals(figures: Mapping[str, Figure]) -> dict[str, list[float] | None]:
    return {
        key: [round(bound, _DIGITS) for bound in figure.interval] if figure.interval else None
        for key, figure in figures.items()
    }


def _figure(key: str, number: float | None, value: Json) -> Figure:
    return Figure(number, _INTERVAL.validate_python(value["intervals"].get(key)), value["rests_on"].get(key, 0))


def _slice(part: Slice) -> Json:
    return {
        "by": part.by,
        "name": part.name,
        "questions": part.questions,
        "figures": _rounded({key: figure.value for key, figure in part.figures.items()}),
        "intervals": _intervals(part.figures),
        "rests_on": {key: figure.questions for key, figure in part.figures.items()},
    }


def _slice_of(value: Json) -> Slice:
    figures = {key: _figure(key, number, value) for key, number in value["figures"].items()}
    return Slice(value["by"], value["name"], value["questions"], figures)


def _rounded(numbers: Mapping[str, float | None]) -> dict[str, float | None]:
    return {key: None if number is None else round(number, _DIGITS) for key, number in numbers.items()}
