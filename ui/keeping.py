"""A conversation as text, so that it outlives a reload and can be handed in for export.

What comes back is a reader's own copy: it is checked against the articles as they are now, so that no sentence
is ever shown as a quotation that its article does not hold.
"""

from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from corpus import Article
from rag import Answer, Citation
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
    quoted = all(_agrees_whole(citation, look_up(citation.article_id)) for citation in answer.citations)
    return quoted and all(_holds(look_up(p.article_id), p.start, p.end, p.text) for p in answer.passages)


def _agrees_whole(citation: Citation, article: Article | None) -> bool:
    """Tell whether a citation stands in its article, and its short answer and context with it."""
    excerpts = [excerpt for excerpt in (citation.short, citation.context) if excerpt is not None]
    return _holds(article, citation.start, citation.end, citation.quote) and all(
        _holds(article, excerpt.start, excerpt.end, excerpt.text) for excerpt in excerpts
    )


def _holds(article: Article | None, start: int, end: int, words: str) -> bool:
    return article is not None and 0 <= start <= end and article.text[start:end] == words
