import os
import time
from pathlib import Path

import pytest

from index import integrity


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "LARGE", 3)
    monkeypatch.setattr(integrity, "_SETTLED", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small").write_bytes(b"ab")
    (tmp_path / "large").write_bytes(b"abcdef")
    time.sleep(0.05)  # a tick of the file system's clock
    return tmp_path


def test_files_as_they_were_written_are_sound(folder: Path) -> None:
    hashes = integrity.hashes(folder)
    assert set(hashes) == {"small", "large"}
    assert integrity.altered(folder, hashes) is None
    assert integrity.altered(folder, hashes, thorough=True) is None


@pytest.mark.parametrize("name", ["small", "large"])
@pytest.mark.parametrize("data", [b"", b"ab!", b"abcdeF", None])
def test_files_that_are_not_are_named(folder: Path, name: str, data: bytes | None) -> None:
    hashes = integrity.hashes(folder)
    assert integrity.altered(folder, hashes) is None
    (folder / name).unlink() if data is None else (folder / name).write_bytes(data)
    assert name in (integrity.altered(folder, hashes) or "")


def test_a_large_file_that_nothing_touched_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = integrity.hashes(folder)
    read: list[str] = []
    monkeypatch.setattr(integrity, "sha256_of", lambda path: read.append(path.name) or hashes[path.name])
    assert integrity.altered(folder, hashes) is None
    assert read == ["small"]
    os.utime(folder / "large", ns=(1, 1))
    assert integrity.altered(folder, hashes) is None
    assert sorted(read) == ["large", "small", "small"]
    assert integrity.altered(folder, hashes) is None  # noted again
    assert sorted(read) == ["large", "small", "small", "small"]


def test_a_file_changed_and_given_its_old_time_is_found(folder: Path) -> None:
    hashes = integrity.hashes(folder)
    seen = (folder / "large").stat()
    time.sleep(0.05)
    (folder / "large").write_bytes(b"abcdeF")
    os.utime(folder / "large", ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert integrity.altered(folder, hashes) == "large is not as it was written"


def test_a_note_made_at_once_after_the_writing_is_not_trusted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "_SETTLED", 10**12)
    hashes = integrity.hashes(folder)
    read: list[str] = []
    monkeypatch.setattr(integrity, "sha256_of", lambda path: read.append(path.name) or hashes[path.name])
    integrity.altered(folder, hashes)
    assert sorted(read) == ["large", "small"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_goes_without_a_note(folder: Path) -> None:
    hashes = integrity.hashes(folder)
    (folder / integrity.NOTE).unlink()
    folder.chmod(0o500)
    try:
        assert integrity.altered(folder, hashes) is None
        assert not (folder / integrity.NOTE).exists()
    finally:
        folder.chmod(0o700)
