"""The one assistant a process shares: every way in (terminal, chat, HTTP) asks through it."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

from corpus import Article, LeftOut
from corpus.errors import NotFoundError, UsageError
from index import BuildReport, Encoder, Filter, Searcher, add_articles, remove_articles, store
from index.builder import Progress
from index.store import Kept
from rag import Answer, Assistant, Question, RankedPassage, Turn
from rag.assistant import TOP_K
from rag.calibration import weights_for
from rag.generative import Phraser
from rag.reader import LazyReader
from rag.reranking import Reranker
from rag.suggesting import suggest
from ui.scope import EVERYWHERE, Scope

MOST_PASSAGES = 100


class Service(Protocol):
    """What a way in needs of the corpus. Every method raises only `corpus.errors.PresseError`s."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), top_k: int | None = None, scope: Scope = EVERYWHERE
    ) -> Answer:
        """Answer a question of the articles in `scope`; raises QuestionError where it is empty or unreadable.

        Raises UsageError where no article is in that scope.
        """
        ...

    def stream(
        self, question: str, history: Sequence[Turn] = (), top_k: int | None = None, scope: Scope = EVERYWHERE
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, at last the one that `ask` returns; raises the same errors, at the first."""
        ...

    def search(self, words: str, top_k: int | None = None, scope: Scope = EVERYWHERE) -> tuple[RankedPassage, ...]:
        """Return the best passages of the articles in `scope` for some words, best first; raises as `ask` does."""
        ...

    def articles(self) -> Sequence[Article]:
        """Return the articles of the corpus, ordered by id; each may be read from disk when it is asked for."""
        ...

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return the files that were not taken into the corpus, and why."""
        ...

    def article(self, article_id: str) -> Article:
        """Return one article; raises NotFoundError."""
        ...

    def suggestions(self) -> tuple[str, ...]:
        """Return a few questions that the loaded corpus answers, in French."""
        ...

    def add(self, files: Sequence[Path], progress: Progress | None = None) -> BuildReport:
        """Add the articles in some files to the corpus; says what came of each. The files may go afterwards."""
        ...

    def remove(self, article_id: str) -> BuildReport:
        """Take an article out of the corpus; raises NotFoundError."""
        ...


class IndexService:
    """A service over the index in one folder; takes up a new generation of it between two questions.

    The encoder is loaded at the first question, or by `open`, and so is the re-ranker, if there is to be one; the
    reader at the first question, or by `warm`. Safe to share between threads.
    """

    def __init__(
        self,
        folder: Path,
        load_encoder: Callable[[], Encoder],
        reader: LazyReader | None = None,
        load_reranker: Callable[[], Reranker] | None = None,
        phraser: Phraser | None = None,
    ) -> None:
        self._folder = folder
        self._load_encoder = lru_cache(maxsize=1)(lambda: _ready(load_encoder()))
        self._reader = reader
        self._phraser = phraser
        self._load_reranker = lru_cache(maxsize=1)(load_reranker or (lambda: None))
        self._lock = Lock()
        self._opened: tuple[Kept, Assistant] | None = None
        self._suggestions: tuple[str, ...] | None = None

    def open(self) -> Assistant:
        """Return the assistant over the present generation, loading what is not loaded yet.

        While one thread loads a new generation, the others are served by the one before it.
        """
        opened = self._opened
        if opened and opened[0] == store.kept(self._folder)[0]:
            return opened[1]
        loading = not self._lock.acquire(blocking=opened is None)
        if opened and loading:
            return opened[1]
        try:
            return self._present()
        finally:
            self._lock.release()

    def warm(self) -> None:
        """Load all that the first question would have to wait for."""
        self.open()
        if self._reader:
            self._reader.warm()

    def _present(self) -> Assistant:
        """Return the assistant over the present generation; for who holds the lock."""
        generation = store.kept(self._folder)[0]
        if self._opened is None or self._opened[0] != generation:
            searcher = Searcher.open(self._folder, self._load_encoder)
            weights = weights_for(self._folder, searcher.encoder.card.model)
            assistant = Assistant(searcher, weights, self._reader, self._load_reranker(), self._phraser)
            self._opened, self._suggestions = (generation, assistant), None
        return self._opened[1]

    def ask(
        self, question: str, history: Sequence[Turn] = (), top_k: int | None = None, scope: Scope = EVERYWHERE
    ) -> Answer:
        """Answer a question of the articles in `scope`; raises QuestionError where it is empty or unreadable.

        Raises UsageError where no article is in that scope.
        """
        return deque(self.stream(question, history, top_k, scope), maxlen=1)[0]

    def stream(
        self, question: str, history: Sequence[Turn] = (), top_k: int | None = None, scope: Scope = EVERYWHERE
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, at last the one that `ask` returns; raises the same errors, at the first."""
        assistant = self.open()
        where = _where(scope, assistant.searcher)
        yield from assistant.stream(Question(question, tuple(history)), top_k=_checked(top_k), where=where)

    def search(self, words: str, top_k: int | None = None, scope: Scope = EVERYWHERE) -> tuple[RankedPassage, ...]:
        """Return the best passages of the articles in `scope` for some words, best first; raises as `ask` does."""
        assistant = self.open()
        return assistant.search(words, _checked(top_k), _where(scope, assistant.searcher))

    def articles(self) -> Sequence[Article]:
        """Return the articles of the corpus, ordered by id; each is read from disk when it is asked for."""
        return self.open().searcher.stored

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return the files that were not taken into the corpus, and why."""
        return self.open().searcher.left_out

    def article(self, article_id: str) -> Article:
        """Return one article; raises NotFoundError."""
        try:
            return self.open().searcher.articles[article_id]
        except KeyError:
            raise NotFoundError(f"no article {article_id!r} in the index {self._folder}") from None

    def suggestions(self) -> tuple[str, ...]:
        """Return a few questions that the loaded corpus answers, in French."""
        assistant = self.open()
        if self._suggestions is None:
            self._suggestions = suggest(assistant)
        return self._suggestions

    def add(self, files: Sequence[Path], progress: Progress | None = None) -> BuildReport:
        """Add the articles in some files to the corpus; says what came of each. The files may go afterwards."""
        report = add_articles(self._folder, files, self._load_encoder(), progress)
        self.open()
        return report

    def remove(self, article_id: str) -> BuildReport:
        """Take an article out of the corpus; raises NotFoundError."""
        report = remove_articles(self._folder, [article_id])
        self.open()
        return report


def _ready(encoder: Encoder) -> Encoder:
    """Load an encoder that waits for its first text, so that the first question does not."""
    encoder.encode_queries(["presse"])
    return encoder


def _where(scope: Scope, searcher: Searcher) -> Filter:
    """Return a scope as the index takes it; raises UsageError where no article is in it."""
    where = scope.where
    if where and not searcher.any_in(where):
        raise UsageError("no article of the index is in that scope; widen it")
    return where


def _checked(top_k: int | None) -> int:
    if top_k is None:
        return TOP_K
    if not 1 <= top_k <= MOST_PASSAGES:
        raise UsageError(f"top_k is {top_k}; give a number from 1 to {MOST_PASSAGES}")
    return top_k
