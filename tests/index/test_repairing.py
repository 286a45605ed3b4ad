"""What is damaged is found, and mended from what is whole."""

import shutil
from pathlib import Path

import pytest
from fakes import HashingEncoder
from writing import build, version

from corpus import Article, Passage, Span
from corpus.errors import DamagedIndexError, MismatchedIndexError, MissingIndexError
from index import build_index, store
from index.checking import check
from index.repairing import repair


def problems(folder: Path, encoder: HashingEncoder | None = None) -> list[str]:
    return [finding.problem for finding in check(folder, lambda: encoder or HashingEncoder()) if finding.problem]


def mend(folder: Path) -> tuple[str, list[str]]:
    """Repair; returns what was done, and the texts that were encoded for the new generation, not for a sample."""
    encoder = HashingEncoder()
    done = list(repair(folder, encoder))
    return "\n".join(done), encoder.encoded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build(tmp_path, 0)
    build(tmp_path, 1)
    return tmp_path


def test_a_sound_index_is_left_alone(folder: Path) -> None:
    before = (folder / "CURRENT").read_bytes()
    assert mend(folder)[0] == ""
    assert (folder / "CURRENT").read_bytes() == before


def test_every_file_damaged_in_turn_is_found_and_mended(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = tmp_path_factory.mktemp("whole") / "index"
    shutil.copytree(folder, whole)
    for name in sorted(path.name for path in store.current(folder).iterdir()):
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
        path = store.current(folder) / name
        path.write_bytes(path.read_bytes()[:-1] + b"~")
        assert "presse doctor --repair" in problems(folder)[0], name
        done, _ = mend(folder)
        assert done.startswith(("made anew from 6 stored articles", "went back to generation-000001: ")), name
        assert problems(folder) == [], name
        assert tuple(store.load(folder).articles) == version(1 if done.startswith("made") else 0), name


def test_words_are_made_anew_without_encoding_the_articles_again(folder: Path) -> None:
    (store.current(folder) / "weights.bin").write_bytes(b"")
    done, _ = mend(folder)
    assert done == "made anew from 6 stored articles, 0 texts encoded"
    assert tuple(store.load(folder).articles) == version(1)


def test_a_pointer_lost_is_found_again_in_the_newest_generation_that_is_whole(folder: Path) -> None:
    before = (folder / "CURRENT").read_bytes()
    for damage in (b"", b"generation-000001 rien\n"):
        (folder / "CURRENT").write_bytes(damage)
        assert mend(folder)[0].startswith("kept generation-000002, generation-000001")
        assert (folder / "CURRENT").read_bytes() == before
    (folder / "CURRENT").unlink()
    mend(folder)
    assert (folder / "CURRENT").read_bytes() == before


def test_leftovers_and_a_damaged_generation_before_go(folder: Path) -> None:
    (folder / "generation-000009").mkdir()
    (store.kept(folder)[1].path / "manifest.json").unlink()
    assert mend(folder)[0] == "kept generation-000002, removed generation-000001, generation-000009"
    assert len(store.kept(folder)) == 1
    assert store.leftovers(folder) == []
    assert problems(folder) == []


def test_what_cannot_be_mended_says_so_and_stays(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(MissingIndexError):
        mend(tmp_path_factory.mktemp("none"))
    with pytest.raises(MismatchedIndexError, match="built with the model"):
        list(repair(folder, HashingEncoder(model="other")))
    for generation in store.kept(folder):
        (generation.path / "manifest.json").write_text("{")
    with pytest.raises(DamagedIndexError, match="nothing whole is left of it; rebuild it with: presse build"):
        mend(folder)


def test_passages_out_of_place_are_cut_anew(tmp_path: Path) -> None:
    article = Article("a", "Une phrase à garder. Une autre, d'été.", "Un")
    build_index([article], [Passage("a", 0, 999, (Span(0, 999),))], HashingEncoder(), tmp_path)
    assert mend(tmp_path)[0].startswith("made anew from 1 stored articles")
    assert problems(tmp_path) == []


def test_vectors_of_another_model_of_the_same_name_are_encoded_anew(folder: Path) -> None:
    class Changed(HashingEncoder):
        def encode_passages(self, texts):  # type: ignore[no-untyped-def]  # a stand-in
            return -super().encode_passages(texts)

    assert "not those of this model" in problems(folder, Changed())[0]
    assert "0 texts" not in "".join(repair(folder, Changed()))
    assert problems(folder, Changed()) == []
