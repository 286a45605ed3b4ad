import json
from dataclasses import replace
from pathlib import Path

import pytest
from outcomes import SERVED, random_outcomes, report_of

from corpus.errors import DatasetError
from eval.measures import MEASURES
from eval.storing import dumped, flattened, from_json, read_report, to_json, worth_keeping


def test_a_report_comes_back_as_it_was_written(tmp_path: Path) -> None:
    report = report_of(random_outcomes(1))
    path = tmp_path / "report.json"
    path.write_text(dumped(report), "utf-8")
    back = read_report(path)
    assert back.outcomes == report.outcomes
    assert to_json(back) == to_json(report)
    assert from_json(json.loads(dumped(back))) == back


def test_the_keys_that_others_rely_on() -> None:
    value = to_json(report_of(random_outcomes(1)))
    assert {"questions", "passages", "articles", "retrieval", "answer", "latency_ms", "intervals"} <= value.keys()
    assert {"hit@1", "hit@3", "hit@5", "hit@10", "mrr@10"} <= value["retrieval"].keys()
    assert {"sentence@1", "sentence@2"} <= value["answer"].keys()
    assert {"p50", "p95", "p99", "stages"} <= value["latency_ms"].keys()
    assert (value["questions"], value["passages"]) == (60, 3)
    assert value["latency_ms"]["p50"] == pytest.approx(101)
    assert value["latency_ms"]["stages"]["search"]["p50"] == pytest.approx(50.5 / 2)
    for measure in MEASURES:
        group, name = measure.key.split(".")
        assert name in value[group]
        assert measure.key in value["intervals"]


def test_a_measure_that_was_not_computed_is_null() -> None:
    value = json.loads(dumped(report_of([SERVED])))
    assert value["conversations"]["sentence@1"] is None
    assert value["intervals"]["conversations.sentence@1"] is None
    assert value["rests_on"]["conversations.sentence@1"] == 0
    assert value["retrieval"]["hit@1"] == 1


def test_what_is_kept_holds_no_word_of_questions_or_articles() -> None:
    report = report_of(random_outcomes(1))
    text = dumped(worth_keeping(report))
    assert "Nador" not in text
    assert "port ?" not in text
    assert len(text) < 20_000
    foreign = replace(report, questions=replace(report.questions, kind="squad"))
    foreign = replace(foreign, slices=(*foreign.slices, replace(foreign.slices[0], by="article", name="Nador")))
    assert "Nador" not in dumped(worth_keeping(foreign))


def test_numbers_by_their_dotted_keys() -> None:
    assert flattened({"a": {"b@1": 0.5, "c": None}, "d": [1], "e": "f", "g": True}) == {"a.b@1": 0.5, "a.c": None}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"set": 1}', '{"latency_ms": {"questions": 1, "stages": {}}}'])
def test_what_is_no_report_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text, "utf-8")
    with pytest.raises(DatasetError, match="is no report of presse eval") as caught:
        read_report(path)
    assert "\n" not in str(caught.value)
