"""A folder read with what is remembered of it is the folder read anew."""

from pathlib import Path

import pytest

from corpus import library as library_module
from corpus import read_library
from corpus.readings import Readings

TEXT = "Un titre de quatre mots\n\nLe verger de la vallée a donné {} tonnes de pommes cette saison, un record."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "plus").mkdir(parents=True)
    (folder / "a, [b]\t.txt").write_text(TEXT.format(7))
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(number))
    (folder / "plus" / "copie.txt").write_text(TEXT.format(1))
    (folder / "vide.txt").write_text("")
    (folder / "lien.txt").symlink_to("0.txt")
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, as they are."""
    names: list[str] = []
    read = library_module.read_file

    def watched(folder: Path, path: Path):  # type: ignore[no-untyped-def]  # as read_file
        names.append(path.name)
        return read(folder, path)

    monkeypatch.setattr(library_module, "read_file", watched)
    return names


def remembered(folder: Path, file: Path) -> object:
    readings = Readings(file)
    library = read_library(folder, readings=readings)
    readings.save()
    return library


def test_only_files_that_changed_are_read(folder: Path, tmp_path: Path, opened: list[str]) -> None:
    file = tmp_path / "readings.jsonl"
    assert remembered(folder, file) == read_library(folder)
    opened.clear()
    assert remembered(folder, file) == read_library(folder)
    assert opened[:1] == ["lien.txt"]  # what a link holds is not said by its own bytes; the rest is of the second call
    (folder / "0.txt").write_text(TEXT.format(9))
    (folder / "1.txt").rename(folder / "4.txt")
    (folder / "2.txt.yaml").write_text("source: Le Verger\n")
    opened.clear()
    library = remembered(folder, file)
    assert opened == ["0.txt", "2.txt", "4.txt", "lien.txt"]
    assert library == read_library(folder)


def test_what_is_not_as_it_was_written_is_read_again(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "readings.jsonl"
    expected = remembered(folder, file)
    whole = file.read_bytes()
    for place in range(0, len(whole), 37):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert remembered(folder, file) == expected
        file.write_bytes(whole[:place])
        assert remembered(folder, file) == expected


def test_an_unchanged_folder_writes_nothing_and_a_folder_that_cannot_be_written_to_goes_without(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "readings.jsonl"
    remembered(folder, file)
    before = file.stat().st_mtime_ns, file.stat().st_ino
    expected = remembered(folder, file)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before
    assert remembered(folder, tmp_path / "nowhere" / "readings.jsonl") == expected
    assert {path.name for path in tmp_path.iterdir()} == {"articles", "readings.jsonl"}
