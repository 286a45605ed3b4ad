"""A process that serves takes up a new generation between two questions, without a failed or a mixed answer."""

import threading
from pathlib import Path

import pytest
from fakes import HashingEncoder

from corpus import Article, split
from index import build_index, roll_back
from ui.service import IndexService


def version(number: int) -> list[Article]:
    """Articles whose every sentence names its version, so that an answer mixed of two is seen."""
    towns = ("Brest", "Nador", "Quimper", "Essaouira")
    return [
        Article(
            town.lower(), f"Le pont de {town} a rouvert, version {number}. Le maire est venu, version {number}.", town
        )
        for town in towns
    ]


def build(folder: Path, number: int) -> None:
    articles = version(number)
    build_index(articles, [p for article in articles for p in split(article)], HashingEncoder(), folder)


def test_a_new_generation_is_taken_up_by_the_next_question(tmp_path: Path) -> None:
    build(tmp_path, 1)
    service = IndexService(tmp_path, HashingEncoder)
    assert "version 1" in service.article("brest").text
    build(tmp_path, 2)
    assert "version 2" in service.search("pont de Brest")[0].text
    roll_back(tmp_path)
    assert "version 1" in service.search("pont de Brest")[0].text
    build(tmp_path, 3)  # under a number that was in use before it was given up
    assert "version 3" in service.search("pont de Brest")[0].text


def test_no_answer_fails_or_is_mixed_while_builds_and_roll_backs_go_on(tmp_path: Path) -> None:
    build(tmp_path, 0)
    build(tmp_path, 1)
    service = IndexService(tmp_path, HashingEncoder)
    ended, faults, seen = threading.Event(), [], set()

    def ask() -> None:
        while not ended.is_set():
            try:
                answer = service.ask("Quand le pont de Brest a-t-il rouvert ?")
                versions = {passage.text.rsplit("version ", 1)[1] for passage in answer.passages}
                assert len(versions) == 1
                assert len(answer.passages) == 4
                seen.update(versions)
            except BaseException as error:
                faults.append(error)
                raise

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for number in range(2, 12):
        build(tmp_path, number)
        if number % 3 == 0:
            roll_back(tmp_path)
    ended.set()
    for asker in askers:
        asker.join()
    if faults:
        pytest.fail(repr(faults[0]))
    assert len(seen) > 1
