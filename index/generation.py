"""One generation of an index: what it holds, and the files that hold it.

    manifest.json                          format, model, counts, ids, and the hash of every other file
    facts.jsonl, texts.jsonl, articles.bin the articles: what is short, what is long, and where the lines start
    passages.bin, sentences.bin            where each passage and each sentence stands
    passages.faiss, sentences.faiss        their vectors; `….near.faiss` finds them where they are many
    terms.*, postings.bin, documents.bin, times.bin, weights.bin    BM25
    words.*                                how words are written

All but the manifest are mapped into memory, not read: an index opens in no time, and its size is not bound by memory.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus import Article, LeftOut
from corpus.errors import DamagedIndexError, MismatchedIndexError
from index import articles, integrity
from index.articles import StoredArticles
from index.dense import Choice, DenseIndex
from index.encoder import EncoderCard
from index.lexical import LexicalIndex
from index.passages import PassageTable
from index.spelling import Words

FORMAT = 6
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything an index holds. Row i of `passage_vectors` and document i of `lexical` are passage i; the rows of
    `sentence_vectors` are the sentences of passage 0, then those of passage 1, and so on. `splitting` says how the
    passages were cut; `added` are the ids of the articles that were added one by one, not found in a folder;
    `choice` says how the vectors are to be searched, however many they become.

    Opened from disk, articles and passages are sequences that make each record when it is asked for.
    """

    encoder: EncoderCard
    articles: Sequence[Article]
    left_out: tuple[LeftOut, ...]
    passages: PassageTable
    passage_vectors: DenseIndex
    sentence_vectors: DenseIndex
    lexical: LexicalIndex
    words: Words
    splitting: str
    added: tuple[str, ...] = ()
    choice: Choice = "auto"


def write(generation: Path, contents: Contents) -> None:
    """Write all files into an empty folder; raises OSError."""
    hashes_of_sources = articles.save(generation, contents.articles)
    contents.passages.save(generation)
    contents.passage_vectors.save(generation, "passages")
    contents.sentence_vectors.save(generation, "sentences")
    contents.lexical.save(generation)
    contents.words.save(generation)
    manifest = {
        "format": FORMAT,
        "encoder": asdict(contents.encoder),
        "splitting": contents.splitting,
        "added": contents.added,
        "articles": hashes_of_sources,
        "passages": len(contents.passages),
        "sentences": len(contents.sentence_vectors),
        "vectors": {
            "choice": contents.choice,
            "passages": contents.passage_vectors.kind,
            "sentences": contents.sentence_vectors.kind,
        },
        "left_out": [asdict(left_out) for left_out in contents.left_out],
        "files": integrity.hashes(generation),
    }
    (generation / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")


def read(generation: Path, thorough: bool = False) -> Contents:
    """Open a generation; raises DamagedIndexError where a file is not as it was written, MismatchedIndexError.

    `thorough` reads every byte of every file, however large.
    """
    manifest = manifest_of(generation)
    if problem := integrity.altered(generation, manifest["files"], thorough):
        raise damaged(generation.parent, problem)
    try:
        contents = _contents(generation, manifest)
    except (ValueError, KeyError, TypeError, IndexError, RuntimeError, OSError) as error:
        raise damaged(generation.parent, f"its contents cannot be read ({error})") from error
    _check_counts(generation, contents, manifest)
    return contents


def _contents(generation: Path, manifest: Mapping[str, Any]) -> Contents:
    kinds = manifest["vectors"]
    return Contents(
        card_of(manifest),
        StoredArticles.load(generation),
        left_out_of(manifest),
        PassageTable.load(generation, tuple(manifest["articles"])),
        DenseIndex.load(generation, "passages", kinds["passages"]),
        DenseIndex.load(generation, "sentences", kinds["sentences"]),
        LexicalIndex.load(generation, manifest["passages"]),
        Words.load(generation),
        str(manifest["splitting"]),
        tuple(manifest["added"]),
        kinds["choice"],
    )


def manifest_of(generation: Path) -> dict[str, Any]:
    """Return the manifest of a generation; raises DamagedIndexError, MismatchedIndexError."""
    try:
        manifest = dict(json.loads((generation / MANIFEST).read_text("utf-8")))
        version = manifest["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(generation.parent, f"{MANIFEST} cannot be read") from error
    if version != FORMAT:
        raise MismatchedIndexError(
            f"the index {generation.parent} has format {version}, this version of presse reads {FORMAT}; "
            f"{rebuild(generation.parent)}"
        )
    return manifest


def card_of(manifest: Mapping[str, Any]) -> EncoderCard:
    """Return the encoder that a manifest names."""
    return EncoderCard(**manifest["encoder"])


def left_out_of(manifest: Mapping[str, Any]) -> tuple[LeftOut, ...]:
    """Return the files that a manifest names as left out."""
    return tuple(LeftOut(**left_out) for left_out in manifest["left_out"])


def _check_counts(generation: Path, contents: Contents, manifest: Mapping[str, Any]) -> None:
    passages, sentences = len(contents.passages), len(contents.passages.sentences)
    counts = (len(contents.passage_vectors), contents.lexical.size, len(contents.sentence_vectors))
    if counts != (passages, passages, sentences) or len(contents.articles) != len(manifest["articles"]):
        raise damaged(generation.parent, "its parts do not hold the same passages")


def damaged(folder: Path, reason: str) -> DamagedIndexError:
    """Return the error that says what is wrong with the index in a folder."""
    repair = f"or mend it with: presse doctor --repair --index {folder}"
    return DamagedIndexError(f"the index {folder} is damaged: {reason}; {rebuild(folder)}, {repair}")


def rebuild(folder: Path) -> str:
    """Return the advice to build the index in a folder anew."""
    return f"rebuild it with: presse build --index {folder}"
