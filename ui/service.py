"""The one assistant a process shares: every way in (terminal, chat, HTTP) asks through it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from corpus import Article, LeftOut
from rag import Answer, RankedPassage, Turn


class Service(Protocol):
    """What a way in needs of the corpus. Every method raises only `corpus.errors.PresseError`s."""

    def ask(self, question: str, history: Sequence[Turn] = (), top_k: int | None = None) -> Answer:
        """Answer a question; raises QuestionError where it is empty, over-long or unreadable."""
        ...

    def search(self, words: str, top_k: int | None = None) -> tuple[RankedPassage, ...]:
        """Return the best passages for some words, best first."""
        ...

    def articles(self) -> tuple[Article, ...]:
        """Return the articles of the corpus, ordered by id."""
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
