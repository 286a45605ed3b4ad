"""What a reader is shown, and what is made of its scores."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_model import adapter_file, tiny_weights

from corpus import Span
from corpus.errors import ModelError
from index import adapter, bundled, weights
from index.adapter import Adapter
from rag import offline_reader
from rag.offline_reader import HEAD, plain_tokenizer
from rag.reader import LONGEST, Encoded, LazyReader, Reading, SpanReader, Text, decode, encode, trimmed

TOKENIZER = plain_tokenizer(bundled.build_tokenizer(tiny_weights()))
TEXT = Text("le pont", "", "il date de 1666.")


def scores(row: Encoded, none: float, **at: float) -> np.ndarray:
    """Return scores that are 0 but for the first token and, by place in the sentence, some starts and ends."""
    found = np.zeros((len(row.ids), 2), dtype=np.float32)
    found[0] = none / 2
    for name, value in at.items():
        end, place = name.split("_")
        found[row.first + int(place), int(end == "end")] = value
    return found


def test_the_offsets_of_a_row_are_the_sentence_s() -> None:
    row = encode("de quand date-t-il ?", TEXT, TOKENIZER)
    assert len(row.ids) == row.first + len(row.offsets) + 1
    mark, *letters = row.offsets  # the mark of a word's start stands for no letter of its own
    assert mark == (0, 1)
    assert "".join(TEXT.sentence[start:end] for start, end in letters).replace(" ", "") == "ildatede1666."
    separators = np.flatnonzero(row.ids == 2).tolist()
    assert len(separators) == 3
    assert separators[1] + 1 == row.first
    assert separators[2] == len(row.ids) - 1


def test_without_title_and_context_there_is_one_separator_less() -> None:
    row = encode("quand ?", Text("", "", TEXT.sentence), TOKENIZER)
    assert (row.ids == 2).sum() == 2


def test_all_that_is_too_long_is_cut_and_the_end_of_the_context_kept() -> None:
    row = encode("a" * 500, Text("b" * 500, "c" * 500 + "d", "e" * 500), TOKENIZER)
    assert len(row.ids) < 350
    assert (row.ids == TOKENIZER.token_to_id("d")).sum() == 1
    assert len(row.offsets) == 160


def test_the_likeliest_span_is_the_answer() -> None:
    row = encode("quand ?", TEXT, TOKENIZER)
    places = {TEXT.sentence[start:end].strip(): n for n, (start, end) in enumerate(row.offsets) if end > start}
    first, last = places["1"], places["6"]
    reading = decode(row, scores(row, 1.0, **{f"start_{first}": 3.0, f"end_{last}": 4.0}))
    assert TEXT.sentence[reading.span.start : reading.span.end] == "1666"
    assert reading.log_odds == pytest.approx(6.0)


def test_an_answer_never_ends_before_it_begins_nor_is_too_long() -> None:
    row = encode("q", Text("", "", "x" * 60), TOKENIZER)
    backwards = decode(row, scores(row, 0.0, start_10=9.0, end_3=9.0))
    assert backwards.span.start <= backwards.span.end
    assert backwards.log_odds == pytest.approx(9.0)
    far = decode(row, scores(row, 0.0, **{"start_1": 9.0, f"end_{1 + LONGEST}": 9.0}))
    assert far.log_odds == pytest.approx(9.0)


@pytest.mark.parametrize(
    ("sentence", "start", "end", "left"),
    [
        ("Il a coûté 3 euros.", 10, 19, "3 euros"),
        ("Il dit « non ».", 6, 14, "non"),
        ("le 3 mai", 0, 8, "le 3 mai"),
        (" . ", 0, 3, ""),
    ],
)
def test_marks_around_an_answer_are_left_off(sentence: str, start: int, end: int, left: str) -> None:
    assert trimmed(Span(start, end), sentence).of(sentence) == left


def test_an_empty_sentence_answers_nothing() -> None:
    row = encode("quand ?", Text("titre", "", ""), TOKENIZER)
    assert decode(row, scores(row, 2.0)) == Reading(-2.0, Span(0, 0))


def test_nothing_to_read_runs_nothing() -> None:
    def run(_: Sequence[np.ndarray]) -> list[np.ndarray]:
        raise AssertionError

    assert SpanReader(TOKENIZER, run).read("quand ?", []) == []


def test_a_lazy_reader_is_loaded_once() -> None:
    loaded = []

    class Silent:
        def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
            return [Reading(0.0, Span(0, 0)) for _ in texts]

    def load() -> Silent:
        loaded.append(1)
        return Silent()

    reader = LazyReader(load)
    assert not loaded
    assert len(reader.read("quand ?", [TEXT, TEXT])) == 2
    reader.read("où ?", [TEXT])
    assert loaded == [1]


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find", lambda: Path("tiny"))
    monkeypatch.setattr(weights, "read", lambda _: tiny_weights())


@pytest.mark.usefixtures("tiny")
def test_both_backends_read_the_same_to_the_precision_of_int8(tmp_path: Path) -> None:
    chance = np.random.default_rng(4)
    head = dict(zip(HEAD, (chance.standard_normal((2, 32)), chance.standard_normal(2)), strict=True))
    path = adapter_file(tmp_path, {name: value.astype(np.float32) for name, value in head.items()})
    assert set(adapter.read(path).others) == set(HEAD)
    exact = offline_reader.load("torch", tmp_path / "unused", path).read("de quand ?", [TEXT, Text("", "", "le pont")])
    quick = offline_reader.load("onnx", tmp_path / "reader", path).read("de quand ?", [TEXT, Text("", "", "le pont")])
    for one, other in zip(exact, quick, strict=True):
        assert other.log_odds == pytest.approx(one.log_odds, abs=1.0)
    assert (tmp_path / "reader" / "reader.onnx").exists()


def test_an_adapter_that_does_not_read_is_refused_in_one_line() -> None:
    with pytest.raises(ModelError, match="has no layer that reads"):
        offline_reader.network_of(tiny_weights(), Adapter({}, 1.0, "0" * 64))


def test_the_network_scores_every_token_twice() -> None:
    head = {HEAD[0]: np.ones((2, 32), np.float32), HEAD[1]: np.zeros(2, np.float32)}
    network = offline_reader.network_of(tiny_weights(), Adapter({}, 1.0, "0" * 64, head))
    ids = torch.tensor([[0, 5, 6, 2]])
    assert network(ids, torch.ones_like(ids)).shape == (1, 4, 2)
