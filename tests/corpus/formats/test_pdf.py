"""PDFs: scans and locked files are named; words come in reading order."""

import io

import pytest

from corpus.errors import UnreadableError
from corpus.formats.reading_order import Word, blocks_of
from corpus.readers import read


def pdf(*objects: str, trailer: str = "") -> bytes:
    """Return a PDF of these objects, numbered from 1, the first being its catalogue."""
    file, places = io.BytesIO(b""), []
    file.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))
    start = file.tell()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    file.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    file.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode("latin-1")
    )
    return file.getvalue()


EMPTY_PAGE = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
)


def test_a_scan_without_text_is_named() -> None:
    with pytest.raises(UnreadableError, match="scan without text"):
        list(read(pdf(*EMPTY_PAGE), "a.pdf"))


def test_a_locked_file_is_named() -> None:
    key = f"<{'41' * 32}>"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<41> <41>]"
    with pytest.raises(UnreadableError, match="encrypted"):
        list(read(pdf(*EMPTY_PAGE, trailer=lock), "a.pdf"))


def column(x: float, top: float, lines: int, name: str) -> list[Word]:
    return [
        Word(f"{name}{line}{side}", x + 50 * k, top - 12 * line - 10, x + 50 * k + 45, top - 12 * line, 10)
        for line in range(lines)
        for k, side in enumerate("ab")
    ]


def test_columns_are_read_one_after_the_other_below_a_title_across_both() -> None:
    title = [Word("Titre", 0, 200, 210, 220, 20)]
    words = [*column(110, 180, 6, "d"), *title, *column(0, 180, 6, "g")]
    texts = [line.text for block in blocks_of(words) for line in block]
    assert texts == ["Titre", *(f"g{i}a g{i}b" for i in range(6)), *(f"d{i}a d{i}b" for i in range(6))]
