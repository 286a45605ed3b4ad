"""Is what is on disk sound? Every part of an index checked against the others and against the encoder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PresseError
from index import soundness, store
from index.encoder import Encoder
from index.generation import Contents
from index.store import Kept

CHECKS: tuple[tuple[str, Callable[[Contents], str | None]], ...] = (
    ("ids: the same in articles and passages", soundness.ids_problem),
    ("offsets: every passage in its article, every sentence in its passage", soundness.offsets_problem),
    ("words: BM25 computed anew is the same", soundness.lexical_problem),
    ("vectors: all of length 1, each found by itself", soundness.vectors_problem),
)
"""What is checked within a generation that opens, without the model."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; `problem` says what is wrong and what to do, None where nothing is."""

    checked: str
    problem: str | None = None


def check(folder: Path, load_encoder: Callable[[], Encoder]) -> Iterator[Finding]:
    """Check the model and the index in `folder`, yielding each finding as it is made; never raises a PresseError."""
    encoder = _loaded(load_encoder)
    yield encoder if isinstance(encoder, Finding) else Finding(f"model: {encoder.card.model}")
    try:
        generations = store.kept(folder)
    except PresseError as error:
        yield Finding("index", str(error))
        return
    yield from _present(folder, generations[0], None if isinstance(encoder, Finding) else encoder)
    for generation in generations[1:]:
        yield _before(folder, generation)
    yield _left(folder)


def _mend(folder: Path) -> str:
    """Return the advice to repair an index."""
    return f"mend it with: presse doctor --repair --index {folder}"


def _loaded(load_encoder: Callable[[], Encoder]) -> Encoder | Finding:
    try:
        encoder = load_encoder()
        encoder.encode_queries(["presse"])  # one that waits for its first text is loaded now
    except PresseError as error:
        return Finding("model", str(error))
    return encoder


def _present(folder: Path, generation: Kept, encoder: Encoder | None) -> Iterator[Finding]:
    try:
        contents = store.load_kept(generation, thorough=True)
    except PresseError as error:
        yield Finding("index", str(error))
        return
    counts = f"{len(contents.articles)} articles, {len(contents.passages)} passages"
    yield Finding(f"files: {generation.path.name}, every file as it was written; {counts}")
    for checked, problem_of in CHECKS:
        problem = problem_of(contents)
        yield Finding(checked, f"{problem}; {_mend(folder)}" if problem else None)
    if encoder:
        yield _of_model(folder, contents, encoder)


def _of_model(folder: Path, contents: Contents, encoder: Encoder) -> Finding:
    try:
        store.refuse_other_encoder(folder, contents, encoder.card)
    except PresseError as error:
        return Finding("vectors: of this model", str(error))
    cosine = soundness.least_cosine(contents, encoder)
    problem = None if cosine >= soundness.LEAST_COSINE else f"the vectors are not those of this model; {_mend(folder)}"
    return Finding(f"vectors: a sample encoded again, least cosine {cosine:.3f}", problem)


def _before(folder: Path, generation: Kept) -> Finding:
    checked = f"files: {generation.path.name}, which presse rollback goes back to"
    try:
        store.load_kept(generation, thorough=True)
    except PresseError as error:
        return Finding(checked, str(error))
    return Finding(checked)


def _left(folder: Path) -> Finding:
    left = [path.name for path in store.leftovers(folder)]
    if not left:
        return Finding("leftovers: none")
    return Finding(f"leftovers: {', '.join(left)}, given up by a writer or a roll-back; the next build removes them")
