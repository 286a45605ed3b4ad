"""Training: what is shown, what counts against a question, and that an interruption changes nothing."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_model import tiny_weights
from towns import squad_file

from corpus.errors import DatasetError, PresseError
from eval import course
from eval.batches import batches_of
from eval.contrast import contrast
from eval.lessons import lessons_of
from eval.recipe import Recipe
from eval.records import QuestionSet
from eval.squad import read_squad
from eval.training import Trained, train
from index import bundled

RECIPE = Recipe(seed=5, epochs=3, rank=4, alpha=8, rate=0.01)


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "THREADS", 1)  # two that wait for each other are slow on a busy machine


@pytest.fixture
def towns(tmp_path: Path) -> QuestionSet:
    return read_squad(squad_file(tmp_path))


def _train(towns: QuestionSet, kept: Path, stop_after: int | None = None) -> Trained:
    def progress(step: int, _: int) -> None:
        if step == stop_after:
            raise KeyboardInterrupt

    stored = tiny_weights()
    bert, tokenizer = bundled.build_bert(stored), bundled.build_tokenizer(stored)
    return train([towns], bert, tokenizer, RECIPE, kept, progress)


def test_a_lesson_has_the_sentence_that_answers_and_others_that_do_not(towns: QuestionSet) -> None:
    school = lessons_of([towns])
    lesson = next(lesson for lesson in school.lessons if lesson.question == "De quand date le pont de Brize ?")
    assert school.sentences.inputs[lesson.sentence] == "Brize : Le pont de Brize date de 1666."
    assert school.passages.inputs[lesson.passage].startswith("Brize : Le pont")
    assert sorted(school.sentences.inputs[row] for row in lesson.beside) == [
        "Brize : Il y pleut souvent.",
        "Brize : La porte de la ville est en bois gris.",
    ]
    like = [school.sentences.inputs[row] for row in lesson.like_sentences]
    assert like[0].split(" : ")[1].startswith("Le pont de")
    assert not any("1666" in text for text in like)


def test_rows_of_a_second_set_are_counted_on(towns: QuestionSet) -> None:
    once, twice = lessons_of([towns]), lessons_of([towns, towns])
    assert len(twice.lessons) == 2 * len(once.lessons)
    last = twice.lessons[-1]
    assert last.sentence >= len(once.sentences.inputs)
    assert last.answers[0] in twice.sentences.bodies[last.sentence]
    assert last.answers[0] in twice.passages.bodies[last.passage]


def test_batches_are_the_same_for_the_same_seed_and_others_in_another_epoch(towns: QuestionSet) -> None:
    school = lessons_of([towns])
    assert batches_of(school, 1, 0) == batches_of(school, 1, 0)
    assert batches_of(school, 1, 0) != batches_of(school, 1, 1)


def test_every_text_that_holds_the_answer_is_barred(towns: QuestionSet) -> None:
    school = lessons_of([towns])
    questions = [lesson.answers for lesson in school.lessons]
    for batch in batches_of(school, 1, 0):
        for question, right, barred in zip(batch.questions, batch.answers, batch.barred, strict=True):
            lesson = [a for q, a in zip([x.question for x in school.lessons], questions, strict=True) if q == question]
            if lesson:
                assert barred == tuple(lesson[0][0] in text for text in batch.texts)
                assert barred[right]


def test_a_barred_text_does_not_count_and_another_does() -> None:
    questions = torch.tensor([[1.0, 0.0]])
    texts = torch.tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    right = torch.tensor([0])
    barred = torch.tensor([[True, True, False]])
    assert contrast(questions, texts, right, barred).item() == pytest.approx(0, abs=1e-6)
    none_barred = torch.zeros(1, 3, dtype=torch.bool)
    assert contrast(questions, texts, right, none_barred).item() == pytest.approx(np.log(2), abs=1e-6)


def test_training_brings_questions_nearer_to_their_answers(towns: QuestionSet, tmp_path: Path) -> None:
    trained = _train(towns, tmp_path / "kept")
    assert len(trained.losses) == RECIPE.epochs
    assert trained.losses[-1] < trained.losses[0] - 0.1


@pytest.mark.parametrize("steps_kept", [1, 2])
def test_an_interrupted_training_ends_as_an_uninterrupted_one(
    towns: QuestionSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps_kept: int
) -> None:
    monkeypatch.setattr(course, "STEPS_KEPT", steps_kept)
    whole = _train(towns, tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        _train(towns, tmp_path / "kept", stop_after=3)
    resumed = _train(towns, tmp_path / "kept")
    assert resumed.losses == whole.losses
    for name, pair in whole.layers.items():
        assert np.array_equal(resumed.layers[name].up, pair.up), name
        assert np.array_equal(resumed.layers[name].down, pair.down), name


def test_what_is_left_of_another_training_is_not_taken_up(towns: QuestionSet, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    _train(towns, kept)
    stored = tiny_weights()
    with pytest.raises(PresseError, match="another recipe"):
        train([towns], bundled.build_bert(stored), bundled.build_tokenizer(stored), Recipe(seed=6), kept)
    kept.write_bytes(b"cut")
    with pytest.raises(PresseError, match="is damaged; remove it"):
        _train(towns, kept)


def test_a_set_without_answers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    asked = {"id": "1", "question": "Qui ?", "answers": [], "is_impossible": True}
    path.write_text(json.dumps({"data": [{"title": "T", "paragraphs": [{"context": "Rien.", "qas": [asked]}]}]}))
    with pytest.raises(DatasetError, match="nothing to train on"):
        lessons_of([read_squad(path)])
