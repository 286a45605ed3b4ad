"""What a reader hands in is laid down under a harmless name, and gone when it has been read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payloads import PAYLOADS

from ui.uploads import LONGEST_NAME, Upload, laid_down, safe_name

names = st.text(max_size=300) | st.sampled_from([*PAYLOADS, "..", "/", "😀" * 300, "a/../b.txt", "\\", ".", " . "])


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Été à Fès.txt", "Été à Fès.txt"),
        ("E\u0301te\u0301.txt", "Été.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Documents\\note.docx", "note.docx"),
        (".htaccess", "htaccess"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("\x00\n", "article"),
        ("", "article"),
        ("x" * 500 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(names)
def test_no_name_leaves_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert Path(safe).name == safe
    assert safe not in ("", ".", "..")
    assert not safe.startswith(".")
    assert len(safe.encode()) <= LONGEST_NAME
    assert safe.isprintable()


@given(st.lists(st.tuples(names, st.binary(max_size=20)), max_size=8))
def test_every_file_is_laid_down_once_and_then_gone(files: list[tuple[str, bytes]]) -> None:
    with laid_down([Upload(name, data) for name, data in files]) as paths:
        assert [path.read_bytes() for path in paths] == [data for _, data in files]
        assert len(set(paths)) == len(paths)
        assert len({path.parent for path in paths}) <= 1
    assert not any(path.exists() for path in paths)
