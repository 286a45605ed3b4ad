"""What is still good of a damaged generation: its articles, and with luck the vectors of their texts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Article, split
from corpus.splitting import SPLITTING
from index import articles, integrity, passages, soundness
from index.articles import StoredArticles
from index.builder import Wanted
from index.dense import Choice, DenseIndex
from index.files import sha256_of
from index.generation import MANIFEST, Contents, card_of, damaged, left_out_of, manifest_of
from index.lexical import LexicalIndex
from index.passages import PassageTable
from index.spelling import Words
from index.store import Kept

_VECTORS = ("passages.faiss", "sentences.faiss")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What an index made anew shall hold, and what its vectors can be taken over from, None where from nothing.

    `former` has no words to search by.
    """

    wanted: Wanted
    former: Contents | None


def salvage(generation: Kept) -> Salvaged:
    """Return what is as it was written; raises DamagedIndexError where the manifest or the articles are not.

    Where the passages are damaged, the articles are cut anew.
    """
    path, manifest = generation.path, manifest_of(generation.path)
    if sha256_of(path / MANIFEST) != generation.sha256:
        raise damaged(path.parent, f"{MANIFEST} is not the one that was written")
    if problem := _altered(path, manifest, articles.FILES):
        raise damaged(path.parent, problem)
    kept = tuple(StoredArticles.load(path))
    former = None if _altered(path, manifest, (*passages.FILES, *_VECTORS)) else _former(path, manifest, kept)
    if former is None or soundness.ids_problem(former) or soundness.offsets_problem(former):
        cut, splitting = tuple(passage for article in kept for passage in split(article)), SPLITTING
    else:
        cut, splitting = tuple(former.passages), former.splitting
    choice: Choice = manifest["vectors"]["choice"]
    wanted = Wanted(kept, cut, left_out_of(manifest), splitting, tuple(map(str, manifest["added"])), choice=choice)
    return Salvaged(wanted, former)


def _former(path: Path, manifest: Mapping[str, Any], kept: Sequence[Article]) -> Contents:
    return Contents(
        card_of(manifest),
        kept,
        left_out_of(manifest),
        PassageTable.load(path, tuple(manifest["articles"])),
        DenseIndex.load(path, "passages", "flat"),
        DenseIndex.load(path, "sentences", "flat"),
        LexicalIndex.build(()),
        Words.of(()),
        str(manifest["splitting"]),
    )


def _altered(generation: Path, manifest: Mapping[str, Any], names: Collection[str]) -> str | None:
    return integrity.altered(generation, {name: manifest["files"][name] for name in names}, thorough=True)
