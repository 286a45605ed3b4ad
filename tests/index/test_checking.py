from pathlib import Path

from fakes import HashingEncoder

from corpus import Article, Passage, Span, split
from corpus.errors import ModelError
from index import build_index, store
from index.checking import check

ARTICLE = Article("a", "Une phrase à garder. Une autre, d'été.", "Un")


def problems(folder: Path, encoder: HashingEncoder) -> list[str]:
    return [finding.problem for finding in check(folder, lambda: encoder) if finding.problem]


def test_a_sound_index_has_no_problem(tmp_path: Path) -> None:
    build_index([ARTICLE], split(ARTICLE), HashingEncoder(), tmp_path)
    assert problems(tmp_path, HashingEncoder()) == []


def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path) -> None:
    assert "presse build" in problems(tmp_path, HashingEncoder())[0]
    build_index([ARTICLE], split(ARTICLE), HashingEncoder(), tmp_path)
    assert "built with the model" in problems(tmp_path, HashingEncoder(model="other"))[0]
    (store.current(tmp_path) / "weights.bin").write_bytes(b"")
    assert "weights.bin is not as it was written" in problems(tmp_path, HashingEncoder())[0]


def test_a_passage_beyond_its_text_is_found(tmp_path: Path) -> None:
    build_index([ARTICLE], [Passage("a", 0, 999, (Span(0, 999),))], HashingEncoder(), tmp_path)
    assert "lies outside its text" in problems(tmp_path, HashingEncoder())[0]


def test_vectors_of_another_model_of_the_same_name_are_found(tmp_path: Path) -> None:
    class Changed(HashingEncoder):
        def encode_passages(self, texts):  # type: ignore[no-untyped-def]  # a stand-in
            return -super().encode_passages(texts)

    build_index([ARTICLE], split(ARTICLE), HashingEncoder(), tmp_path)
    assert "not those of this model" in problems(tmp_path, Changed())[0]


def test_a_missing_model_is_a_finding(tmp_path: Path) -> None:
    def missing() -> HashingEncoder:
        raise ModelError("the offline model is missing")

    assert [finding.problem for finding in check(tmp_path, missing)] == ["the offline model is missing"]
