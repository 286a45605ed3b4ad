"""A folder becomes articles: which files were taken, which were left out, and why."""

import hashlib
import re
import signal
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain, count
from multiprocessing import get_context
from pathlib import Path, PurePosixPath

from corpus.cleaning import clean
from corpus.copies import without_copies
from corpus.errors import CorpusError, UnreadableError
from corpus.facts import Statement, settle
from corpus.formats.draft import Draft, Refused
from corpus.language import language_of
from corpus.metadata import told_by_text
from corpus.readers import LARGEST, read
from corpus.readings import Key, Readings
from corpus.records import Article, LeftOut, Library
from corpus.repeated import without_repeated
from corpus.sidecar import is_sidecar, read_sidecar, sidecar_of

_WORTH_PROCESSES = 200  # files
_UNSAFE = re.compile(r"[^\w.~-]+")


Progress = Callable[[int, int], None]
"""Told how many files were read, and how many there are."""


def read_library(
    folder: Path, progress: Progress | None = None, added: Sequence[Article] = (), readings: Readings | None = None
) -> Library:
    """Read every file below `folder` that is not hidden; the same folder gives the same ids everywhere.

    `added` are articles that were added singly and stay, unless the folder now holds a file of the same path: then
    that is taken. `readings` are those of the last time: only files that changed are read. Many files are read by all
    processors. Raises CorpusError where the folder is missing, is no folder, or holds no article that can be used.
    """
    if not folder.exists():
        raise CorpusError(f"There is no folder {folder}: name one that holds articles.")
    if not folder.is_dir():
        raise CorpusError(f"{folder} is not a folder: name the folder that holds the articles.")
    library = _library(_outcomes(folder, progress, readings), added)
    if not library.articles:
        raise CorpusError(f"No article could be read in {folder}{_first_reason(library.left_out)}.")
    return library


def read_articles(folder: Path) -> Iterator[Article]:
    """Yield every article below a folder as it is read: ids not yet given, doubles not yet found."""
    return (outcome for outcome in _outcomes(folder) if isinstance(outcome, Article))


def _first_reason(left_out: tuple[LeftOut, ...]) -> str:
    return f" ({left_out[0].path}: {left_out[0].why})" if left_out else ""


def _outcomes(
    folder: Path, progress: Progress | None = None, readings: Readings | None = None
) -> Iterator[Article | LeftOut]:
    paths = [path for path in _files(folder) if not is_sidecar(path)]
    read = _read_all(folder, paths) if readings is None else _read_changed(folder, paths, readings)
    for done, outcomes in enumerate(read, start=1):
        if progress:
            progress(done, len(paths))
        yield from outcomes


def _read_changed(folder: Path, paths: Sequence[Path], readings: Readings) -> Iterator[list[Article | LeftOut]]:
    """Yield what each file holds, in order, reading those that are not known as they are."""
    keys = {path: _key(folder, path) for path in paths}
    known = {path: None if key is None else readings.get(key) for path, key in keys.items()}
    fresh = _read_all(folder, [path for path in paths if known[path] is None])
    for path in paths:
        outcomes = known[path]
        if outcomes is None:
            outcomes = next(fresh)
        if (key := keys[path]) is not None:
            readings.note(key, outcomes)
        yield outcomes


def _key(folder: Path, path: Path) -> Key | None:
    """Return what a reading of a file is known by; None for one whose bytes alone do not say what it holds."""
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST:
            return None
        return path.relative_to(folder).as_posix(), _hash(path.read_bytes(), sidecar_of(path))
    except OSError:
        return None


def _read_all(folder: Path, paths: Sequence[Path]) -> Iterator[list[Article | LeftOut]]:
    """Yield what each file holds, in order; a few files are not worth the start of other processes."""
    read_one = partial(read_file, folder)
    if len(paths) < _WORTH_PROCESSES:
        yield from map(read_one, paths)
        return
    # Spawned, not forked: a process that serves the chat has threads, and a fork would copy their locks.
    pool = ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(read_one, paths, chunksize=8)
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_file(folder: Path, path: Path) -> list[Article | LeftOut]:
    """Return what a file below a folder holds, or why it cannot be read; articles come without ids."""
    name = path.relative_to(folder).as_posix()
    outcomes: list[Article | LeftOut] = []
    try:
        outcomes.extend(_articles(folder, path, name))
    except UnreadableError as error:
        outcomes.append(LeftOut(name, "rejected", str(error)))
    except OSError as error:
        outcomes.append(LeftOut(name, "rejected", f"it cannot be opened: {error.strerror or error}"))
    return outcomes


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in the order of their names, hidden ones passed over."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _articles(folder: Path, path: Path, name: str) -> Iterator[Article | LeftOut]:
    if path.is_symlink():
        _check_link(folder, path)
    if path.stat().st_size > LARGEST:
        raise UnreadableError(f"too large: more than {LARGEST // 2**20} MB")
    data = path.read_bytes()
    beside = sidecar_of(path)
    sha256 = _hash(data, beside)
    stated = read_sidecar(beside) if beside else ()
    for item in read(data, path.name):
        part = f"{name}/{item.part}" if item.part else name
        yield LeftOut(part, "rejected", item.why) if isinstance(item, Refused) else _article(item, stated, part, sha256)


def _hash(data: bytes, sidecar: Path | None) -> str:
    return hashlib.sha256(data + (sidecar.read_bytes() if sidecar else b"")).hexdigest()


def _check_link(folder: Path, path: Path) -> None:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise UnreadableError("a link that leads nowhere, or to itself") from error
    if not target.is_relative_to(folder.resolve()):
        raise UnreadableError("a link that leaves the folder")
    if target.is_dir():
        raise UnreadableError("a link to a folder")


def _article(draft: Draft, beside: Sequence[Statement], path: str, sha256: str) -> Article | LeftOut:
    title = next((statement.facts.title for statement in beside if statement.facts.title), draft.title)
    cleaned = clean(draft.text, title)
    text = cleaned.body.text
    if not any(c.isalnum() for c in text):
        return LeftOut(path, "rejected", "empty: no text that is an article" if draft.text.strip() else "empty file")
    facts, reasons = settle((*beside, *draft.stated, *cleaned.stated, *told_by_text(text)))
    return Article(
        id="",
        text=text,
        title=facts.title or "",
        source=facts.source,
        published=facts.published,
        url=facts.url,
        based_on=facts.based_on,
        path=path,
        sha256=sha256,
        removed=cleaned.removed,
        author=facts.author,
        place=facts.place,
        language=language_of(text),
        reasons=reasons,
        origin=cleaned.body.stretches(),
    )


def _library(outcomes: Iterable[Article | LeftOut], added: Sequence[Article] = ()) -> Library:
    found = list(outcomes)
    paths = {outcome.path for outcome in found}
    staying = [article for article in added if article.path not in paths]
    distinct, doubles = without_doubles([*(outcome for outcome in found if isinstance(outcome, Article)), *staying])
    kept, copies = without_copies(without_repeated(distinct))
    articles: dict[str, Article] = {}
    for article in kept:
        article_id = article.id if article.id and article.id not in articles else free_id(article.path, articles)
        articles[article_id] = replace(article, id=article_id)
    rejected = [outcome for outcome in found if isinstance(outcome, LeftOut)]
    left_out = sorted([*rejected, *doubles, *copies], key=lambda file: file.path)
    single = {article.path for article in staying}
    return Library(
        tuple(articles[key] for key in sorted(articles)),
        tuple(left_out),
        tuple(key for key in sorted(articles) if articles[key].path in single),
    )


def without_doubles(articles: Iterable[Article]) -> tuple[list[Article], list[LeftOut]]:
    """Keep of each text the first article that states the most about it, in the order given; name the others."""
    best: dict[str, Article] = {}
    everything = list(articles)
    for article in everything:
        known = best.setdefault(article.text, article)
        if _facts_known(article) > _facts_known(known):
            best[article.text] = article
    kept = [article for article in everything if best[article.text] is article]
    doubles = [article for article in everything if best[article.text] is not article]
    return kept, [LeftOut(a.path, "duplicate", f"same text as {best[a.text].path}") for a in doubles]


def _facts_known(article: Article) -> int:
    return (article.source is not None) + (article.published is not None)


def free_id(path: str, taken: Container[str]) -> str:
    """Return the id of a file: its path without its ending, with the ending where that id is taken."""
    candidates = chain(
        (_as_id(PurePosixPath(path).with_suffix("").as_posix()), _as_id(path)),
        (f"{_as_id(path)}-{n}" for n in count(2)),
    )
    return next(candidate for candidate in candidates if candidate not in taken)


def _as_id(path: str) -> str:
    return _UNSAFE.sub("-", path.replace("/", "--")).strip("-") or "article"
