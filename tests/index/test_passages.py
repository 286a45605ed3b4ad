from pathlib import Path

import numpy as np
import pytest

from corpus import Passage, Span
from index.passages import PassageTable

PASSAGES = (
    Passage("b", 0, 9, (Span(0, 4), Span(5, 9))),
    Passage("a", 0, 3, ()),
    Passage("b", 10, 20, (Span(10, 20),)),
)
IDS = ("a", "b")


def test_records_made_of_the_columns_are_those_they_were_made_of(tmp_path: Path) -> None:
    PassageTable.of(PASSAGES, IDS).save(tmp_path)
    for table in (PassageTable.of(PASSAGES, IDS), PassageTable.load(tmp_path, IDS)):
        assert table == PASSAGES
        assert (table[-1], table[1:]) == (PASSAGES[2], list(PASSAGES[1:]))
        with pytest.raises(IndexError):
            table[3]


def test_sentences_know_their_passage() -> None:
    table = PassageTable.of(PASSAGES, IDS)
    assert table.of_sentences(np.arange(3)).tolist() == [0, 0, 2]
    assert table.sentence_mask(np.array([False, True, True])).tolist() == [False, False, True]


def test_passages_of_some_articles_are_masked() -> None:
    table = PassageTable.of(PASSAGES, IDS)
    assert table.of_articles({"b", "x"}).tolist() == [True, False, True]
    assert PassageTable.of((), IDS).of_articles({"a"}).tolist() == []


def test_columns_of_other_passages_are_refused(tmp_path: Path) -> None:
    PassageTable.of(PASSAGES, IDS).save(tmp_path)
    with pytest.raises(ValueError, match="belong together"):
        PassageTable.load(tmp_path, ("b",))
    PassageTable.of(PASSAGES[:1], IDS).sentences.tofile(tmp_path / "sentences.bin")
    with pytest.raises(ValueError, match="belong together"):
        PassageTable.load(tmp_path, IDS)
