"""The index on disk: generations, each written whole beside the last, checked when opened.

    folder/CURRENT                  the generations kept, the one in use first, each with the hash of its manifest
    folder/generation-000007/       manifest.json and the files it lists with their hashes

A reader opens what CURRENT names; a writer makes a new generation, waits until it is on the disk, then replaces
CURRENT in one step. Whatever moment a writer dies at, CURRENT names whole generations; what it left half done is not
in CURRENT, and goes with the next write. Readers need no lock: one that finds its generation gone has been overtaken
by a writer, and reads CURRENT again. Numbers tell generations apart, never times.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import filelock

from corpus.errors import MismatchedIndexError, MissingIndexError, StoredIndexError
from index.encoder import EncoderCard
from index.files import sha256_of, sync
from index.generation import MANIFEST, Contents, damaged, read, rebuild, write

READINGS = "readings.jsonl"
"""What the files of a folder held when the index was built from it; it belongs to no generation."""

_CURRENT, _LOCK = "CURRENT", ".lock"
_GENERATION = re.compile(r"generation-(\d{6,})")
_LISTED = re.compile(r"(generation-\d{6,}) ([0-9a-f]{64})")
_DROPPED = ".dropped-"
MOST_KEPT = 2
"""Generations, the one in use among them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A generation that can be opened: its folder, and the hash of its manifest, which names its content."""

    path: Path
    sha256: str


def load(folder: Path, thorough: bool = False) -> Contents:
    """Open the current generation; raises MissingIndexError, DamagedIndexError or MismatchedIndexError.

    `thorough` reads every byte of every file, however large.
    """
    while True:
        generation = kept(folder)[0]
        try:
            return load_kept(generation, thorough)
        except StoredIndexError:
            if kept(folder)[0] == generation:
                raise  # else a writer has dropped it since it was read from CURRENT


def load_kept(generation: Kept, thorough: bool = False) -> Contents:
    """Open a generation; raises DamagedIndexError or MismatchedIndexError."""
    contents = read(generation.path, thorough)
    if sha256_of(generation.path / MANIFEST) != generation.sha256:
        raise damaged(generation.path.parent, f"{MANIFEST} is not the one that was written")
    return contents


def refuse_other_encoder(folder: Path, contents: Contents, encoder: EncoderCard) -> None:
    """Raise MismatchedIndexError where the vectors of an index are not those of an encoder."""
    if contents.encoder != encoder:
        raise MismatchedIndexError(
            f"the index {folder} was built with the model {contents.encoder.model!r}, not {encoder.model!r}; "
            f"{rebuild(folder)}, or choose that model by PRESSE_MODEL, PRESSE_ENCODER"
        )


Write = Callable[[Contents], Path]
"""Writes a new generation and makes it the current one; raises StoredIndexError, the old one then unharmed."""


@contextmanager
def writing(folder: Path) -> Iterator[Write]:
    """Be the one writer of the index in `folder`, and get what writes a generation of it.

    The system frees the lock when its holder dies. Raises StoredIndexError where somebody else is writing, or where
    the folder cannot be written to.
    """
    with locked(folder):
        yield lambda contents: write_beside(folder, contents, kept_or_none(folder))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other writers out; raises StoredIndexError where there is one, or where the folder cannot be written to."""
    lock = filelock.FileLock(folder / _LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise StoredIndexError(f"another build is writing to {folder}; wait until it has ended") from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def save(folder: Path, contents: Contents) -> Path:
    """Write a new generation and make it the current one; raises StoredIndexError, the old one then unharmed."""
    with writing(folder) as write:
        return write(contents)


def roll_back(folder: Path) -> Contents:
    """Make the generation before the current one current again, and return it; what was current is given up.

    Raises MissingIndexError where none is kept, DamagedIndexError where it is not whole; the current one then stays.
    """
    with locked(folder):
        generations = kept(folder)
        if len(generations) < 2:
            raise MissingIndexError(f"no earlier generation of the index {folder} is kept: nothing to go back to")
        contents = load_kept(generations[1])
        try:
            _point_to(folder, generations[1:])
        except OSError as error:
            raise _unwritable(folder, error) from error
        return contents


def keep_only(folder: Path, generations: Sequence[Kept]) -> None:
    """Let CURRENT list these generations, the first in use, and remove everything else; for who holds the lock."""
    try:
        _point_to(folder, generations)
    except OSError as error:
        raise _unwritable(folder, error) from error
    _drop(leftovers(folder))


def current(folder: Path) -> Path:
    """Return the folder of the generation in use; raises as `kept` does."""
    return kept(folder)[0].path


def kept(folder: Path) -> tuple[Kept, ...]:
    """Return the generations that CURRENT lists, the one in use first; none is opened.

    Raises MissingIndexError, MismatchedIndexError where it was written by another version, DamagedIndexError.
    """
    try:
        text = (folder / _CURRENT).read_text("utf-8")
    except FileNotFoundError:
        raise MissingIndexError(f"no index in {folder}; make one with: presse build --index {folder}") from None
    except (OSError, ValueError) as error:
        raise damaged(folder, f"{_CURRENT} cannot be read ({error})") from error
    if _GENERATION.fullmatch(text.strip()) and (folder / text.strip()).is_dir():
        raise MismatchedIndexError(f"the index {folder} was built by an earlier version of presse; {rebuild(folder)}")
    lines = [_LISTED.fullmatch(line) for line in text.removesuffix("\n").split("\n")]
    generations = tuple(Kept(folder / line[1], line[2]) for line in lines if line)
    if len(generations) < len(lines) or not text.endswith("\n"):
        raise damaged(folder, f"{_CURRENT} is not as it was written ({text[:80]!r})")
    if not generations[0].path.is_dir():
        raise damaged(folder, f"{_CURRENT} names {generations[0].path.name}, which is not there")
    return generations


def there(folder: Path) -> tuple[Kept, ...]:
    """Return every generation that is there with a manifest, the newest first, whatever CURRENT lists."""
    numbered = [(int(match[1]), path) for path in folder.glob("*") if (match := _GENERATION.fullmatch(path.name))]
    found = [path for _, path in sorted(numbered, reverse=True) if (path / MANIFEST).is_file()]
    return tuple(Kept(path, sha256_of(path / MANIFEST)) for path in found)


def leftovers(folder: Path) -> list[Path]:
    """Return what no reader will open: given up by a writer that died, by a roll-back, or not dropped to the end."""
    listed = {generation.path for generation in kept_or_none(folder)}
    return sorted(
        path
        for path in folder.iterdir()
        if (_GENERATION.fullmatch(path.name) and path not in listed)
        or path.name == f"{_CURRENT}.new"
        or path.name.startswith((_DROPPED, f"{READINGS}."))
    )


def _unwritable(folder: Path, error: OSError) -> StoredIndexError:
    return StoredIndexError(f"cannot write the index to {folder}: {error.strerror or error}; nothing was changed")


def kept_or_none(folder: Path) -> tuple[Kept, ...]:
    """Return what `kept` does, nothing where that cannot be read."""
    try:
        return kept(folder)
    except StoredIndexError:
        return ()


def write_beside(folder: Path, contents: Contents, before: Sequence[Kept]) -> Path:
    """Write a new generation, make it the current one and keep the first of those before; for who holds the lock."""
    try:
        generation = _next(folder)
        try:
            write(generation, contents)
            for path in (*generation.iterdir(), generation):
                sync(path)
            fresh = Kept(generation, sha256_of(generation / MANIFEST))
            _point_to(folder, (fresh, *before[: MOST_KEPT - 1]))
        except BaseException:
            if generation not in {listed.path for listed in kept_or_none(folder)}:
                shutil.rmtree(generation, ignore_errors=True)
            raise
    except OSError as error:
        raise _unwritable(folder, error) from error
    _drop(leftovers(folder))
    return generation


def _next(folder: Path) -> Path:
    """Make the folder of the next generation; no number is given twice while one above it is there."""
    numbers = [int(match[1]) for path in folder.iterdir() if (match := _GENERATION.fullmatch(path.name))]
    generation = folder / f"generation-{max(numbers, default=0) + 1:06d}"
    generation.mkdir()
    return generation


def _point_to(folder: Path, generations: Sequence[Kept]) -> None:
    fresh = folder / f"{_CURRENT}.new"
    fresh.write_text("".join(f"{generation.path.name} {generation.sha256}\n" for generation in generations), "utf-8")
    sync(fresh)
    fresh.replace(folder / _CURRENT)
    sync(folder)


def _drop(paths: Iterable[Path]) -> None:
    """Remove what is left over; under another name first, so that half a generation is never taken for a whole one."""
    for path in paths:
        gone = path if path.name.startswith(_DROPPED) else path.with_name(f"{_DROPPED}{path.name}")
        with suppress(OSError):  # what cannot be removed now is left for the next write
            path.replace(gone)
            shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
