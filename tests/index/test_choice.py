"""How vectors are searched is chosen at a build, and kept."""

from pathlib import Path

from fakes import HashingEncoder

from index import Searcher, add_articles, build_from, remove_articles, store

FIRST = "Un pont rouvert\n\nLe pont de Brest rouvre le 3 mai. Les travaux ont duré deux ans.\n"
SECOND = "Le prix du lait\n\nLe lait de la ferme Duval coûte 2 euros le litre. La ferme vend aussi du beurre.\n"


def kinds(index: Path) -> tuple[str, str]:
    contents = store.load(index)
    return contents.passage_vectors.kind, contents.sentence_vectors.kind


def test_another_choice_builds_anew_and_encodes_nothing(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "pont.txt").write_text(FIRST, "utf-8")
    build_from(tmp_path / "articles", tmp_path / "index", HashingEncoder())
    assert kinds(tmp_path / "index") == ("flat", "flat")
    report = build_from(tmp_path / "articles", tmp_path / "index", HashingEncoder(), choice="ivf")
    assert (report.written, report.encoded) == (True, 0)
    assert kinds(tmp_path / "index") == ("ivf", "ivf")
    assert not build_from(tmp_path / "articles", tmp_path / "index", HashingEncoder(), choice="ivf").written


def test_single_articles_leave_the_choice_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "pont.txt").write_text(FIRST, "utf-8")
    (tmp_path / "lait.txt").write_text(SECOND, "utf-8")
    build_from(tmp_path / "articles", tmp_path / "index", HashingEncoder(), choice="hnsw")
    add_articles(tmp_path / "index", [tmp_path / "lait.txt"], HashingEncoder())
    assert kinds(tmp_path / "index") == ("hnsw", "hnsw")
    assert Searcher.open(tmp_path / "index", HashingEncoder()).search("lait")[0].passage.article_id == "lait"
    remove_articles(tmp_path / "index", ["pont"])
    assert kinds(tmp_path / "index") == ("hnsw", "hnsw")
