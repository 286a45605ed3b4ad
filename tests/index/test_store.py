import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashingEncoder
from filelock import FileLock

from corpus import Article, LeftOut, Removed, split
from corpus.errors import DamagedIndexError, MismatchedIndexError, StoredIndexError
from index import BuildReport, build_index, store
from index.generation import FORMAT

ARTICLES = (
    Article(
        "a", "Une phrase à garder. Une autre, d'été.", "Un", "Le Journal", "2024-05", None, None, "a.txt", "0" * 64
    ),
    Article("b", "Tout autre chose ici.", "Deux", removed=(Removed("pub", "Achetez !"),)),
)
LEFT_OUT = (LeftOut("c.bin", "rejected", "binary"),)


def build(folder: Path, articles: tuple[Article, ...] = ARTICLES, encoder: HashingEncoder | None = None) -> BuildReport:
    passages = [passage for article in articles for passage in split(article)]
    return build_index(articles, passages, encoder or HashingEncoder(), folder, left_out=LEFT_OUT)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.current(folder).iterdir()}


def test_what_is_loaded_is_what_was_built(tmp_path: Path) -> None:
    build(tmp_path)
    contents = store.load(tmp_path)
    assert contents.articles == ARTICLES
    assert contents.left_out == LEFT_OUT
    assert contents.passages == tuple(passage for article in ARTICLES for passage in split(article))
    assert contents.encoder == HashingEncoder().card
    assert "900 characters" in contents.splitting


def test_the_manifest_names_what_the_index_was_built_from(tmp_path: Path) -> None:
    build(tmp_path)
    manifest = json.loads((store.current(tmp_path) / "manifest.json").read_text("utf-8"))
    assert manifest["encoder"] == {
        "model": "hashing", "dimension": 64, "query_prompt": "query: ", "passage_prompt": "passage: ",
    }  # fmt: skip
    assert manifest["articles"] == {article.id: article.sha256 for article in ARTICLES}
    assert "900 characters" in manifest["splitting"]
    assert set(manifest["files"]) == {path.name for path in store.current(tmp_path).iterdir()} - {"manifest.json"}


def test_another_splitting_is_another_index(tmp_path: Path) -> None:
    passages = [passage for article in ARTICLES for passage in split(article)]
    assert build_index(ARTICLES, passages, HashingEncoder(), tmp_path, splitting="by hand").written
    again = build_index(ARTICLES, passages, HashingEncoder(), tmp_path, splitting="by foot")
    assert (again.written, again.encoded) == (True, 0)


def test_a_second_build_writes_and_encodes_nothing(tmp_path: Path) -> None:
    build(tmp_path)
    before, encoder = store.current(tmp_path), HashingEncoder()
    report = build(tmp_path, encoder=encoder)
    assert (report.written, report.unchanged, encoder.encoded) == (False, 2, [])
    assert store.current(tmp_path) == before


def test_only_texts_that_changed_are_encoded(tmp_path: Path) -> None:
    build(tmp_path)
    changed = replace(ARTICLES[0], text="Une phrase à garder. Une phrase neuve.")
    encoder = HashingEncoder()
    report = build(tmp_path, (changed, Article("d", "Un ajout.", "Trois")), encoder)
    assert set(encoder.encoded) == {"Un : Une phrase neuve.", f"Un : {changed.text}", "Trois : Un ajout."}
    assert (report.added, report.changed, report.removed) == (("d",), ("a",), ("b",))


def test_an_update_equals_a_fresh_build(tmp_path: Path) -> None:
    build(tmp_path / "updated")
    build(tmp_path / "updated", ARTICLES[:1])
    build(tmp_path / "fresh", ARTICLES[:1])
    assert files_of(tmp_path / "updated") == files_of(tmp_path / "fresh")


def test_an_index_of_another_model_is_replaced(tmp_path: Path) -> None:
    build(tmp_path)
    report = build(tmp_path, encoder=HashingEncoder(model="other"))
    assert report.written
    assert store.load(tmp_path).encoder.model == "other"


def test_the_last_two_generations_are_kept(tmp_path: Path) -> None:
    for number in range(4):
        build(tmp_path, (replace(ARTICLES[0], title=str(number)),))
    assert len(list(tmp_path.glob("generation-*"))) == 2
    assert store.load(tmp_path).articles[0].title == "3"


@pytest.mark.parametrize("damage", ["cut", "flip", "delete"])
@pytest.mark.parametrize(
    "name",
    [
        "manifest.json", "facts.jsonl", "texts.jsonl", "articles.bin", "passages.bin", "sentences.bin",
        "passages.faiss", "sentences.faiss", "terms.txt", "terms.bin", "postings.bin", "documents.bin", "weights.bin",
        "words.txt", "words.bin",
    ],
)  # fmt: skip
def test_damage_is_refused_with_what_to_do(tmp_path: Path, name: str, damage: str) -> None:
    build(tmp_path)
    path = store.current(tmp_path) / name
    data = path.read_bytes()
    middle = len(data) // 2
    if damage == "delete":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(data[:middle])
    else:
        path.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    with pytest.raises(DamagedIndexError, match=r"is damaged: .*; rebuild it with: presse build --index"):
        store.load(tmp_path)


def test_files_of_two_generations_mixed_are_refused(tmp_path: Path) -> None:
    build(tmp_path / "one")
    build(tmp_path / "two", ARTICLES[:1])
    stray = store.current(tmp_path / "two") / "passages.faiss"
    stray.replace(store.current(tmp_path / "one") / "passages.faiss")
    with pytest.raises(DamagedIndexError):
        store.load(tmp_path / "one")


def test_a_pointer_to_nothing_is_damage(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "CURRENT").write_text("generation-000099\n")
    with pytest.raises(DamagedIndexError, match="generation-000099"):
        store.load(tmp_path)
    (tmp_path / "CURRENT").write_text("../elsewhere\n")
    with pytest.raises(DamagedIndexError):
        store.load(tmp_path)


def test_another_format_is_refused(tmp_path: Path) -> None:
    build(tmp_path)
    manifest = store.current(tmp_path) / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {FORMAT}', '"format": 99'))
    with pytest.raises(MismatchedIndexError, match="format 99"):
        store.load(tmp_path)


def test_a_damaged_index_is_rebuilt(tmp_path: Path) -> None:
    build(tmp_path)
    (store.current(tmp_path) / "texts.jsonl").write_text("{")
    build(tmp_path)
    assert store.load(tmp_path).articles == ARTICLES


def test_two_writers_at_once_are_refused_and_the_old_index_stays(tmp_path: Path) -> None:
    build(tmp_path)
    with FileLock(tmp_path / ".lock"), pytest.raises(StoredIndexError, match="another build"):
        build(tmp_path, ARTICLES[:1])
    assert store.load(tmp_path).articles == ARTICLES


def test_a_failed_write_leaves_the_old_index_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path)

    def full_disk(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "sync", full_disk)
    with pytest.raises(StoredIndexError, match="No space left"):
        build(tmp_path, ARTICLES[:1])
    monkeypatch.undo()
    assert store.load(tmp_path).articles == ARTICLES
    assert len(list(tmp_path.glob("generation-*"))) == 1
