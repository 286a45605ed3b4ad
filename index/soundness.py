"""Do the parts of an index belong together? Each check says what is wrong, or nothing."""

import random

import numpy as np

from index.builder import lexical_texts, passage_inputs, sentence_inputs
from index.dense import DenseIndex, Ids
from index.encoder import Encoder
from index.generation import Contents
from index.lexical import LexicalIndex

SAMPLE = 16
"""Passages, and sentences, encoded again."""
LEAST_COSINE = 0.98
"""Between a stored vector and the same text encoded now; int8 on another processor stays above .99."""

_UNIT = 2e-3  # how far from 1 the length of a vector in half precision may be
_CHUNK = 65_536  # vectors looked at together


def ids_problem(contents: Contents) -> str | None:
    """Say whether an id is given twice, is not the one of the passages, or names no article."""
    ids = [article.id for article in contents.articles]
    if ids != list(contents.passages.ids):
        return "the passages are not of the articles that are stored"
    if len(set(ids)) < len(ids):
        return "two articles have the same id"
    unknown = sorted(set(contents.added) - set(ids))
    return f"there is no article {unknown[0]}, which was added" if unknown else None


def offsets_problem(contents: Contents) -> str | None:
    """Say which passage lies outside its article's text, or which has a sentence outside it or out of order."""
    lengths = np.array([len(article.text) for article in contents.articles], dtype=np.int64)
    passages, sentences = contents.passages.passages, contents.passages.sentences
    if not len(passages):
        return None
    wrong = (passages["start"] < 0) | (passages["start"] > passages["end"])
    wrong |= passages["end"] > lengths[passages["article"]]
    owner = np.repeat(np.arange(len(passages)), passages["sentences"])
    start, end = sentences["start"], sentences["end"]
    misplaced = (start < passages["start"][owner]) | (end > passages["end"][owner]) | (start > end)
    misplaced[1:] |= (owner[1:] == owner[:-1]) & (start[1:] < end[:-1])
    wrong[owner[misplaced]] = True
    if not wrong.any():
        return None
    return f"a passage of {contents.passages[int(np.argmax(wrong))].article_id} lies outside its text"


def lexical_problem(contents: Contents) -> str | None:
    """Say whether BM25 computed anew from the stored texts differs from what is stored."""
    stored, anew = contents.lexical, LexicalIndex.build(lexical_texts(contents.articles, contents.passages))
    same = (
        list(stored.terms) == list(anew.terms)
        and np.array_equal(stored.starts, anew.starts)
        and np.array_equal(stored.documents, anew.documents)
        and np.allclose(stored.weights, anew.weights, rtol=1e-5)
    )
    return None if same else "the words are not those of the texts"


def vectors_problem(contents: Contents) -> str | None:
    """Say whether a vector is not of length 1, or is not found when it is searched for."""
    for name, vectors in (("passage", contents.passage_vectors), ("sentence", contents.sentence_vectors)):
        for start in range(0, len(vectors), _CHUNK):
            part = vectors.vectors(np.arange(start, min(start + _CHUNK, len(vectors)), dtype=np.int64))
            if not np.allclose(np.linalg.norm(part, axis=1), 1, atol=_UNIT):
                return f"a {name}'s vector is not of length 1"
        for row in _sample(len(vectors)):
            query = vectors.vectors(np.array([row]))[0]
            found = vectors.search(query, 1)
            if not len(found) or vectors.cosines(query, found)[0] < LEAST_COSINE:
                return f"a {name}'s vector is not found by itself"
    return None


def least_cosine(contents: Contents, encoder: Encoder) -> float:
    """Return the least cosine between some stored vectors and the same texts encoded now; 1 without any."""
    return min(
        _least(passage_inputs(contents.articles, contents.passages), contents.passage_vectors, encoder),
        _least(sentence_inputs(contents.articles, contents.passages), contents.sentence_vectors, encoder),
    )


def _least(inputs: list[str], vectors: DenseIndex, encoder: Encoder) -> float:
    rows = _sample(len(inputs))
    if not len(rows):
        return 1.0
    now = encoder.encode_passages([inputs[row] for row in rows])
    return float(np.min(np.sum(now * vectors.vectors(rows), axis=1)))


def _sample(size: int) -> Ids:
    return np.array(sorted(random.Random(0).sample(range(size), min(SAMPLE, size))), dtype=np.int64)
