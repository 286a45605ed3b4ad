"""ZIP archives, never unpacked to the disk."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from corpus.errors import UnreadableError
from corpus.formats.draft import Draft, Refused

Reader = Callable[[bytes, str], Iterator[Draft | Refused]]

_MOST_MEMBERS = 20_000
_LARGEST_MEMBER = 64 * 2**20  # bytes
_LARGEST_WHOLE = 512 * 2**20  # bytes
_HIGHEST_RATIO = 200  # times smaller than its contents: only bombs are


def read_zip(data: bytes, read_member: Reader) -> Iterator[Draft | Refused]:
    """Read every file of an archive by `read_member`; what is unsafe or unreadable is refused by its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and not _hidden(m.filename)]
            _check_size(members)
            for member in sorted(members, key=lambda m: m.filename):
                yield from _read(archive, member, read_member)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise UnreadableError("a damaged archive") from error


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(p == "__MACOSX" or (p.startswith(".") and p != "..") for p in parts)


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    whole = sum(m.file_size for m in members)
    packed = sum(m.compress_size for m in members)
    if len(members) > _MOST_MEMBERS:
        raise UnreadableError(f"an archive of more than {_MOST_MEMBERS} files")
    if whole > _LARGEST_WHOLE or (whole > 2**20 and whole > _HIGHEST_RATIO * max(1, packed)):
        raise UnreadableError("a zip bomb: its contents are far larger than the archive")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, read_member: Reader) -> Iterator[Draft | Refused]:
    name = member.filename.replace("\\", "/")
    try:
        for item in read_member(_bytes_of(archive, member, name), name):
            yield replace(item, part=f"{name}/{item.part}".rstrip("/"))
    except UnreadableError as error:
        yield Refused(name, str(error))


def _bytes_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        raise UnreadableError("a path that climbs out of the archive")
    if member.flag_bits & 1:
        raise UnreadableError("encrypted: it asks for a password")
    if member.file_size > _LARGEST_MEMBER:
        raise UnreadableError("too large")
    try:
        with archive.open(member) as file:
            return file.read(_LARGEST_MEMBER + 1)[:_LARGEST_MEMBER]
    except Exception as error:  # zlib, bz2 and lzma each have their own
        raise UnreadableError("damaged in the archive") from error
