"""The life of generations: written beside the last, swapped in one step, two kept, gone back to."""

import os
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashingEncoder

from corpus import Article, split
from corpus.errors import DamagedIndexError, MismatchedIndexError, MissingIndexError, StoredIndexError
from index import BuildReport, build_index, roll_back, store

FIRST = Article("a", "Une phrase à garder. Une autre, d'été.", "Un")
SECOND = Article("b", "Tout autre chose ici.", "Deux")


def build(folder: Path, *articles: Article) -> BuildReport:
    return build_index(articles, [p for article in articles for p in split(article)], HashingEncoder(), folder)


def ids(folder: Path) -> list[str]:
    return [article.id for article in store.load(folder).articles]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


def test_going_back_brings_the_articles_back_and_says_so(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    build(tmp_path, replace(FIRST, title="Autrement"), SECOND)
    report = roll_back(tmp_path)
    assert (report.added, report.changed, report.removed) == ((), ("a",), ("b",))
    assert store.load(tmp_path).articles[0] == FIRST
    with pytest.raises(MissingIndexError, match="no earlier generation"):
        roll_back(tmp_path)
    assert ids(tmp_path) == ["a"]


def test_what_was_given_up_goes_with_the_next_write_and_what_is_kept_stays(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    build(tmp_path, SECOND)
    roll_back(tmp_path)
    assert [path.name for path in store.leftovers(tmp_path)] == ["generation-000002"]
    build(tmp_path, FIRST, SECOND)
    assert names(tmp_path) == {"CURRENT", "generation-000001", "generation-000003"}
    assert roll_back(tmp_path).removed == ("b",)


def test_a_damaged_generation_is_not_gone_back_to(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    build(tmp_path, SECOND)
    next(path for path in store.kept(tmp_path)[1].path.iterdir() if path.name != "manifest.json").write_bytes(b"")
    with pytest.raises(DamagedIndexError):
        roll_back(tmp_path)
    assert ids(tmp_path) == ["b"]


def test_a_damaged_index_can_be_left_for_the_one_before(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    build(tmp_path, SECOND)
    (store.current(tmp_path) / "manifest.json").write_text("{}")
    assert roll_back(tmp_path).added == ("a",)
    assert ids(tmp_path) == ["a"]


def test_what_a_dead_writer_left_is_known_and_goes_with_the_next_write(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    (tmp_path / "generation-000002").mkdir()
    (tmp_path / "generation-000002" / "manifest.json").write_text("{")
    (tmp_path / "CURRENT.new").write_text("gener")
    (tmp_path / ".dropped-generation-000000").mkdir()
    (tmp_path / "readings.jsonl.4711").write_text("")
    assert ids(tmp_path) == ["a"]
    assert len(store.leftovers(tmp_path)) == 4
    build(tmp_path, SECOND)
    assert names(tmp_path) == {"CURRENT", "generation-000001", "generation-000003"}


@pytest.mark.parametrize("text", ["", "\n", "generation-000001 ", "generation-000001\n", "rien\n", "\x80"])
def test_a_pointer_that_is_not_as_it_was_written_is_refused(tmp_path: Path, text: str) -> None:
    build(tmp_path, FIRST)
    (tmp_path / "CURRENT").write_text(text, "latin-1")
    with pytest.raises((DamagedIndexError, MismatchedIndexError), match="presse build"):
        store.load(tmp_path)
    build(tmp_path, FIRST)
    assert ids(tmp_path) == ["a"]


def test_a_pointer_never_opens_another_generation_than_was_meant(tmp_path: Path) -> None:
    """Every bit of CURRENT turned in turn, cut at every length: the present index, or refused."""
    build(tmp_path, FIRST)
    build(tmp_path, SECOND)
    whole = (tmp_path / "CURRENT").read_bytes()
    wrong = [whole[:length] for length in range(len(whole))]
    wrong += [
        whole[:i] + bytes([whole[i] ^ (1 << bit)]) + whole[i + 1 :] for i in range(len(whole)) for bit in range(0, 8, 3)
    ]
    for content in wrong:
        (tmp_path / "CURRENT").write_bytes(content)
        with suppress(StoredIndexError):
            assert ids(tmp_path) == ["b"]


def test_a_whole_generation_of_another_index_is_refused(tmp_path: Path) -> None:
    build(tmp_path / "one", FIRST)
    build(tmp_path / "two", SECOND)
    store.current(tmp_path / "one").rename(tmp_path / "aside")
    store.current(tmp_path / "two").rename(tmp_path / "one" / "generation-000001")
    with pytest.raises(DamagedIndexError, match=r"manifest\.json is not the one that was written"):
        store.load(tmp_path / "one")


def test_readers_never_fail_while_generations_come_and_go(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    build(tmp_path, FIRST, SECOND)
    ended, faults, seen = threading.Event(), [], set()

    def read() -> None:
        while not ended.is_set():
            try:
                seen.add(tuple(ids(tmp_path)))
            except BaseException as error:
                faults.append(error)
                raise

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(12):
        build(tmp_path, *((FIRST,) if number % 2 else (FIRST, replace(SECOND, title=str(number)))))
        if number % 5 == 4:
            roll_back(tmp_path)
    ended.set()
    for reader in readers:
        reader.join()
    assert not faults
    assert seen <= {("a",), ("a", "b")}


def test_a_clock_that_goes_back_does_not_matter(tmp_path: Path) -> None:
    for number in range(3):
        build(tmp_path, replace(FIRST, title=str(number)))
        os.utime(store.current(tmp_path), (10_000 - number, 10_000 - number))
        for path in store.current(tmp_path).iterdir():
            os.utime(path, (10_000 - number, 10_000 - number))
    assert store.load(tmp_path).articles[0].title == "2"
    roll_back(tmp_path)
    assert store.load(tmp_path).articles[0].title == "1"
