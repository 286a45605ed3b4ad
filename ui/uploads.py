"""Files that a reader hands in: their names made harmless, their contents laid down for the time they are read."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

LONGEST_NAME = 200  # bytes in UTF-8: file systems take 255
_LONGEST_ENDING = 12  # characters


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sent it: what it calls itself, and its bytes."""

    name: str
    data: bytes


def safe_name(name: str) -> str:
    """Return a file's own name, fit for any folder: no path, no control or direction characters, no leading dot.

    `..\\secret\\x.txt` gives `x.txt`; a name of which nothing is left becomes `article`.
    """
    whole = unicodedata.normalize("NFC", name)
    printable = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in whole)
    path = PurePosixPath(re.split(r"[/\\]", printable)[-1].strip(" ."))
    ending = path.suffix[:_LONGEST_ENDING]
    room = LONGEST_NAME - len(ending.encode())
    stem = path.stem.encode()[:room].decode(errors="ignore").strip()
    return f"{stem}{ending}" if stem else "article"


@contextmanager
def laid_down(uploads: Sequence[Upload]) -> Iterator[list[Path]]:
    """Write files to a folder of their own that goes when they have been read; of one name twice, the second is told
    apart by a number.
    """
    with TemporaryDirectory(prefix="presse-") as folder:
        yield [_write(Path(folder), upload) for upload in uploads]


def _write(folder: Path, upload: Upload) -> Path:
    path = folder / safe_name(upload.name)
    number = 2
    while path.exists():
        path = path.with_stem(f"{PurePosixPath(safe_name(upload.name)).stem}-{number}")
        number += 1
    path.write_bytes(upload.data)
    return path
