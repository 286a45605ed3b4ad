"""A file is known by what it holds, whatever it is called; what holds no text says why it was refused."""

from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.formats.draft import Draft
from corpus.readers import kind_of, read

FILES = Path(__file__).parents[1] / "pages" / "files"


@pytest.mark.parametrize(
    "name", ["cutting.pdf", "word.docx", "writer.odt", "rich.rtf", "archive.zip", "wordpress.html"]
)
def test_contents_decide_before_the_ending(name: str) -> None:
    data = (FILES / name).read_bytes()
    assert kind_of(data, ".txt") == Path(name).suffix
    assert all(isinstance(item, Draft) for item in read(data, "wrong.txt"))


def test_a_message_saved_as_text_is_a_message() -> None:
    assert kind_of((FILES / "letter.eml").read_bytes(), ".txt") == ".eml"


def test_text_called_a_page_is_text() -> None:
    (draft,) = read("Un texte sans balise, mais appelé page. ".encode() * 3, "a.html")
    assert isinstance(draft, Draft)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "empty file"),
        (b"\x89PNG\r\n", "a.txt", "picture"),
        (b"\xd0\xcf\x11\xe0old", "a.doc", "old Word document"),
        (b"%PDF-1.7 damaged", "a.pdf", "damaged PDF"),
        (b"\x00\x01\x02", "a.pdf", "binary, but not a .pdf"),
        (b"<html><body></body></html>", "a.html", "page without text"),
        (b"From: a@b.c\nSubject: x\n\n", "a.eml", "message without text"),
        (b"texte", "LISEZMOI", "no reader for a file without an ending"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        list(read(data, name))


@pytest.mark.parametrize("name", ["base.csv", "base.tsv", "lines.jsonl", "nested.json"])
@pytest.mark.parametrize("called", ["wrong.txt", "wrong.dat", "wrong"])
def test_tables_and_records_are_known_by_their_contents(name: str, called: str) -> None:
    data = (FILES / name).read_bytes()
    found = [item for item in read(data, called) if isinstance(item, Draft)]
    assert [draft.title for draft in found] == [d.title for d in read(data, name) if isinstance(d, Draft)]
    assert all(found)


_PROSE = "La criée a rouvert lundi. Les pêcheurs ont débarqué deux tonnes de bar, vendues en une heure. " * 4


@pytest.mark.parametrize("name", ["coupure", "coupure.article", "coupure.TXT~"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_prose_of_an_unknown_ending_is_read_as_text(name: str, encoding: str) -> None:
    (draft,) = read(_PROSE.encode(encoding), name)
    assert isinstance(draft, Draft)
    assert draft.text == _PROSE


@pytest.mark.parametrize("data", [b"def f(x):\n    return x[0] + 1\n" * 40, b"couleur: rouge\n" * 40, b"\0\1" * 400])
def test_code_settings_and_bytes_of_an_unknown_ending_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"no reader|binary"):
        list(read(data, "a.xyz"))


def test_prose_that_opens_like_a_table_or_a_record_is_text() -> None:
    for text in ("Texte; titre\nou l'art d'écrire.", "{ceci n'est pas un objet}", "[1] Une note de bas de page."):
        assert kind_of(text.encode(), ".txt") in (".txt", ".csv")
    assert kind_of(b"{ceci n'est pas}", ".txt") == ".txt"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "mac-roman", "cp1252", "utf-8-sig"])
def test_text_is_read_in_the_encodings_of_old_files(encoding: str) -> None:
    text = "L'élève a reçu « le prix » à Orléans, où l'été est très doux ; son père était fier."
    (draft,) = read(text.encode(encoding), "a.txt")
    assert isinstance(draft, Draft)
    assert draft.text == text


def test_a_locked_office_document_is_named() -> None:
    with pytest.raises(UnreadableError, match="password"):
        list(read(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx"))


def test_columns_are_known_by_longer_names() -> None:
    data = b"Titre de l'article\tNom du journal\tContenu de l'article\nUn\tLe J\tLe chat dort sur le toit.\n"
    (draft,) = read(data, "a.csv")
    assert isinstance(draft, Draft)
    assert (draft.text, draft.title) == ("Le chat dort sur le toit.", "Un")


def test_an_export_whose_articles_end_in_document_numbers_is_parted() -> None:
    text = "".join(
        f"La Gazette des Alpages\nÉconomie, mardi 14 mai 2019, p. {n}\n\nLe titre {n}\n\nLe texte {n} est court.\n\n"
        f"© 2019 La Gazette des Alpages. Tous droits réservés.\n\nDocument news·20190514·GA·000{n}\n\n\n"
        for n in (1, 2)
    )
    drafts = [draft for draft in read(text.encode(), "export.txt") if isinstance(draft, Draft)]
    assert [draft.title for draft in drafts] == ["Le titre 1", "Le titre 2"]
    assert not any("news" in draft.text for draft in drafts)
