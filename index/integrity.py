"""Is every file of a generation as it was written? Read through where that takes no time; else looked at from outside.

Files of up to LARGE bytes are hashed whenever they are opened. Hashing gigabytes at every start would take longer than
everything else, so a larger file is hashed when it is written, once on every machine it is copied to, and whenever the
file system says that something touched it since: its size, its times of change or its inode differ from those noted
when it was last hashed. `thorough` hashes everything.
"""

import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from index.files import sha256_of

LARGE = 16 * 2**20
NOTE = "verified.json"
"""What is noted of large files: size, times of last change of content and of anything else, inode."""

_SETTLED = 2_000_000_000  # ns from a change to the note; a change in the same tick of the clock would leave no trace


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in a folder by its name, and note how the large ones look from outside."""
    names = sorted(path.name for path in folder.iterdir())
    with ThreadPoolExecutor() as pool:
        found = dict(zip(names, pool.map(lambda name: sha256_of(folder / name), names), strict=True))
    _note(folder, names)
    return found


def altered(folder: Path, expected: Mapping[str, str], thorough: bool = False) -> str | None:
    """Return what is wrong with the first file that is not as it was written, None where there is none."""
    known = {} if thorough else _noted(folder)
    unsure = [name for name in expected if name not in known or known[name] != _looks(folder / name)]
    with ThreadPoolExecutor() as pool:
        problems = pool.map(lambda name: _problem(folder / name, expected[name]), unsure)
    problem = next(filter(None, problems), None)
    if problem is None and any(_is_large(folder / name) for name in unsure):
        _note(folder, expected)
    return problem


def _problem(path: Path, expected: str) -> str | None:
    try:
        return None if sha256_of(path) == expected else f"{path.name} is not as it was written"
    except OSError:
        return f"{path.name} is missing or unreadable"


def _is_large(path: Path) -> bool:
    return path.stat().st_size > LARGE


def _looks(path: Path) -> list[int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]


def _noted(folder: Path) -> dict[str, list[int]]:
    """Return how files looked when they were hashed, of those that had long been written by then."""
    try:
        when = (folder / NOTE).stat().st_mtime_ns
        noted = dict(json.loads((folder / NOTE).read_text("utf-8")))
        return {name: looks for name, looks in noted.items() if max(looks[1:3]) + _SETTLED < when}
    except (OSError, ValueError, TypeError):
        return {}


def _note(folder: Path, names: Iterable[str]) -> None:
    """Note how the large files look; a folder that cannot be written to goes without."""
    large = {name: _looks(folder / name) for name in names if _is_large(folder / name)}
    if not large:
        return
    fresh = folder / f"{NOTE}.{os.getpid()}"
    try:
        fresh.write_text(json.dumps(large), "utf-8")
        fresh.replace(folder / NOTE)
    except OSError:
        fresh.unlink(missing_ok=True)
