"""What files held when they were last read, so that a folder that hardly changed is not read and cleaned again.

A reading is good for the same bytes under the same path, by the same code and the same versions of what it rests on.
It is kept as a line with its own hash: a line that is not as it was written is as if it had not been there.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from corpus.records import Article, LeftOut, article_from, record_of

Outcomes = list[Article | LeftOut]
Key = tuple[str, str]
"""The path of a file in its folder, and the SHA-256 of its bytes and those of its sidecar."""


class Readings:
    """Readings kept in a file: those of the last time, and those of this time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lines = _lines_of(file)
        self._now: dict[Key, str] = {}

    def get(self, key: Key) -> Outcomes | None:
        """Return what a file held, or None where it has changed or was never read."""
        line = self._lines.get(key)
        return None if line is None else list(map(_outcome, json.loads(_record_in(line).partition("\t")[2])))

    def note(self, key: Key, outcomes: Outcomes) -> None:
        """Remember what a file held this time."""
        self._now[key] = self._lines.get(key) or _line(key, outcomes)

    def save(self) -> None:
        """Keep the readings of this time only; writes nothing where they are those of the last.

        A folder that cannot be written to goes without: its files are read again next time.
        """
        if self._now.keys() == self._lines.keys():
            return
        fresh = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            fresh.write_text("".join(self._now.values()), "ascii")
            fresh.replace(self._file)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _lines_of(file: Path) -> dict[Key, str]:
    """Return the lines that are as they were written."""
    try:
        lines = file.read_text("ascii").splitlines(keepends=True)
    except (OSError, ValueError):
        return {}
    return {_key_in(line): line for line in lines if line.partition(" ")[0] == _hash(_record_in(line))}


def _line(key: Key, outcomes: Outcomes) -> str:
    records = [record_of(one) if isinstance(one, Article) else asdict(one) for one in outcomes]
    record = f"{json.dumps(key)}\t{json.dumps(records)}"  # a tab within a string is written otherwise
    return f"{_hash(record)} {record}\n"


def _record_in(line: str) -> str:
    return line.partition(" ")[2].removesuffix("\n")


def _key_in(line: str) -> Key:
    path, sha256 = json.loads(_record_in(line).partition("\t")[0])
    return path, sha256


def _outcome(record: Mapping[str, Any]) -> Article | LeftOut:
    return LeftOut(**record) if "why" in record else article_from(record)


def _hash(record: str) -> str:
    return hashlib.sha256(f"{_version()} {record}".encode()).hexdigest()


@cache
def _version() -> str:
    """Return what names the code that reads: its source and the versions of all packages."""
    packages = sorted(f"{package.name} {package.version}" for package in distributions())
    source = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    return hashlib.sha256("\n".join(packages).encode() + source).hexdigest()
