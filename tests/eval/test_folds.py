from pathlib import Path

import pytest
from towns import TOWNS, squad_file

from corpus.errors import UsageError
from eval.folds import Fold, asked_of, fold_from, without
from eval.squad import read_squad


def test_every_title_is_in_one_fold() -> None:
    folds = [Fold(1, 3), Fold(2, 3), Fold(3, 3)]
    titles = [*TOWNS, *map(str, range(60))]
    assert all(sum(fold.holds(title) for fold in folds) == 1 for title in titles)
    assert all(any(fold.holds(title) for title in titles) for fold in folds)


def test_what_is_asked_of_a_fold_was_left_out_of_the_rest(tmp_path: Path) -> None:
    towns = read_squad(squad_file(tmp_path))
    for fold in (Fold(1, 2), Fold(2, 2)):
        rest, asked = without(towns, fold), asked_of(towns, fold)
        assert rest.questions
        assert asked.questions
        assert sorted(q.id for q in (*rest.questions, *asked.questions)) == sorted(q.id for q in towns.questions)
        assert rest.corpus
        assert asked.corpus == towns.corpus
        assert not any(fold.holds(article.id) for article in rest.corpus.articles)
        assert {p.article_id for p in rest.corpus.passages} == {article.id for article in rest.corpus.articles}


@pytest.mark.parametrize("text", ["", "2", "3/2", "0/2", "1/1", "a/b", "1/2/3"])
def test_what_is_no_fold_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no fold"):
        fold_from(text)
    assert str(fold_from("2/3")) == "2/3"
