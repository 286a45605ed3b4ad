"""Is what is on disk sound? Every part of an index checked against the others and against the encoder."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import Article, Passage
from corpus.errors import PresseError
from index import store
from index.builder import sentence_inputs
from index.encoder import Encoder
from index.generation import Contents

SAMPLE = 16
"""Sentences encoded again."""
LEAST_COSINE = 0.98
"""Between a stored vector and the same text encoded now; int8 on another processor stays above .99."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; `problem` says what is wrong and what to do, None where nothing is."""

    checked: str
    problem: str | None = None


def check(folder: Path, load_encoder: Callable[[], Encoder]) -> Iterator[Finding]:
    """Check the model and the index in `folder`, yielding each finding as it is made; never raises a PresseError."""
    try:
        encoder = load_encoder()
    except PresseError as error:
        yield Finding("model", str(error))
        return
    yield Finding(f"model: {encoder.card.model}")
    try:
        contents = store.load(folder, thorough=True)
        store.refuse_other_encoder(folder, contents, encoder.card)
    except PresseError as error:
        yield Finding("index", str(error))
        return
    yield Finding(f"files: {store.current(folder).name}, every file as it was written")
    anew = f"delete {folder}, then: presse build --index {folder}"
    articles = {article.id: article for article in contents.articles}
    astray = next((passage for passage in contents.passages if not _in_place(passage, articles)), None)
    yield Finding(
        f"offsets: {len(contents.passages)} passages of {len(articles)} articles",
        f"a passage of {astray.article_id} lies outside its text; {anew}" if astray else None,
    )
    cosine = _least_cosine(contents, encoder)
    yield Finding(
        f"vectors: a sample encoded again, least cosine {cosine:.3f}",
        None if cosine >= LEAST_COSINE else f"the vectors are not those of this model; {anew}",
    )


def _in_place(passage: Passage, articles: Mapping[str, Article]) -> bool:
    """Say whether a passage lies in its article, and its sentences in the passage, in order."""
    article = articles.get(passage.article_id)
    if article is None or not 0 <= passage.start <= passage.end <= len(article.text):
        return False
    places = [passage.start, *(place for s in passage.sentences for place in (s.start, s.end)), passage.end]
    return places == sorted(places)


def _least_cosine(contents: Contents, encoder: Encoder) -> float:
    """Return the least cosine between stored vectors of some sentences and the same encoded now; 1 without any."""
    inputs = sentence_inputs(contents.articles, contents.passages)
    rows = np.array(random.Random(0).sample(range(len(inputs)), min(SAMPLE, len(inputs))), dtype=np.int64)
    if not len(rows):
        return 1.0
    now = encoder.encode_passages([inputs[row] for row in rows])
    return float(np.min(np.sum(now * contents.sentence_vectors.vectors(rows), axis=1)))
