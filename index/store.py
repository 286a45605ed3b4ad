"""The index on disk: generations, each written whole beside the last, checked when opened.

    folder/CURRENT                  the name of the generation in use
    folder/generation-000007/       manifest.json and the files it lists with their hashes

A reader opens what CURRENT names; a writer makes a new generation, waits until it is on the disk, then replaces
CURRENT in one step. Whatever moment a writer dies at, CURRENT names a whole generation. The last two are kept.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import filelock

from corpus import Article, LeftOut, Passage, Span, article_from
from corpus.errors import DamagedIndexError, MismatchedIndexError, MissingIndexError, StoredIndexError
from index.dense import DenseIndex
from index.encoder import EncoderCard
from index.files import sha256_of, sync
from index.lexical import LexicalIndex

FORMAT = 3
_CURRENT, _MANIFEST, _LOCK = "CURRENT", "manifest.json", ".lock"
_ARTICLES, _PASSAGES = "articles.jsonl", "passages.jsonl"
_PASSAGE_VECTORS, _SENTENCE_VECTORS, _LEXICAL = "passages.faiss", "sentences.faiss", "lexical.npz"
_FILES = (_ARTICLES, _PASSAGES, _PASSAGE_VECTORS, _SENTENCE_VECTORS, _LEXICAL)
_GENERATION = re.compile(r"generation-(\d{6,})")
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything an index holds. Row i of `passage_vectors` and document i of `lexical` are passage i; the rows of
    `sentence_vectors` are the sentences of passage 0, then those of passage 1, and so on. `splitting` says how the
    passages were cut; `added` are the ids of the articles that were added one by one, not found in a folder.
    """

    encoder: EncoderCard
    articles: tuple[Article, ...]
    left_out: tuple[LeftOut, ...]
    passages: tuple[Passage, ...]
    passage_vectors: DenseIndex
    sentence_vectors: DenseIndex
    lexical: LexicalIndex
    splitting: str
    added: tuple[str, ...] = ()


def load(folder: Path) -> Contents:
    """Open the current generation; raises MissingIndexError, DamagedIndexError or MismatchedIndexError."""
    generation = current(folder)
    manifest = _manifest(generation)
    _check_files(generation, manifest["files"])
    try:
        contents = Contents(
            EncoderCard(**manifest["encoder"]),
            tuple(map(article_from, _read_lines(generation / _ARTICLES))),
            tuple(LeftOut(**left_out) for left_out in manifest["left_out"]),
            tuple(map(_passage, _read_lines(generation / _PASSAGES))),
            DenseIndex.load(generation / _PASSAGE_VECTORS),
            DenseIndex.load(generation / _SENTENCE_VECTORS),
            LexicalIndex.load(generation / _LEXICAL),
            str(manifest["splitting"]),
            tuple(map(str, manifest.get("added", ()))),
        )
    except (ValueError, KeyError, TypeError, RuntimeError, OSError) as error:
        raise _damaged(generation, f"its contents cannot be read ({error})") from error
    _check_counts(generation, contents)
    return contents


def refuse_other_encoder(folder: Path, contents: Contents, encoder: EncoderCard) -> None:
    """Raise MismatchedIndexError where the vectors of an index are not those of an encoder."""
    if contents.encoder != encoder:
        raise MismatchedIndexError(
            f"the index {folder} was built with the model {contents.encoder.model!r}, not {encoder.model!r}; "
            f"{_rebuild(folder)}, or choose that model by PRESSE_MODEL, PRESSE_ENCODER"
        )


Write = Callable[[Contents], Path]
"""Writes a new generation and makes it the current one; raises StoredIndexError, the old one then unharmed."""


@contextmanager
def writing(folder: Path) -> Iterator[Write]:
    """Be the one writer of the index in `folder`, and get what writes a generation of it.

    The system frees the lock when its holder dies. Raises StoredIndexError where somebody else is writing, or where
    the folder cannot be written to.
    """
    lock = filelock.FileLock(folder / _LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise StoredIndexError(f"another build is writing to {folder}; wait until it has ended") from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield lambda contents: _write(folder, contents)
    finally:
        lock.release()


def save(folder: Path, contents: Contents) -> Path:
    """Write a new generation and make it the current one; raises StoredIndexError, the old one then unharmed."""
    with writing(folder) as write:
        return write(contents)


def _unwritable(folder: Path, error: OSError) -> StoredIndexError:
    return StoredIndexError(f"cannot write the index to {folder}: {error.strerror or error}")


def current(folder: Path) -> Path:
    """Return the folder of the generation in use; raises MissingIndexError or DamagedIndexError."""
    try:
        name = (folder / _CURRENT).read_text("utf-8").strip()
    except FileNotFoundError:
        raise MissingIndexError(f"no index in {folder}; make one with: presse build --index {folder}") from None
    except (OSError, ValueError) as error:
        raise _damaged(folder, f"{_CURRENT} cannot be read ({error})") from error
    generation = folder / name
    if not _GENERATION.fullmatch(name) or not generation.is_dir():
        raise _damaged(folder, f"{_CURRENT} names {name!r}, which is not there")
    return generation


def _write(folder: Path, contents: Contents) -> Path:
    try:
        numbers = [int(match[1]) for path in folder.iterdir() if (match := _GENERATION.fullmatch(path.name))]
        generation = folder / f"generation-{max(numbers, default=0) + 1:06d}"
        generation.mkdir()
        try:
            _write_files(generation, contents)
            _point_to(folder, generation)
        except BaseException:
            if not _is_current(folder, generation):
                shutil.rmtree(generation, ignore_errors=True)
            raise
    except OSError as error:
        raise _unwritable(folder, error) from error
    _drop_old(folder, generation)
    return generation


def _is_current(folder: Path, generation: Path) -> bool:
    try:
        return (folder / _CURRENT).read_text("utf-8").strip() == generation.name
    except (OSError, ValueError):
        return False


def _write_files(generation: Path, contents: Contents) -> None:
    _write_lines(generation / _ARTICLES, map(asdict, contents.articles))
    _write_lines(generation / _PASSAGES, map(_passage_line, contents.passages))
    contents.passage_vectors.save(generation / _PASSAGE_VECTORS)
    contents.sentence_vectors.save(generation / _SENTENCE_VECTORS)
    contents.lexical.save(generation / _LEXICAL)
    manifest = {
        "format": FORMAT,
        "encoder": asdict(contents.encoder),
        "splitting": contents.splitting,
        "added": contents.added,
        "articles": {article.id: article.sha256 for article in contents.articles},
        "passages": len(contents.passages),
        "sentences": len(contents.sentence_vectors),
        "left_out": [asdict(left_out) for left_out in contents.left_out],
        "files": {name: sha256_of(generation / name) for name in _FILES},
    }
    (generation / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    for path in (*generation.iterdir(), generation):
        sync(path)


def _point_to(folder: Path, generation: Path) -> None:
    fresh = folder / f"{_CURRENT}.new"
    fresh.write_text(generation.name + "\n", "utf-8")
    sync(fresh)
    fresh.replace(folder / _CURRENT)
    sync(folder)


def _drop_old(folder: Path, newest: Path) -> None:
    generations = sorted(path for path in folder.iterdir() if _GENERATION.fullmatch(path.name) and path != newest)
    for path in generations[: -(_KEPT - 1)]:
        shutil.rmtree(path, ignore_errors=True)


def _manifest(generation: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((generation / _MANIFEST).read_text("utf-8"))
        version = manifest["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(generation, f"{_MANIFEST} cannot be read") from error
    if version != FORMAT:
        raise MismatchedIndexError(
            f"the index {generation.parent} has format {version}, this version of presse reads {FORMAT}; "
            f"{_rebuild(generation.parent)}"
        )
    if set(manifest.get("files", ())) != set(_FILES):
        raise _damaged(generation, f"{_MANIFEST} does not list the files")
    return dict(manifest)


def _check_files(generation: Path, hashes: dict[str, str]) -> None:
    for name, expected in hashes.items():
        try:
            actual = sha256_of(generation / name)
        except OSError as error:
            raise _damaged(generation, f"{name} is missing or unreadable") from error
        if actual != expected:
            raise _damaged(generation, f"{name} is not as it was written")


def _check_counts(generation: Path, contents: Contents) -> None:
    passages = len(contents.passages)
    sentences = sum(len(passage.sentences) for passage in contents.passages)
    counts = (len(contents.passage_vectors), contents.lexical.size, len(contents.sentence_vectors))
    if counts != (passages, passages, sentences):
        raise _damaged(generation, "its parts do not hold the same passages")


def _damaged(path: Path, reason: str) -> DamagedIndexError:
    folder = path.parent if _GENERATION.fullmatch(path.name) else path
    return DamagedIndexError(f"the index {folder} is damaged: {reason}; {_rebuild(folder)}")


def _rebuild(folder: Path) -> str:
    return f"rebuild it with: presse build --index {folder}"


def _write_lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from map(json.loads, file)


def _passage_line(passage: Passage) -> dict[str, Any]:
    return asdict(passage) | {"sentences": [[sentence.start, sentence.end] for sentence in passage.sentences]}


def _passage(record: dict[str, Any]) -> Passage:
    sentences: Sequence[Sequence[int]] = record.pop("sentences")
    return Passage(**record, sentences=tuple(Span(start, end) for start, end in sentences))
