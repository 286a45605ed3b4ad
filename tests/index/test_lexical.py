from math import log
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import french
from index.lexical import LexicalIndex

TEXTS = ["chat chat chien", "chien", "oiseau bleu"]


def test_weights_of_a_hand_worked_example() -> None:
    index = LexicalIndex.build(TEXTS, k1=0.9, b=0.4)
    idf = log(1 + (3 - 1 + 0.5) / (1 + 0.5))  # one text of three holds "chat"
    norm = 0.9 * (1 - 0.4 + 0.4 * 3 / 2)  # three terms, two on average
    assert index.scores(["chat"]) == pytest.approx([idf * 2 * 1.9 / (2 + norm), 0, 0])


def test_scores_add_up_and_a_repeated_term_counts_once() -> None:
    index = LexicalIndex.build(TEXTS)
    both = index.scores(["chat", "chien", "chat"])
    assert both == pytest.approx(index.scores(["chat"]) + index.scores(["chien"]))


def test_rarer_terms_tell_more_and_unknown_ones_most() -> None:
    index = LexicalIndex.build(TEXTS)
    assert index.idf("chien") < index.idf("chat") < index.idf("licorn")


def test_a_saved_index_is_the_same(tmp_path: Path) -> None:
    index = LexicalIndex.build([*TEXTS, "été 1789"])
    index.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path, len(TEXTS) + 1)
    assert list(loaded.terms) == list(index.terms)
    for question in ("chat", "été", "1789", "rien"):
        assert np.array_equal(loaded.scores(french.terms(question)), index.scores(french.terms(question)))


texts = st.lists(
    st.lists(st.sampled_from(["chat", "chien", "oiseau", "bleu", "été", "1789", "le"]), max_size=6).map(" ".join)
)


@settings(deadline=None)
@given(texts, texts, st.randoms())
def test_an_update_is_the_index_built_anew(before: list[str], fresh: list[str], chance: Random) -> None:
    """Some documents go, others come, all in another order."""
    wanted = [*chance.sample(before, len(before) // 2), *fresh]
    chance.shuffle(wanted)
    known = {text: number for number, text in enumerate(before)}
    places = np.array([known.get(text, -1) for text in wanted], dtype=np.int64)
    updated = LexicalIndex.updated(LexicalIndex.build(before), places, [text for text in wanted if text not in known])
    anew = LexicalIndex.build(wanted)
    assert (list(updated.terms), updated.size) == (list(anew.terms), anew.size)
    for mine, its in ((updated.starts, anew.starts), (updated.documents, anew.documents), (updated.times, anew.times)):
        assert np.array_equal(mine, its)
    assert np.array_equal(updated.weights, anew.weights)


@pytest.mark.parametrize("texts", [[], [""], ["le la les"]])
def test_nothing_to_index_scores_nothing(texts: list[str]) -> None:
    assert LexicalIndex.build(texts).scores(["mot"]).tolist() == [0.0] * len(texts)
