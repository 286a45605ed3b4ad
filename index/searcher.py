"""Question → hits: passages ranked by their own vector, by their best sentence's, and by their words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from corpus import Article, LeftOut, Passage
from index import french, store
from index.articles import ArticlesById, facts_of
from index.dense import Ids
from index.encoder import Embeddings, Encoder
from index.filtering import EVERYTHING, Filter
from index.fusion import Scores, fuse
from index.generation import Contents
from index.passages import Mask, PassageTable
from index.spelling import Speller

Leg = Literal["passage", "sentence", "lexical"]
ALL_LEGS: frozenset[Leg] = frozenset(("passage", "sentence", "lexical"))

POOL = 100
"""Candidates a leg brings in. PIAF v1.0, MRR@10: .836, .837, .837 for 50, 100, 200."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found.

    `score` is the mean z-score over the legs asked, comparable within one search only; `passage_cosine` and
    `sentence_cosines` (one for each of the passage's sentences) are in [-1, 1]; `bm25` is 0 or more. Higher is better
    for all of them. `row` is the passage's number in the index.
    """

    row: int
    passage: Passage
    score: float
    passage_cosine: float
    sentence_cosines: tuple[float, ...]
    bm25: float


class Searcher:
    """Searches one generation of an index; safe to share between threads."""

    def __init__(self, contents: Contents, encoder: Encoder) -> None:
        self._contents = contents
        self.encoder = encoder
        self.articles: Mapping[str, Article] = ArticlesById(contents.articles, contents.passages.ids)
        self.passages: PassageTable = contents.passages
        self.left_out: tuple[LeftOut, ...] = contents.left_out
        self._mask = lru_cache(maxsize=16)(self._mask_of)
        self._idf = lru_cache(maxsize=100_000)(contents.lexical.idf)
        self._speller = Speller(contents.words, contents.lexical.holds)

    @classmethod
    def open(cls, folder: Path, encoder: Encoder | Callable[[], Encoder]) -> "Searcher":
        """Open the index in `folder`, whose manifest must name the model and prompts of `encoder`.

        An encoder that takes long to load may be given as a function, called once the index is known to be sound.
        Raises MissingIndexError, DamagedIndexError or MismatchedIndexError.
        """
        contents = store.load(folder)
        loaded = encoder() if callable(encoder) else encoder
        store.refuse_other_encoder(folder, contents, loaded.card)
        return cls(contents, loaded)

    @property
    def stored(self) -> Sequence[Article]:
        """The articles in their order, each read from disk when it is asked for."""
        return self._contents.articles

    @property
    def facts(self) -> Sequence[Article]:
        """The articles for all but their texts, which may be left out: what a filter or a list needs."""
        return facts_of(self._contents.articles)

    def text_of(self, passage: Passage) -> str:
        """Return the text of a passage."""
        return self.articles[passage.article_id].text[passage.start : passage.end]

    def idf(self, term: str) -> float:
        """Return how telling a term of `index.french` is in this index, 0 or more."""
        return self._idf(term)

    def corrected(self, question: str) -> str:
        """Return the question with misspelt words put right where the articles hold a word spelt nearly so."""
        return self._speller.correct(question)

    @property
    def unknown_idf(self) -> float:
        """The IDF of a term that no passage holds: the highest there is in this index."""
        return self._contents.lexical.idf("")

    def search(
        self,
        question: str,
        k: int = 10,
        *,
        vector: Embeddings | None = None,
        where: Filter = EVERYTHING,
        allowed: Mask | None = None,
        legs: Collection[Leg] = ALL_LEGS,
    ) -> list[Hit]:
        """Return the `k` best passages for a question, best first.

        `vector` is the question's, (dim,), where it has been encoded already; `where` and `allowed` leave articles and
        passages out of the search itself, so that `k` others are found; `legs` ranks by some of the legs only.
        """
        if where:
            allowed = self._mask(where) if allowed is None else allowed & self._mask(where)
        if not self.passages:
            return []
        if vector is None:
            vector = self.encoder.encode_queries([question])[0]
        bm25 = self._contents.lexical.scores(french.terms(question))
        pool = self._pool(vector, bm25, allowed)
        cosines, starts = self._sentence_cosines(vector, pool)
        of_leg: dict[Leg, Scores] = {
            "passage": self._contents.passage_vectors.cosines(vector, pool),
            "sentence": _highest(cosines, starts),
            "lexical": bm25[pool],
        }
        fused = fuse([of_leg[leg] for leg in sorted(legs)])
        best = np.argsort(-fused, kind="stable")[:k]
        return [
            Hit(
                int(pool[i]),
                self.passages[int(pool[i])],
                float(fused[i]),
                float(of_leg["passage"][i]),
                tuple(cosines[starts[i] : starts[i + 1]].tolist()),
                float(bm25[pool[i]]),
            )
            for i in best
        ]

    def any_in(self, where: Filter) -> bool:
        """Tell whether the index holds an article that is among those chosen."""
        return any(map(where.holds, self.facts))

    def _mask_of(self, where: Filter) -> Mask:
        return self.passages.of_articles({article.id for article in self.facts if where.holds(article)})

    def _pool(self, vector: Embeddings, bm25: Scores, allowed: Mask | None) -> Ids:
        """Return the candidates of all three legs, ascending: what is scored does not depend on the legs asked."""
        sentences_allowed = None if allowed is None else self.passages.sentence_mask(allowed)
        by_passage = self._contents.passage_vectors.search(vector, POOL, allowed)
        sentences = self._contents.sentence_vectors.search(vector, 3 * POOL, sentences_allowed)
        by_sentence = self.passages.of_sentences(sentences)
        by_words = _best(bm25 if allowed is None else np.where(allowed, bm25, 0), POOL)
        return np.unique(np.concatenate([by_passage, by_sentence, by_words]))

    def _sentence_cosines(self, vector: Embeddings, rows: Ids) -> tuple[Scores, Ids]:
        """Return the cosines of all sentences of some passages, and where those of each start, and the last end."""
        first = self.passages.first[rows]
        counts = self.passages.first[rows + 1] - first
        starts: Ids = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        ids = np.repeat(first - starts[:-1], counts) + np.arange(starts[-1])
        return self._contents.sentence_vectors.cosines(vector, ids), starts


def _highest(cosines: Scores, starts: Ids) -> Scores:
    """Return the highest cosine of each passage's sentences, -1 for a passage that has none."""
    highest = np.full(len(starts) - 1, -1.0, dtype=np.float32)
    filled = starts[1:] > starts[:-1]
    if filled.any():
        highest[filled] = np.maximum.reduceat(cosines, starts[:-1][filled])
    return highest


def _best(scores: Scores, k: int) -> Ids:
    """Return the rows of the `k` highest scores above 0, in no order."""
    rows = np.argpartition(-scores, k)[:k] if len(scores) > k else np.arange(len(scores))
    return np.asarray(rows[scores[rows] > 0], dtype=np.int64)
