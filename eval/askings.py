"""Questions as they are learned from: each asked over a corpus, with what answers it known."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus import Article, Passage
from eval.matching import contains_any, facts_in
from eval.records import EvalQuestion, OwnCorpus
from eval.swapping import swapped
from index import Embeddings, Encoder, Hit, Mask, Searcher, french
from index.builder import contents_of
from rag import confidence, evidence
from rag.framing import unframed
from rag.question import Asked, analyse
from rag.reader import Reader, Reading, Text

TITLES_IN_SMALL_CORPUS = 7
SWAPPED = 0.5
"""Weight of a question asked about another name. PIAF v1.0, linear features, AUROC against such questions and against
those without their article: .861 and .945 with 0, .924 and .943 with 0.5, .946 and .938 with 2."""
_SEED = 2016


@dataclass(frozen=True, slots=True)
class Asking:
    """One question over one corpus; `gold_articles` and `gold_passages` are masks of the passages that answer it.

    `own` says whether it is of the project's own set, `count` what it weighs among others.
    """

    question: EvalQuestion
    asked: Asked
    vector: Embeddings
    searcher: Searcher
    gold_articles: Mask
    gold_passages: Mask
    own: bool
    count: float = 1.0

    def hits(self, allowed: Mask | None = None) -> list[Hit]:
        """Return the passages found among those allowed."""
        return self.searcher.search(self.question.text, confidence.HITS, vector=self.vector, allowed=allowed)


def askings(questions: Sequence[EvalQuestion], corpus: OwnCorpus, encoder: Encoder, own: bool) -> Iterator[Asking]:
    """Yield the questions that a corpus is about."""
    searcher = Searcher(contents_of(corpus.articles, corpus.passages, encoder)[0], encoder)
    asked = [q for q in questions if not q.answerable or any(name in searcher.articles for name in q.articles)]
    asked = [replace(question, text=searcher.corrected(unframed(question.text))) for question in asked]
    vectors = encoder.encode_queries([question.text for question in asked])
    for question, vector in zip(asked, vectors, strict=True):
        in_article = np.array([passage.article_id in question.articles for passage in corpus.passages])
        answers = np.array([_answers(question, passage, searcher) for passage in corpus.passages])
        yield Asking(question, analyse(question.text), vector, searcher, in_article, in_article & answers, own)


def all_askings(
    questions: Sequence[EvalQuestion], corpora: Sequence[OwnCorpus], encoder: Encoder, own: bool
) -> Iterator[Asking]:
    """Yield the questions over each of some corpora."""
    return (asking for corpus in corpora for asking in askings(questions, corpus, encoder, own))


def all_swapped(
    questions: Sequence[EvalQuestion], corpora: Sequence[OwnCorpus], encoder: Encoder, names: Sequence[str], own: bool
) -> Iterator[Asking]:
    """Yield the questions that corpora answer, asked about something that the corpus does not speak of."""
    for corpus in corpora:
        others = list(_swapped(questions, corpus, names))
        yield from (replace(asking, count=SWAPPED) for asking in askings(others, corpus, encoder, own))


def _swapped(questions: Sequence[EvalQuestion], corpus: OwnCorpus, names: Sequence[str]) -> Iterator[EvalQuestion]:
    ids = {article.id for article in corpus.articles}
    known = frozenset(term for article in corpus.articles for term in french.terms(f"{article.title} {article.text}"))
    for question in questions:
        if ids.intersection(question.articles) and (text := swapped(question.text, known, names)):
            yield EvalQuestion(question.id, text, "swapped", answerable=False)


def _answers(question: EvalQuestion, passage: Passage, searcher: Searcher) -> bool:
    if passage.article_id not in question.articles:
        return False
    if question.spans:
        return any(
            s.article_id == passage.article_id and passage.start <= s.start < passage.end for s in question.spans
        )
    return _states(question, searcher.text_of(passage))


def _states(question: EvalQuestion, text: str) -> bool:
    return contains_any(text, question.answers) if question.answers else bool(facts_in(text, question.facts))


def small_corpora(corpus: OwnCorpus) -> Iterator[OwnCorpus]:
    """Cut a corpus into small ones of a few articles each, at random."""
    articles: list[Article] = list(corpus.articles)
    random.Random(_SEED).shuffle(articles)
    for start in range(0, len(articles), TITLES_IN_SMALL_CORPUS):
        kept = articles[start : start + TITLES_IN_SMALL_CORPUS]
        ids = {article.id for article in kept}
        yield OwnCorpus(tuple(kept), tuple(p for p in corpus.passages if p.article_id in ids))


def right(asking: Asking, found: evidence.Evidence) -> bool:
    """Say whether a sentence stands in a passage that answers, and answers itself."""
    text = evidence.text_of(found.sentence, found.hit, asking.searcher)
    return bool(asking.gold_passages[found.hit.row]) and _states(asking.question, text)


class Remembering:
    """An encoder that encodes each text once: the small corpora hold the texts of the whole."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Embeddings] = {}
        self.card = encoder.card

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """Return one unit row for each question, (len(texts), dim)."""
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """Return one unit row for each passage or sentence, (len(texts), dim)."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(fresh, self._encoder.encode_passages(fresh), strict=True))
        return np.stack([self._known[text] for text in texts])


class RememberingReader:
    """A reader that reads each sentence once for a question: it may be found in several corpora, and under masks."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[str, Text], Reading] = {}

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Return one reading for each text."""
        fresh = [text for text in dict.fromkeys(texts) if (question, text) not in self._known]
        for text, reading in zip(fresh, self._reader.read(question, fresh), strict=True):
            self._known[question, text] = reading
        return [self._known[question, text] for text in texts]
