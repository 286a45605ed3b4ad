"""A folder → articles with stable ids, and every file that was left out with its reason."""

from pathlib import Path

import pytest

from corpus import library as library_module
from corpus import read_library
from corpus.errors import CorpusError

TEXT = "Un titre de quatre mots\n\nLe verger de la vallée a donné {} tonnes de pommes cette saison, un record."


def write(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_ids_are_paths_without_endings_safe_in_a_url(tmp_path: Path) -> None:
    for i, name in enumerate(["b.txt", "sous dossier/été 1.txt", "b.md"]):
        write(tmp_path, name, TEXT.format(i))
    assert [(a.id, a.path) for a in read_library(tmp_path).articles] == [
        ("b", "b.md"),
        ("b.txt", "b.txt"),
        ("sous-dossier--été-1", "sous dossier/été 1.txt"),
    ]


def test_an_article_is_filled(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT.format(3) + "\n\nPublié le 04/02/2018 -")
    (article,) = read_library(tmp_path).articles
    assert article.title == "Un titre de quatre mots"
    assert article.published == "2018-02-04"
    assert article.text.startswith("Le verger")
    assert [r.rule for r in article.removed] == ["title", "date line"]
    assert len(article.sha256) == 64


def test_what_is_left_out_is_named_with_its_reason(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT.format(1))
    write(tmp_path, "b/copie.txt", TEXT.format(1) + "\n\n")
    write(tmp_path, "c.xyz", "texte")
    write(tmp_path, "d.txt", b"\x00\x01")
    write(tmp_path, "e.txt", " \n")
    write(tmp_path, "f.txt", "Publicité\n")
    write(tmp_path, ".caché.txt", TEXT.format(2))
    write(tmp_path, ".git/x.txt", TEXT.format(2))
    library = read_library(tmp_path)
    assert [a.id for a in library.articles] == ["a"]
    assert [(x.path, x.status, x.why) for x in library.left_out] == [
        ("b/copie.txt", "duplicate", "same text as a.txt"),
        ("c.xyz", "rejected", "no reader for .xyz"),
        ("d.txt", "rejected", "binary file, not text"),
        ("e.txt", "rejected", "empty file"),
        ("f.txt", "rejected", "empty: no text that is an article"),
    ]


def test_of_two_files_with_one_text_the_better_informed_is_kept(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT.format(1))
    write(tmp_path, "b.txt", TEXT.format(1) + "\n\nSource : Le Verger")
    library = read_library(tmp_path)
    assert [(a.path, a.source) for a in library.articles] == [("b.txt", "Le Verger")]
    assert [(x.path, x.why) for x in library.left_out] == [("a.txt", "same text as b.txt")]


def test_links_that_leave_loop_or_dangle_are_rejected(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write(folder, "a.txt", TEXT.format(1))
    write(tmp_path, "outside.txt", TEXT.format(2))
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "leaves.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    library = read_library(folder)
    assert [a.id for a in library.articles] == ["a"]
    assert {x.path: x.why for x in library.left_out} == {
        "dangling.txt": "a link that leads nowhere, or to itself",
        "inside.txt": "same text as a.txt",
        "leaves.txt": "a link that leaves the folder",
        "loop": "a link to a folder",
        "self.txt": "a link that leads nowhere, or to itself",
    }


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    for i in range(5):
        write(tmp_path, f"{i}/a.txt", TEXT.format(i))
    assert read_library(tmp_path) == read_library(tmp_path)


def test_a_folder_that_cannot_be_used_is_told_in_one_line(tmp_path: Path) -> None:
    write(tmp_path, "vide/b.xyz", "x")
    for folder, words in [("absent", "no folder"), ("vide/b.xyz", "not a folder"), ("vide", r"b\.xyz: no reader")]:
        with pytest.raises(CorpusError, match=words) as error:
            read_library(tmp_path / folder)
        assert "\n" not in str(error.value)


def test_a_sidecar_states_what_its_file_cannot(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT.format(1))
    write(tmp_path, "a.txt.yaml", "journal: Le Verger\ndate: 3 mai 2021\n")
    write(tmp_path, "b.txt", TEXT.format(2))
    write(tmp_path, "b.txt.yml", "- une liste\n")
    write(tmp_path, "seul.yaml", "titre: x\n")
    library = read_library(tmp_path)
    (article,) = library.articles
    assert (article.title, article.source, article.published) == ("Un titre de quatre mots", "Le Verger", "2021-05-03")
    assert {reason.field: reason.found_in for reason in article.reasons}["source"] == "sidecar"
    assert {x.path: x.why for x in library.left_out} == {
        "b.txt": "its sidecar b.txt.yml holds no names and values",
        "seul.yaml": "no reader for .yaml",
    }


def test_many_files_are_read_by_processes_to_the_same_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(20):
        write(tmp_path, f"{i:02}.txt", TEXT.format(i) + f" Le lot {i} part demain pour le port numéro {i * 7}.")
    write(tmp_path, "20.xyz", "x")
    alone = read_library(tmp_path)
    monkeypatch.setattr(library_module, "_WORTH_PROCESSES", 2)
    told: list[tuple[int, int]] = []
    assert read_library(tmp_path, lambda done, total: told.append((done, total))) == alone
    assert told == [(n, 21) for n in range(1, 22)]
