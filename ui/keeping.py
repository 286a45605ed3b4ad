"""A conversation as text, so that it outlives a reload and can be handed in for export.

What comes back is a reader's own copy: it is checked against the articles as they are now, so that no sentence
is ever shown as a quotation that its article does not hold.
"""

from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from rag import Answer, Citation, RankedPassage
from ui.cards import shown_passages
from ui.conversation import Conversation, Exchange
from ui.french import spaced
from ui.listing import LookUp

LONGEST = 500_000  # characters: beyond, the oldest exchanges are let go
OUTDATED = spaced("Cette réponse citait des articles qui ont changé depuis : posez la question à nouveau.")

_EXCHANGE = TypeAdapter(Exchange)
_CONVERSATION: TypeAdapter[Conversation] = TypeAdapter(Conversation)


def dumped(conversation: Conversation) -> str:
    """Return a conversation as JSON, each answer with only those passages that its cards show."""
    texts = [_EXCHANGE.dump_json(_trimmed(exchange)).decode() for exchange in conversation if not exchange.awaited]
    while sum(map(len, texts)) + len(texts) + 1 > LONGEST:
        del texts[0]
    return f"[{','.join(texts)}]"


def loaded(text: object, look_up: LookUp) -> Conversation:
    """Return the conversation that `dumped` wrote, or an empty one for anything else.

    An answer that no longer agrees with the articles becomes a notice.
    """
    if not isinstance(text, str) or len(text) > LONGEST:
        return ()
    try:
        conversation = _CONVERSATION.validate_json(text)
    except ValidationError:
        return ()
    return tuple(_checked(exchange, look_up) for exchange in conversation if not exchange.awaited)


def _trimmed(exchange: Exchange) -> Exchange:
    if exchange.answer is None:
        return exchange
    return replace(exchange, answer=replace(exchange.answer, passages=shown_passages(exchange.answer)))


def _checked(exchange: Exchange, look_up: LookUp) -> Exchange:
    answer = exchange.answer
    if answer is None or _agrees(answer, look_up):
        return exchange
    return Exchange(exchange.question, notice=OUTDATED)


def _agrees(answer: Answer, look_up: LookUp) -> bool:
    quoted = all(_holds(citation, citation.quote, look_up) for citation in answer.citations)
    return quoted and all(_holds(passage, passage.text, look_up) for passage in answer.passages)


def _holds(place: Citation | RankedPassage, words: str, look_up: LookUp) -> bool:
    article = look_up(place.article_id)
    return article is not None and 0 <= place.start <= place.end and article.text[place.start : place.end] == words
