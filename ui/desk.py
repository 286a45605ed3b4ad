"""What happens to a conversation: asked, answered, stopped, asked again, judged, each time drawn anew.

The conversation is the only state; bubbles and cards are drawn from it after every event, so that nothing shown is
ever stale.
"""

import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from corpus.errors import PresseError
from rag.question import MAX_CHARACTERS
from ui.cards import sources_html
from ui.conversation import Conversation, Exchange, answered, asked, history
from ui.feedback import FeedbackStore, Verdict
from ui.french import notice, spaced
from ui.keeping import dumped, loaded
from ui.listing import look_up
from ui.render import messages
from ui.scope import EVERYWHERE, Scope
from ui.service import Service

TOO_LONG = spaced(f"Question trop longue : {MAX_CHARACTERS} caractères au plus.")
OPINIONS: dict[str, Verdict] = {
    "Like": "good",
    "Dislike": "bad",
    "Mauvaise citation": "wrong quote",
    "Mauvais article": "wrong article",
    "Il fallait répondre": "should have answered",
    "Il fallait s’abstenir": "should have abstained",
}
THANKS, FORGOTTEN, NOT_KEPT = (
    "Merci, votre avis est noté.",
    "Votre avis est retiré.",
    "Votre avis n’a pas pu être noté.",
)
STOPPED = "Recherche interrompue."

log = logging.getLogger(__name__)


class View(NamedTuple):
    """What the page shows of a conversation, and what the browser keeps of it."""

    conversation: Conversation
    bubbles: list[dict[str, str]]
    cards: str
    kept: str


class Desk:
    """What happens to a conversation: each method takes one and returns what the page shows next."""

    def __init__(self, service: Service, feedback: FeedbackStore | None = None) -> None:
        self._service = service
        self._feedback = feedback
        self._look_up = look_up(service)

    def view(self, conversation: Conversation) -> View:
        """Draw a conversation."""
        kept = dumped(conversation)
        return View(conversation, messages(conversation), sources_html(conversation, self._look_up, kept), kept)

    @property
    def judged(self) -> bool:
        """Whether opinions of answers are kept."""
        return self._feedback is not None

    def restore(self, conversation: Conversation, kept: object) -> View | None:
        """Take up what the browser kept, as far as the articles bear it out; None where there is nothing to take up.

        Nor is there where something was asked before the page had settled: that is not to be written over.
        """
        before = () if conversation else loaded(kept, self._look_up)
        return self.view(before) if before else None

    def ask(self, conversation: Conversation, question: str, scope: Scope = EVERYWHERE) -> View:
        """Add a question; one of white space only adds nothing."""
        question = question.strip()
        if len(question) > MAX_CHARACTERS:
            refused = Exchange(question[:MAX_CHARACTERS] + "…")
            return self.view(answered(asked(conversation, refused), notice=TOO_LONG))
        return self.view(asked(conversation, Exchange(question, scope=scope)) if question else conversation)

    def answer(self, conversation: Conversation) -> View:
        """Answer the question that is awaited, if one is."""
        return deque(self.answers(conversation), maxlen=1)[0]

    def answers(self, conversation: Conversation) -> Iterator[View]:
        """Answer the question that is awaited, if one is; drawn again each time its answer has grown."""
        if not conversation or not conversation[-1].awaited:
            yield self.view(conversation)
            return
        *before, last = conversation
        past = () if last.alone else history(before)
        try:
            for answer in self._service.stream(last.question, past, scope=last.scope):
                yield self.view(answered(conversation, answer))
        except PresseError as error:
            log.warning("question not answered: %s", error)
            yield self.view(answered(conversation, notice=notice(error)))
        except Exception as error:
            log.exception("question not answered")
            yield self.view(answered(conversation, notice=notice(error)))

    def ask_again(self, conversation: Conversation, turn: int, question: str | None = None) -> View:
        """Ask the question of a turn again, or another in its place; what came after it goes."""
        if not 0 <= turn < len(conversation):
            return self.view(conversation)
        before, again = conversation[:turn], conversation[turn]
        return self.view(asked(before, again)) if question is None else self.ask(before, question, again.scope)

    def ask_alone(self, conversation: Conversation) -> View:
        """Ask the last question again as it stands, without the questions before it."""
        if not conversation:
            return self.view(conversation)
        return self.view(asked(conversation[:-1], replace(conversation[-1], alone=True)))

    def judge(self, conversation: Conversation, reader: str, turn: int, opinion: str | bool) -> str:
        """Keep a reader's opinion of an answer, or forget it where it is empty; returns what to say to that."""
        answer = conversation[turn].answer if 0 <= turn < len(conversation) else None
        if self._feedback is None or answer is None:
            return NOT_KEPT
        verdict = OPINIONS.get(opinion if isinstance(opinion, str) else "Like" if opinion else "Dislike")
        try:
            if verdict is None:
                self._feedback.withdraw(reader, turn)
                return FORGOTTEN
            self._feedback.put(reader, turn, verdict, history(conversation[:turn]), answer)
        except PresseError as error:
            log.warning("%s", error)
            return NOT_KEPT
        return THANKS

    def stop(self, conversation: Conversation) -> View:
        """Give up the question that is awaited, if one is."""
        awaited = bool(conversation) and conversation[-1].awaited
        return self.view(answered(conversation, notice=STOPPED) if awaited else conversation)
