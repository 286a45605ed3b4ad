"""Single articles come and go, and the index is what a fresh build would be."""

from pathlib import Path

import pytest
from fakes import HashingEncoder

from corpus.errors import CorpusError, MismatchedIndexError, MissingIndexError, NotFoundError
from index import BuildReport, Searcher, add_articles, build_from, remove_articles, store

BRIDGE = "Un pont rouvert\n\nLe pont de Brest rouvre le 3 mai. Les travaux ont duré deux ans.\n"
MILK = "Le prix du lait\n\nLe lait de la ferme Duval coûte 2 euros le litre. La ferme vend aussi du beurre.\n"
HIVES = "Des ruches en ville\n\nLa mairie a posé douze ruches sur ses toits. Le miel ira aux écoles.\n"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    write(tmp_path / "articles", "pont.txt", BRIDGE)
    write(tmp_path / "articles", "lait.txt", MILK)
    return tmp_path / "articles"


@pytest.fixture
def index(tmp_path: Path, articles: Path) -> Path:
    build_from(articles, tmp_path / "index", HashingEncoder())
    return tmp_path / "index"


def add(index: Path, *files: Path, encoder: HashingEncoder | None = None) -> BuildReport:
    return add_articles(index, files, encoder or HashingEncoder())


def ids(index: Path) -> list[str]:
    return [article.id for article in store.load(index).articles]


def files_of(index: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.current(index).iterdir() if path.name != "manifest.json"}


def test_an_added_article_is_found_and_only_it_is_encoded(index: Path, tmp_path: Path) -> None:
    encoder = HashingEncoder()
    report = add(index, write(tmp_path, "ruches.txt", HIVES), encoder=encoder)
    assert (report.added, report.unchanged, report.written) == (("ruches",), 2, True)
    assert all("ruches" in text for text in encoder.encoded)
    assert Searcher.open(index, encoder).search("miel des ruches", 1)[0].passage.article_id == "ruches"


def test_an_added_article_is_as_if_it_had_lain_in_the_folder(index: Path, articles: Path, tmp_path: Path) -> None:
    add(index, write(tmp_path, "ruches.txt", HIVES))
    write(articles, "ruches.txt", HIVES)
    build_from(articles, tmp_path / "fresh", HashingEncoder())
    assert files_of(index) == files_of(tmp_path / "fresh")


def test_a_removed_article_leaves_no_trace(index: Path, tmp_path: Path, articles: Path) -> None:
    report = remove_articles(index, ["pont"])
    assert (report.removed, report.unchanged, report.encoded) == (("pont",), 1, 0)
    (articles / "pont.txt").unlink()
    build_from(articles, tmp_path / "fresh", HashingEncoder())
    assert files_of(index) == files_of(tmp_path / "fresh")
    assert not any("Brest" in path.read_text("utf-8", "ignore") for path in store.current(index).iterdir())


def test_removing_what_is_not_there_changes_nothing(index: Path) -> None:
    before = store.current(index)
    with pytest.raises(NotFoundError, match=r"no article 'rien', 'rien de plus' in the index .*presse articles"):
        remove_articles(index, ["pont", "rien", "rien de plus"])
    assert store.current(index) == before


def test_the_last_article_can_be_removed_and_another_added(index: Path, tmp_path: Path) -> None:
    remove_articles(index, ["pont", "lait"])
    assert Searcher.open(index, HashingEncoder()).search("pont") == []
    add(index, write(tmp_path, "ruches.txt", HIVES))
    assert ids(index) == ["ruches"]


def test_a_new_version_of_a_file_replaces_the_old_under_its_id(index: Path, tmp_path: Path) -> None:
    report = add(index, write(tmp_path, "pont.txt", BRIDGE.replace("3 mai", "9 juin")))
    assert (report.added, report.changed, report.removed) == ((), ("pont",), ())
    assert not any("3 mai" in article.text for article in store.load(index).articles)


def test_the_same_file_again_writes_nothing(index: Path, articles: Path) -> None:
    before = store.current(index)
    report = add(index, articles / "pont.txt")
    assert (report.written, report.unchanged, report.left_out) == (False, 2, ())
    assert store.current(index) == before


def test_a_text_that_is_there_is_refused_with_its_reason(index: Path, tmp_path: Path) -> None:
    before = store.current(index)
    report = add(index, write(tmp_path, "autre.txt", BRIDGE), write(tmp_path, "image.png", "\x89PNG"))
    assert [(file.path, file.status) for file in report.left_out] == [
        ("autre.txt", "duplicate"),
        ("image.png", "rejected"),
    ]
    assert report.left_out[0].why == "same text as pont.txt"
    assert store.current(index) == before


def test_another_file_that_would_have_the_same_id_gets_its_own(index: Path, tmp_path: Path) -> None:
    assert add(index, write(tmp_path, "pont.md", HIVES)).added == ("pont.md",)


def test_a_table_added_again_drops_the_rows_that_are_gone(index: Path, tmp_path: Path) -> None:
    rows = ["title,text", f"Un,{'Le port a reçu douze navires cette semaine. ' * 2}", "Deux,La gare a fermé hier soir."]
    table = write(tmp_path, "table.csv", "\n".join(rows))
    assert len(add(index, table).added) == 2
    table.write_text("\n".join(rows[:2]), "utf-8")
    report = add(index, table)
    assert (len(report.removed), len(ids(index))) == (1, 3)


def test_a_build_keeps_what_was_added_and_brings_back_what_was_removed(
    index: Path, articles: Path, tmp_path: Path
) -> None:
    add(index, write(tmp_path, "ruches.txt", HIVES))
    remove_articles(index, ["pont"])
    report = build_from(articles, index, HashingEncoder())
    assert (report.added, report.removed) == (("pont",), ())
    assert ids(index) == ["lait", "pont", "ruches"]
    remove_articles(index, ["ruches"])
    assert not build_from(articles, index, HashingEncoder()).written


def test_a_file_of_the_folder_takes_the_place_of_an_added_one(index: Path, articles: Path, tmp_path: Path) -> None:
    add(index, write(tmp_path, "ruches.txt", HIVES))
    write(articles, "ruches.txt", HIVES.replace("douze", "treize"))
    assert build_from(articles, index, HashingEncoder()).changed == ("ruches",)
    assert store.load(index).added == ()


def test_what_is_repeated_in_the_folder_is_taken_out_of_an_added_article(tmp_path: Path) -> None:
    promotion = "Retrouvez tous les soirs le grand débat sur notre antenne."
    for number, subject in enumerate(("du blé", "de la pêche", "du rail", "des écoles", "du cinéma")):
        text = f"Le marché {subject}\n\nLe marché {subject} a bien changé en {number + 3} ans, dit-on.\n\n{promotion}\n"
        write(tmp_path / "articles", f"{number}.txt", text)
    build_from(tmp_path / "articles", tmp_path / "index", HashingEncoder())
    add(tmp_path / "index", write(tmp_path, "ruches.txt", f"{HIVES}\n{promotion}\n"))
    assert not any("antenne" in article.text for article in store.load(tmp_path / "index").articles)


def test_what_cannot_be_added_is_said_and_changes_nothing(index: Path, articles: Path, tmp_path: Path) -> None:
    before = store.current(index)
    with pytest.raises(CorpusError, match="is a folder"):
        add(index, articles)
    with pytest.raises(CorpusError, match="no file"):
        add(index, articles / "pont.txt", tmp_path / "nowhere.txt")
    with pytest.raises(CorpusError, match="same name"):
        add(index, articles / "pont.txt", write(tmp_path, "pont.txt", HIVES))
    with pytest.raises(MismatchedIndexError):
        add(index, articles / "pont.txt", encoder=HashingEncoder(model="other"))
    with pytest.raises(MissingIndexError, match="presse build"):
        add(tmp_path / "none", articles / "pont.txt")
    assert store.current(index) == before


def test_an_unchanged_folder_does_not_load_the_encoder(index: Path, articles: Path) -> None:
    from index.encoder import LazyEncoder

    def load() -> HashingEncoder:
        raise AssertionError("loaded")

    lazy = LazyEncoder(HashingEncoder().card, load)
    assert not build_from(articles, index, lazy).written
    (articles / "lait.txt").unlink()
    assert build_from(articles, index, lazy).removed == ("lait",)


def test_a_build_over_a_damaged_index_keeps_what_was_added(index: Path, articles: Path, tmp_path: Path) -> None:
    """It is known from the generation before, and so are the vectors."""
    add(index, write(tmp_path, "ruches.txt", HIVES))
    (articles / "lait.txt").unlink()
    build_from(articles, index, HashingEncoder())
    (store.current(index) / "manifest.json").write_text("{}")
    write(articles, "lait.txt", MILK)
    encoder = HashingEncoder()
    assert build_from(articles, index, encoder).written
    assert (ids(index), encoder.encoded) == (["lait", "pont", "ruches"], [])
