"""Corpora of any size: vectors drawn from real ones with noise, texts made of made-up words; the same for a seed.

A drawn vector is a real one, moved along the difference of two others and by a little noise, so that the cloud keeps
its shape. Words are syllables, as frequent as Zipf's law has it; French stop words stand between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from corpus import Article
from index.dense import Stored
from index.encoder import Embeddings
from index.passages import PassageTable

SENTENCES = 5
"""Sentences of a passage."""
PASSAGES = 10
"""Passages of an article."""

_WORDS = 14  # of a sentence, half of them stop words
_VOCABULARY = 200_000
_MIXED, _NOISE = 0.35, 0.25  # weights of a difference of two real vectors, and of noise as long as that
_CHUNK = 50_000
_OUTLETS = 20
_STOP = np.array(["le", "la", "les", "de", "des", "du", "un", "une", "et", "en", "dans", "pour", "sur", "avec", "qui"])
_SYLLABLES = tuple(
    f"{a}{b}{c}" for a, b, c in product("bcdfglmnprstv", ("a", "e", "i", "o", "u", "ou", "an"), ("", "l", "r", "t"))
)


def drawn(real: Embeddings, count: int, seed: int, into: Stored) -> None:
    """Fill `into`, (count, dim), with unit vectors drawn from real ones, a chunk at a time."""
    rng = np.random.default_rng(seed)
    for start in range(0, count, _CHUNK):
        size = min(_CHUNK, count - start)
        base, one, other = real[rng.integers(0, len(real), (3, size))]
        moved = one - other
        noise = rng.standard_normal(moved.shape, dtype=np.float32) / np.sqrt(real.shape[1])
        rows = base + _MIXED * moved + _NOISE * noise * np.linalg.norm(moved, axis=1).mean()
        into[start : start + size] = rows / np.linalg.norm(rows, axis=1, keepdims=True)


@dataclass(frozen=True)
class MadeUp:
    """Articles of PASSAGES passages of SENTENCES sentences each, in made-up words."""

    passages: int
    seed: int = 0

    @cached_property
    def vocabulary(self) -> NDArray[np.str_]:
        """The words, the most frequent first."""
        rng = np.random.default_rng(self.seed)
        lengths = rng.integers(2, 5, _VOCABULARY)
        chosen = rng.choice(np.array(_SYLLABLES), (_VOCABULARY, 4))
        return np.array(["".join(row[:length]) for row, length in zip(chosen, lengths, strict=True)])

    def articles(self) -> list[Article]:
        """Return the articles; each has an outlet, a date, and one line of text a passage."""
        return [self._article(number) for number in range(-(-self.passages // PASSAGES))]

    def table(self, articles: Sequence[Article]) -> PassageTable:
        """Return the passages of the articles and their sentences, split where they were put together."""
        rows, sentences = [], []
        for number, article in enumerate(articles):
            start = 0
            for passage in article.text.split("\n"):
                rows.append((number, start, start + len(passage), SENTENCES))
                at = start
                for sentence in passage.split(". "):
                    end = min(at + len(sentence) + 1, start + len(passage))
                    sentences.append((at, end))
                    at = end + 1
                start += len(passage) + 1
        return PassageTable.of_rows(tuple(article.id for article in articles), rows, sentences)

    def questions(self, count: int) -> list[str]:
        """Return questions of two frequent words and two of any frequency."""
        rng = np.random.default_rng(self.seed + 1)
        frequent = self.vocabulary[rng.integers(0, 300, (count, 2))]
        others = self.vocabulary[self._ranks(rng, count * 2)].reshape(count, 2)
        return [f"Que dit-on de {' '.join(row)} ?" for row in np.concatenate([frequent, others], axis=1)]

    def _article(self, number: int) -> Article:
        rng = np.random.default_rng((self.seed, number))
        passages = min(PASSAGES, self.passages - number * PASSAGES)
        words = self.vocabulary[self._ranks(rng, passages * SENTENCES * _WORDS // 2)]
        links = rng.choice(_STOP, len(words))
        pairs = np.char.add(np.char.add(links, " "), words).reshape(passages, SENTENCES, _WORDS // 2)
        text = "\n".join(". ".join(" ".join(sentence).capitalize() for sentence in passage) + "." for passage in pairs)
        title = " ".join(self.vocabulary[self._ranks(rng, 4)]).capitalize()
        day = f"{2005 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
        return Article(f"article-{number:07}", text, title, f"Journal {number % _OUTLETS}", day, path=f"{number}.txt")

    @staticmethod
    def _ranks(rng: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Return ranks of words, each as likely as one over it."""
        ranks: NDArray[np.int64] = np.exp(rng.random(count) * np.log(_VOCABULARY)).astype(np.int64) - 1
        return ranks
