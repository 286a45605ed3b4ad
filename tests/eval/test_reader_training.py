"""The reader's training: what it is shown, where answers are, and that it learns and goes on after an interruption."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEncoder
from tiny_model import tiny_weights
from towns import TOWNS, squad_file

from corpus import Span
from corpus.errors import DatasetError
from eval import course
from eval.reader_lessons import AT_A_TIME, ReaderLesson, batches, reader_lessons
from eval.reader_training import _joined, _place, train_reader
from eval.recipe import Recipe
from eval.records import QuestionSet
from eval.squad import read_squad
from eval.training import Trained
from index import adapter, bundled
from index.adapter import Adapter, LowRank
from rag import offline_reader
from rag.offline_reader import HEAD, plain_tokenizer
from rag.reader import SpanReader, Text, encode

RECIPE = Recipe(seed=5, epochs=12, rank=4, alpha=8, rate=0.02)
IMPOSSIBLE = "De quel bois est le pont de Tarnac ?"


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "THREADS", 1)  # two that wait for each other are slow on a busy machine


@pytest.fixture
def towns(tmp_path: Path) -> QuestionSet:
    path = squad_file(tmp_path)
    data = json.loads(path.read_text("utf-8"))
    data["data"][0]["paragraphs"][0]["qas"].append({"id": "no", "question": IMPOSSIBLE, "is_impossible": True})
    path.write_text(json.dumps(data), "utf-8")
    return read_squad(path)


@pytest.fixture
def lessons(towns: QuestionSet) -> list[ReaderLesson]:
    return reader_lessons([towns], HashingEncoder())


def test_a_lesson_has_the_sentence_that_answers_and_the_answer_s_place(lessons: list[ReaderLesson]) -> None:
    lesson = next(lesson for lesson in lessons if lesson.question == "De quand date le pont de Brize ?")
    assert lesson.right
    assert lesson.right.sentence == "Le pont de Brize date de 1666."
    assert lesson.right.title == "Brize"
    assert lesson.answer.of(lesson.right.sentence) == "1666"


def test_what_does_not_answer_holds_no_answer_and_the_nearest_come_first(lessons: list[ReaderLesson]) -> None:
    years = {f"De quand date le pont de {town} ?": year for town, (_, year) in TOWNS.items()}
    for lesson in lessons:
        assert len(set(lesson.wrong)) == len(lesson.wrong) > 1
        assert all(years.get(lesson.question, "-") not in text.sentence for text in lesson.wrong)
    bridge = next(lesson for lesson in lessons if lesson.question == "De quand date le pont de Brize ?")
    assert any(text.sentence.startswith("Le pont de") for text in bridge.wrong)


def test_a_question_without_an_answer_has_wrong_sentences_only(lessons: list[ReaderLesson]) -> None:
    lesson = next(lesson for lesson in lessons if lesson.question == IMPOSSIBLE)
    assert lesson.right is None
    assert lesson.other is None
    assert "Tarnac" in (lesson.wrong[0].title, *lesson.wrong[0].sentence.split())


def test_every_question_is_in_one_batch_of_an_epoch_and_the_seed_decides(lessons: list[ReaderLesson]) -> None:
    for epoch in (0, 1):
        found = batches(lessons, 1, epoch)
        assert found == batches(lessons, 1, epoch)
        assert len(found) == -(-len(lessons) // AT_A_TIME)
        shown = [pair for batch in found for pair in batch]
        for lesson in lessons:
            mine = [pair for pair in shown if pair.question == lesson.question]
            assert [pair.text for pair in mine if pair.answer] == ([lesson.right] if lesson.right else [])
            assert all(pair.text in lesson.wrong for pair in mine if pair.answer is None)
    assert batches(lessons, 1, 0) != batches(lessons, 1, 1)


def test_the_place_of_an_answer_is_its_tokens_and_the_first_token_where_there_is_none() -> None:
    text = Text("Brize", "", "il date de 1666.")
    row = encode("de quand ?", text, plain_tokenizer(bundled.build_tokenizer(tiny_weights())))
    first, last = _place(Span(11, 15), row)
    assert "".join(text.sentence[s:e] for s, e in row.offsets[first - row.first : last - row.first + 1]) == "1666"
    assert _place(None, row) == (0, 0)
    assert _place(Span(300, 304), row) == (0, 0)


def test_a_set_without_answers_is_refused() -> None:
    with pytest.raises(DatasetError, match="nothing to train on"):
        reader_lessons([QuestionSet("none", "squad", (), "0" * 64)], HashingEncoder())


def _train(towns: QuestionSet, kept: Path, stop_after: int | None = None, start: Adapter | None = None) -> Trained:
    def progress(step: int, _: int) -> None:
        if step == stop_after:
            raise KeyboardInterrupt

    stored = tiny_weights()
    build, tokenizer = partial(bundled.build_bert, stored), bundled.build_tokenizer(stored)
    return train_reader([towns], HashingEncoder(), build, tokenizer, start, RECIPE, kept, progress)


def test_training_tells_right_from_wrong_sentences(towns: QuestionSet, tmp_path: Path) -> None:
    trained = _train(towns, tmp_path / "kept")
    assert trained.losses[-1] < trained.losses[0] - 0.5
    assert trained.others[HEAD[0]].shape == (2, 32)
    data = adapter.packed(trained.layers, RECIPE.scale, trained.others)
    assert data == adapter.packed(trained.layers, RECIPE.scale, trained.others)


def test_an_interrupted_training_ends_as_an_uninterrupted_one(
    towns: QuestionSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course, "STEPS_KEPT", 2)
    whole = _train(towns, tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        _train(towns, tmp_path / "kept", stop_after=5)
    resumed = _train(towns, tmp_path / "kept")
    assert resumed.losses == whole.losses
    for name in HEAD:
        assert np.array_equal(resumed.others[name], whole.others[name])


def test_what_it_started_from_is_in_its_own_file(towns: QuestionSet, tmp_path: Path) -> None:
    chance = np.random.default_rng(2)
    name = "encoder.layer.1.output.dense"
    before = LowRank(chance.standard_normal((3, 64)).astype("f4"), chance.standard_normal((32, 3)).astype("f4"))
    start = Adapter({name: before}, 0.25, "0" * 64)
    after = LowRank(chance.standard_normal((4, 64)).astype("f4"), chance.standard_normal((32, 4)).astype("f4"))
    joined = _joined(name, after, start, RECIPE)
    whole = RECIPE.scale * (joined.up @ joined.down)
    assert np.allclose(whole, 0.25 * (before.up @ before.down) + RECIPE.scale * (after.up @ after.down), atol=1e-4)
    assert _joined("encoder.layer.0.output.dense", after, start, RECIPE) is after
    trained = _train(towns, tmp_path / "kept", start=start)
    assert trained.layers[name].down.shape == (7, 64)
    reading = Adapter(trained.layers, RECIPE.scale, "1" * 64, trained.others)
    network = offline_reader.network_of(tiny_weights(), reading)
    assert isinstance(SpanReader(plain_tokenizer(bundled.build_tokenizer(tiny_weights())), network), SpanReader)
