"""A damaged index made whole again: from its own articles, or else from the generation before."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from corpus.errors import MismatchedIndexError, StoredIndexError
from index import soundness, store
from index.builder import Progress, contents_wanted
from index.checking import CHECKS
from index.encoder import Encoder
from index.generation import Contents, damaged
from index.salvage import Salvaged, salvage
from index.store import Kept


def repair(folder: Path, encoder: Encoder, progress: Progress | None = None) -> Iterator[str]:
    """Make the index in `folder` whole, yielding in words what was done; yields nothing where nothing was to be done.

    What is damaged is computed anew from the stored articles, with the vectors that are sound taken over. Where the
    articles themselves are damaged the generation before takes their place. Leftovers go. Raises MissingIndexError
    where there is no index, MismatchedIndexError where it is of another model or version, DamagedIndexError where
    nothing whole is left, StoredIndexError where the folder cannot be written to; the index is then as it was.
    """
    generations = _generations(folder)
    with store.locked(folder):
        whole = [generation for generation in generations if _is_sound(folder, generation, encoder)]
        if generations[0] in whole:
            yield from _tidied(folder, whole[: store.MOST_KEPT])
        elif saved := _first_salvaged(generations[:1] if whole else generations):
            contents, encoded = contents_wanted(_former(saved, whole, encoder), saved.wanted, encoder, progress)
            store.write_beside(folder, contents, whole)
            yield f"made anew from {len(contents.articles)} stored articles, {encoded} texts encoded"
        elif whole:
            store.keep_only(folder, whole[: store.MOST_KEPT])
            yield f"went back to {whole[0].path.name}: what came after it is lost"
        else:
            raise damaged(folder, "nothing whole is left of it")


def _generations(folder: Path) -> Sequence[Kept]:
    """Return what CURRENT lists; where it cannot be read, every generation that is there, the newest first."""
    try:
        return store.kept(folder)
    except StoredIndexError:
        if found := store.there(folder):
            return found
        raise


def _tidied(folder: Path, whole: Sequence[Kept]) -> Iterator[str]:
    """Let CURRENT list what is whole, and let nothing else be there."""
    left, listed = [path.name for path in store.leftovers(folder)], store.kept_or_none(folder)
    if not left and tuple(whole) == listed:
        return
    store.keep_only(folder, whole)
    gone = [generation.path.name for generation in listed if generation not in whole]
    yield f"kept {', '.join(generation.path.name for generation in whole)}" + (
        f", removed {', '.join([*gone, *left])}" if gone or left else ""
    )


def _is_sound(folder: Path, generation: Kept, encoder: Encoder) -> bool:
    """Say whether a generation opens, its parts belong together, and its vectors are of the model."""
    try:
        contents = store.load_kept(generation, thorough=True)
    except MismatchedIndexError:
        raise
    except StoredIndexError:
        return False
    store.refuse_other_encoder(folder, contents, encoder.card)
    return not any(problem_of(contents) for _, problem_of in CHECKS) and _of_model(contents, encoder)


def _of_model(contents: Contents, encoder: Encoder) -> bool:
    return soundness.least_cosine(contents, encoder) >= soundness.LEAST_COSINE


def _first_salvaged(generations: Sequence[Kept]) -> Salvaged | None:
    for generation in generations:
        with suppress(StoredIndexError):
            return salvage(generation)
    return None


def _former(saved: Salvaged, whole: Sequence[Kept], encoder: Encoder) -> Contents | None:
    """Return what vectors are taken over from: the damaged generation itself, or one that is whole, or nothing."""
    if saved.former and not soundness.vectors_problem(saved.former) and _of_model(saved.former, encoder):
        return saved.former
    return store.load_kept(whole[0]) if whole else None
