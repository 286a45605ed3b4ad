from pathlib import Path

import pytest

from corpus import Article, Removed
from corpus.errors import DamagedIndexError
from corpus.records import Reason, Stretch
from index import articles
from index.articles import ArticlesById, StoredArticles, facts_of

ARTICLES = (
    Article("a", "L'été 🌍.\u2028Et la suite.\n", "Un", "Le Journal", "2024-05", sha256="0" * 64, language="fr"),
    Article(
        "b", "Deux.", "", removed=(Removed("pub", "Achetez !"),), reasons=(Reason("title", "x"),),
        repeated_in=("Le J",), origin=(Stretch(0, 3, 5),),
    ),
    Article("c", "", "Vide"),
)  # fmt: skip


def stored(folder: Path) -> StoredArticles:
    assert articles.save(folder, ARTICLES) == {article.id: article.sha256 for article in ARTICLES}
    return StoredArticles.load(folder)


def test_an_article_read_on_demand_is_the_one_written(tmp_path: Path) -> None:
    found = stored(tmp_path)
    assert [found[number] for number in (2, 0, 1)] == [ARTICLES[2], ARTICLES[0], ARTICLES[1]]
    assert found == ARTICLES
    assert (found[-1], found[:2]) == (ARTICLES[2], list(ARTICLES[:2]))
    with pytest.raises(IndexError):
        found[3]


def test_by_id_it_is_a_mapping_that_reads_nothing_before_it_must(tmp_path: Path) -> None:
    by_id = ArticlesById(stored(tmp_path), ["a", "b", "c"])
    assert dict(by_id) == {article.id: article for article in ARTICLES}
    assert ("a" in by_id, "x" in by_id, len(by_id)) == (True, False, 3)
    with pytest.raises(KeyError):
        by_id["x"]


def test_facts_are_all_but_the_texts(tmp_path: Path) -> None:
    facts = facts_of(stored(tmp_path))
    assert [(a.id, a.title, a.source, a.published, a.text) for a in facts] == [
        (a.id, a.title, a.source, a.published, "") for a in ARTICLES
    ]
    assert facts_of(ARTICLES) is ARTICLES


def test_no_article_is_an_empty_sequence(tmp_path: Path) -> None:
    articles.save(tmp_path, ())
    found = StoredArticles.load(tmp_path)
    assert (list(found), found.facts) == ([], ())


def test_a_line_that_changed_after_it_was_mapped_is_refused(tmp_path: Path) -> None:
    found = stored(tmp_path)
    data = (tmp_path / "texts.jsonl").read_bytes()
    (tmp_path / "texts.jsonl").write_bytes(data.replace("été".encode(), "eté ".encode(), 1))
    with pytest.raises(DamagedIndexError, match=r"article 0 .*presse doctor"):
        StoredArticles.load(tmp_path)[0]
    assert len(found) == 3
