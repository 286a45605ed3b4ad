"""Writers of an index that are killed, or run out of disk, in a process of their own."""

import resource
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from fakes import HashingEncoder

from corpus import Article, split
from corpus.errors import PresseError
from index import build_index, roll_back

_CONTEXT = get_context("forkserver")  # children of a process that has the modules loaded, but no threads
_CONTEXT.set_forkserver_preload(["index", "fakes", "writing"])

TOWNS = ("Brest", "Nador", "Quimper", "Essaouira", "Dakar", "Liège")


def version(number: int) -> tuple[Article, ...]:
    """Return articles that name their version; half of them stay from one version to the next."""
    return tuple(
        Article(
            town.lower(),
            f"Le pont de {town} a rouvert {of} fois. Le maire y était, pour la {of}e fois.\n\nRien de plus sur {town}.",
            f"Le pont de {town}",
            "Le Journal",
        )
        for place, town in enumerate(TOWNS)
        for of in [number + place % 2 if place % 2 else number // 2]
    )


def build(folder: Path, number: int) -> None:
    """Bring the index to a version."""
    articles = version(number)
    build_index(articles, [p for article in articles for p in split(article)], HashingEncoder(), folder)


def states(steps: int) -> list[int]:
    """Return the version the index is of after each step of `write_on`."""
    history, after = [0], []
    for step in range(steps):
        if step % 5 == 4:
            history.pop()
        else:
            history.append(step)
        history = history[-2:]
        after.append(history[-1])
    return after


def start(work: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
    """Start some work in another process, and return it with what it sends."""
    here, there = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=work, args=(there, *arguments), daemon=True)
    process.start()
    there.close()
    return process, here


def write_on(told: Connection, folder: Path) -> None:
    """Build and roll back for ever, sending the number of each step once it is done."""
    told.send(-1)
    for step in range(1_000_000):
        roll_back(folder) if step % 5 == 4 else build(folder, step)
        told.send(step)


def write_with_little_room(told: Connection, folder: Path, number: int, most: int) -> None:
    """Build where no file may be larger than `most` bytes, sending the line that a user would read, or "done"."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        build(folder, number)
        told.send("done")
    except PresseError as error:
        told.send(str(error))
