"""Archives: what they hold is read; what is unsafe is refused by its name, and the rest is still read."""

import io
import zipfile

import pytest

from corpus.errors import UnreadableError
from corpus.formats import archive
from corpus.formats.draft import Draft, Refused
from corpus.readers import read

TEXT = "Le verger de la vallée a donné cent tonnes de pommes cette saison, un record."


def packed(**members: bytes | str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


def test_members_are_read_in_order_of_their_names_and_hidden_ones_passed_over() -> None:
    data = packed(**{"b.txt": TEXT, "a/c.md": "# T\n\n" + TEXT, "__MACOSX/b.txt": "x", ".git/d.txt": "x"})
    items = list(read(data, "a.zip"))
    assert [item.part for item in items] == ["a/c.md", "b.txt"]
    assert all(isinstance(item, Draft) for item in items)


def test_paths_that_climb_out_and_binaries_are_refused_and_the_rest_is_read() -> None:
    data = packed(**{"../../etc/x.txt": TEXT, "/abs.txt": TEXT, "c:/w.txt": TEXT, "ok.txt": TEXT, "pic.txt": b"\0\1"})
    items = list(read(data, "a.zip"))
    refused = {item.part: item.why for item in items if isinstance(item, Refused)}
    assert refused.pop("pic.txt") == "binary file, not text"
    assert set(refused) == {"../../etc/x.txt", "/abs.txt", "c:/w.txt"}
    assert set(refused.values()) == {"a path that climbs out of the archive"}
    assert [item.part for item in items if isinstance(item, Draft)] == ["ok.txt"]


def test_a_bomb_is_refused_without_being_unpacked() -> None:
    with pytest.raises(UnreadableError, match="zip bomb"):
        list(read(packed(**{"a.txt": b"0" * 30_000_000}), "a.zip"))


def test_archives_are_read_within_archives_but_not_for_ever() -> None:
    inner = packed(**{"a.txt": TEXT})
    (once,) = read(packed(**{"b.zip": inner}), "c.zip")
    assert isinstance(once, Draft)
    assert once.part == "b.zip/a.txt"
    (thrice,) = read(packed(**{"d.zip": packed(**{"b.zip": inner})}), "e.zip")
    assert thrice == Refused("d.zip/b.zip", "an archive within too many archives")


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(packed(**{"a.txt": TEXT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    (item,) = read(bytes(data), "a.zip")
    assert item == Refused("a.txt", "encrypted: it asks for a password")


def test_a_member_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_LARGEST_MEMBER", 10)
    (item,) = read(packed(**{"a.txt": TEXT}), "a.zip")
    assert item == Refused("a.txt", "too large")


def test_a_damaged_archive_is_refused() -> None:
    with pytest.raises(UnreadableError, match="damaged archive"):
        list(read(packed(**{"a.txt": TEXT})[:60], "a.zip"))
