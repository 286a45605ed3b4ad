"""Whatever happens to a writer or to a file: the index is the old one or the new one, or is refused."""

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from fakes import HashingEncoder
from filelock import FileLock
from writing import build, start, states, version, write_on, write_with_little_room

from corpus.errors import StoredIndexError
from index import Searcher, store
from index.checking import check

QUESTION = "Combien de fois le pont de Nador a-t-il rouvert ?"


def version_of(folder: Path) -> int:
    """Return the version an index is of, having asked it and had it checked."""
    articles = tuple(store.load(folder).articles)
    number = next(
        n for n in range(int(articles[0].text.split(" rouvert ")[1].split()[0]) * 2 + 2) if version(n) == articles
    )
    assert Searcher.open(folder, HashingEncoder()).search(QUESTION, 1)[0].passage.article_id == "nador"
    return number


def problems(folder: Path) -> list[str]:
    return [finding.problem for finding in check(folder, HashingEncoder) if finding.problem]


def killed_at_random(folder: Path, times: int) -> None:
    chance = random.Random(times)
    for _ in range(times):
        shutil.rmtree(folder, ignore_errors=True)
        build(folder, 0)
        process, told = start(write_on, folder)
        assert told.recv() == -1
        time.sleep(chance.uniform(0, 0.4))
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        done = -1
        with suppress(EOFError):
            while True:
                done = told.recv()
        expected = [0, *states(done + 2)]
        assert version_of(folder) in expected[done + 1 : done + 3]
        assert problems(folder) == []
        build(folder, 1_000)  # the lock of the dead is nobody's, and what it left goes
        assert version_of(folder) == 1_000
        assert store.leftovers(folder) == []


def test_a_writer_killed_leaves_the_old_index_or_the_new(tmp_path: Path) -> None:
    killed_at_random(tmp_path / "index", 4)


@pytest.mark.slow
def test_a_writer_killed_two_hundred_times_leaves_the_old_index_or_the_new(tmp_path: Path) -> None:
    killed_at_random(tmp_path / "index", 200)


@pytest.mark.parametrize("most", [0, 1, 100, 300, 1_000, 2_500, 5_000, 10_000])
def test_a_full_disk_is_one_line_and_the_old_index_stays(tmp_path: Path, most: int) -> None:
    build(tmp_path, 0)
    process, told = start(write_with_little_room, tmp_path, 7, most)
    line = told.recv()
    process.join()
    if line != "done":
        assert line.startswith(f"cannot write the index to {tmp_path}: ")
        assert "\n" not in line
        assert "Traceback" not in line
        assert version_of(tmp_path) == 0
        assert len(store.kept(tmp_path)) == 1
    else:
        assert version_of(tmp_path) == 7
    assert problems(tmp_path) == []


def test_whatever_write_fails_the_old_index_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the first wait for it, at the second, and so on."""
    build(tmp_path, 0)
    sync, calls, failed = store.sync, 0, 0
    for failing in range(1, 100):
        calls = 0

        def full(path: Path, failing: int = failing) -> None:
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(28, "No space left on device")
            sync(path)

        monkeypatch.setattr(store, "sync", full)
        if (problem := problem_of_building(tmp_path, failing)) is None:
            break
        failed += 1
        assert "No space left on device" in problem
        assert version_of(tmp_path) in (0, failing)
        assert problems(tmp_path) == []
    assert failed > 5


def test_a_folder_that_cannot_be_written_to_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, 0)

    def refused(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as context:
        context.setattr(Path, "mkdir", refused)
        with pytest.raises(StoredIndexError, match=r"^cannot write the index to .*: Read-only file system"):
            build(tmp_path, 1)
        build(tmp_path, 0)  # nothing to do, nothing to write
    with monkeypatch.context() as context:
        context.setattr(FileLock, "acquire", refused)
        with pytest.raises(StoredIndexError, match=r"^cannot write the index to .*: Read-only file system"):
            build(tmp_path, 1)
    assert version_of(tmp_path) == 0


def problem_of_building(folder: Path, number: int) -> str | None:
    try:
        build(folder, number)
    except StoredIndexError as error:
        return str(error)
    return None


def files_of(folder: Path) -> list[Path]:
    """Return every file of an index that a reader reads."""
    return [folder / "CURRENT", *sorted(store.current(folder).iterdir())]


def refused_or_right(folder: Path, number: int) -> bool:
    try:
        return version_of(folder) == number
    except StoredIndexError as error:
        return "presse build" in str(error)


def test_a_byte_flipped_in_any_file_is_never_a_wrong_answer(tmp_path: Path) -> None:
    build(tmp_path, 0)
    build(tmp_path, 1)
    chance = random.Random(0)
    for path in files_of(tmp_path):
        whole = path.read_bytes()
        for place in {0, len(whole) // 2, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(4))}:
            path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
            assert refused_or_right(tmp_path, 1), (path.name, place)
        path.write_bytes(whole)
    assert version_of(tmp_path) == 1


def test_a_file_cut_or_gone_is_never_a_wrong_answer(tmp_path: Path) -> None:
    build(tmp_path, 0)
    build(tmp_path, 1)
    for path in files_of(tmp_path):
        whole = path.read_bytes()
        for length in (0, 1, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:length])
            assert refused_or_right(tmp_path, 1), (path.name, length)
        path.unlink()
        assert refused_or_right(tmp_path, 1), path.name
        path.write_bytes(whole)
    assert version_of(tmp_path) == 1


def test_files_of_two_generations_mixed_are_never_a_wrong_answer(tmp_path: Path) -> None:
    build(tmp_path, 0)
    build(tmp_path, 1)
    now, before = (generation.path for generation in store.kept(tmp_path))
    for path in sorted(now.iterdir()):
        whole = path.read_bytes()
        path.write_bytes((before / path.name).read_bytes())
        assert refused_or_right(tmp_path, 1), path.name
        path.write_bytes(whole)
    assert version_of(tmp_path) == 1
