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

from corpus.records import Article, LeftOut, article_from

Outcomes = list[Article | LeftOut]
Key = tuple[str, str]
"""The path of a file in its folder, and the SHA-256 of its bytes and those of its sidecar."""


class Readings:
    """Readings kept in a file: those of the last time, and those of this time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _read(file)
        self._now: dict[Key, Outcomes] = {}

    def get(self, key: Key) -> Outcomes | None:
        """Return what a file held, or None where it has changed or was never read."""
        return self._known.get(key)

    def note(self, key: Key, outcomes: Outcomes) -> None:
        """Remember what a file held this time."""
        self._now[key] = outcomes

    def save(self) -> None:
        """Keep the readings of this time only; writes nothing where they are those of the last.

        A folder that cannot be written to goes without: its files are read again next time.
        """
        if self._now.keys() == self._known.keys():
            return
        fresh = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            fresh.write_text("".join(_line(key, outcomes) for key, outcomes in self._now.items()), "utf-8")
            fresh.replace(self._file)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _read(file: Path) -> dict[Key, Outcomes]:
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    known: dict[Key, Outcomes] = {}
    for line in lines:
        sha256, _, record = line.partition(" ")
        if sha256 == _hash(record):
            path, of, outcomes = json.loads(record)
            known[path, of] = list(map(_outcome, outcomes))
    return known


def _line(key: Key, outcomes: Outcomes) -> str:
    record = json.dumps([*key, [asdict(outcome) for outcome in outcomes]])
    return f"{_hash(record)} {record}\n"


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
