from dataclasses import replace
from pathlib import Path

import numpy as np
from fakes import HashingEncoder

from corpus import Article, Passage, Span, split
from corpus.errors import ModelError
from index import build_index, store
from index.checking import check
from index.dense import DenseIndex

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

    build_index([ARTICLE], split(ARTICLE), HashingEncoder(), tmp_path)
    findings = list(check(tmp_path, missing))
    assert [finding.problem for finding in findings if finding.problem] == ["the offline model is missing"]
    assert len(findings) > 5  # the index is checked all the same


def test_leftovers_are_known_and_no_problem(tmp_path: Path) -> None:
    build_index([ARTICLE], split(ARTICLE), HashingEncoder(), tmp_path)
    (tmp_path / "generation-000004").mkdir()
    findings = list(check(tmp_path, HashingEncoder))
    assert findings[-1].checked.startswith("leftovers: generation-000004")
    assert not any(finding.problem for finding in findings)


def test_words_and_vectors_that_are_not_those_of_the_texts_are_found(tmp_path: Path) -> None:
    other = Article("b", "Rien de tel ici. Rien du tout.", "Autre")
    build_index([ARTICLE], split(ARTICLE), HashingEncoder(), tmp_path)
    build_index([other], split(other), HashingEncoder(), tmp_path / "other")
    mixed = replace(store.load(tmp_path), lexical=store.load(tmp_path / "other").lexical)
    store.save(tmp_path / "mixed", mixed)
    assert "words are not those of the texts" in problems(tmp_path / "mixed", HashingEncoder())[0]
    long = DenseIndex.build(np.ones((1, 64), dtype=np.float32))
    store.save(tmp_path / "mixed", replace(store.load(tmp_path), passage_vectors=long))
    assert "not of length 1" in problems(tmp_path / "mixed", HashingEncoder())[0]
