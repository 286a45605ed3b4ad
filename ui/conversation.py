"""A conversation of the chat: questions in order, each with its answer, a notice, or neither yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag import Answer, Turn
from ui.scope import EVERYWHERE, Scope


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as typed, and what came of it: an answer, or a notice in French; neither while it is awaited.

    `alone` says that it is to be taken as it stands, without the questions before it; `scope` which articles it is
    asked of.
    """

    question: str
    answer: Answer | None = None
    notice: str | None = None
    alone: bool = False
    scope: Scope = EVERYWHERE

    @property
    def awaited(self) -> bool:
        """Whether neither an answer nor a notice has come yet."""
        return self.answer is None and self.notice is None


Conversation = tuple[Exchange, ...]


def asked(conversation: Conversation, exchange: Exchange) -> Conversation:
    """Return the conversation with a question more, awaiting its answer."""
    return (*conversation, replace(exchange, answer=None, notice=None))


def answered(conversation: Conversation, answer: Answer | None = None, notice: str | None = None) -> Conversation:
    """Return the conversation with its last question answered, or a notice in the answer's place."""
    return (*conversation[:-1], replace(conversation[-1], answer=answer, notice=notice))


def history(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return what was answered before, oldest first, as the assistant takes it."""
    return tuple(Turn(past.question, past.answer.answer) for past in exchanges if past.answer is not None)
