"""A folder becomes articles: which files were taken, which were left out, and why."""

import hashlib
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import chain, count
from pathlib import Path, PurePosixPath

from corpus.cleaning import clean
from corpus.errors import CorpusError, UnreadableError
from corpus.facts import settle
from corpus.formats.draft import Draft, Refused
from corpus.language import language_of
from corpus.metadata import told_by_text
from corpus.readers import LARGEST, read
from corpus.records import Article, LeftOut, Library

_UNSAFE = re.compile(r"[^\w.~-]+")


def read_library(folder: Path) -> Library:
    """Read every file below `folder` that is not hidden; the same folder gives the same ids everywhere.

    Raises CorpusError where the folder is missing, is no folder, or holds no article that can be used.
    """
    if not folder.exists():
        raise CorpusError(f"There is no folder {folder}: name one that holds articles.")
    if not folder.is_dir():
        raise CorpusError(f"{folder} is not a folder: name the folder that holds the articles.")
    library = _without_duplicates(_outcomes(folder))
    if not library.articles:
        raise CorpusError(f"No article could be read in {folder}{_first_reason(library.left_out)}.")
    return library


def read_articles(folder: Path) -> Iterator[Article]:
    """Yield every article below a folder as it is read: ids not yet given, doubles not yet found."""
    return (outcome for outcome in _outcomes(folder) if isinstance(outcome, Article))


def _first_reason(left_out: tuple[LeftOut, ...]) -> str:
    return f" ({left_out[0].path}: {left_out[0].why})" if left_out else ""


def _outcomes(folder: Path) -> Iterator[Article | LeftOut]:
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            yield from _articles(folder, path, name)
        except UnreadableError as error:
            yield LeftOut(name, "rejected", str(error))
        except OSError as error:
            yield LeftOut(name, "rejected", f"it cannot be opened: {error.strerror or error}")


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
    sha256 = hashlib.sha256(data).hexdigest()
    for item in read(data, path.name):
        part = f"{name}/{item.part}" if item.part else name
        yield LeftOut(part, "rejected", item.why) if isinstance(item, Refused) else _article(item, part, sha256)


def _check_link(folder: Path, path: Path) -> None:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise UnreadableError("a link that leads nowhere, or to itself") from error
    if not target.is_relative_to(folder.resolve()):
        raise UnreadableError("a link that leaves the folder")
    if target.is_dir():
        raise UnreadableError("a link to a folder")


def _article(draft: Draft, path: str, sha256: str) -> Article | LeftOut:
    cleaned = clean(draft.text, draft.title)
    text = cleaned.body.text
    if not any(c.isalnum() for c in text):
        return LeftOut(path, "rejected", "empty: no text that is an article" if draft.text.strip() else "empty file")
    facts, reasons = settle((*draft.stated, *cleaned.stated, *told_by_text(text)))
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


def _without_duplicates(outcomes: Iterable[Article | LeftOut]) -> Library:
    articles: dict[str, Article] = {}
    left_out: list[LeftOut] = []
    path_of_text: dict[str, str] = {}
    for outcome in outcomes:
        if isinstance(outcome, LeftOut):
            left_out.append(outcome)
        elif outcome.text in path_of_text:
            left_out.append(LeftOut(outcome.path, "duplicate", f"same text as {path_of_text[outcome.text]}"))
        else:
            path_of_text[outcome.text] = outcome.path
            article_id = _free_id(outcome.path, articles)
            articles[article_id] = replace(outcome, id=article_id)
    return Library(tuple(articles[key] for key in sorted(articles)), tuple(left_out))


def _free_id(path: str, taken: Container[str]) -> str:
    """Return the id of a file: its path without its ending, with the ending where that id is taken."""
    candidates = chain(
        (_as_id(PurePosixPath(path).with_suffix("").as_posix()), _as_id(path)),
        (f"{_as_id(path)}-{n}" for n in count(2)),
    )
    return next(candidate for candidate in candidates if candidate not in taken)


def _as_id(path: str) -> str:
    return _UNSAFE.sub("-", path.replace("/", "--")).strip("-") or "article"
