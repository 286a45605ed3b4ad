"""A conversation to keep: as Markdown, or as a page to print, its quotations numbered by a list of sources."""

from collections.abc import Callable
from datetime import date
from html import escape

from rag import Citation
from ui.conversation import Conversation, Exchange
from ui.french import NBSP, date_in_words
from ui.links import web_address
from ui.pages import page
from ui.render import escaped

_MARKDOWN_LINK = "<{0}>"
_HTML_LINK = '<a href="{0}">{0}</a>'

TITLE = "Questions aux articles"


def as_markdown(conversation: Conversation, today: date) -> str:
    """Return a conversation as a Markdown document: questions, quotations, and the numbered sources."""
    numbers = source_numbers(conversation)
    parts = [f"# {TITLE}", date_in_words(today.isoformat())]
    for exchange in conversation:
        parts += [f"## {escaped(exchange.question)}", *_reply(exchange, numbers, _markdown_quotation, escaped)]
    if numbers:
        sources = [f"{number}. {_source(citation, escaped, _MARKDOWN_LINK)}" for number, citation in numbers.values()]
        parts += ["## Sources", "\n".join(sources)]
    return "\n\n".join(parts) + "\n"


def as_page(conversation: Conversation, today: date) -> str:
    """Return a conversation as a page to print: questions, quotations, and the numbered sources."""
    numbers = source_numbers(conversation)
    parts = [f'<h1>{TITLE}</h1><p class="meta">{date_in_words(today.isoformat())}</p>']
    for exchange in conversation:
        replies = "".join(_reply(exchange, numbers, _html_quotation, lambda text: f"<p>{escape(text)}</p>"))
        parts.append(f"<section><h2>{escape(exchange.question)}</h2>{replies}</section>")
    if numbers:
        items = "".join(f"<li>{_source(citation, escape, _HTML_LINK)}</li>" for _, citation in numbers.values())
        parts.append(f"<section><h2>Sources</h2><ol>{items}</ol></section>")
    return page(TITLE, f'<div class="kept">{"".join(parts)}</div>')


def source_numbers(conversation: Conversation) -> dict[str, tuple[int, Citation]]:
    """Return for each article cited its number in the list of sources, from 1, and a citation of it."""
    first: dict[str, Citation] = {}
    for exchange in conversation:
        for citation in exchange.answer.citations if exchange.answer else ():
            first.setdefault(citation.article_id, citation)
    return {article_id: (number, citation) for number, (article_id, citation) in enumerate(first.items(), 1)}


def _reply(
    exchange: Exchange,
    numbers: dict[str, tuple[int, Citation]],
    quotation: Callable[[str, int], str],
    said: Callable[[str], str],
) -> list[str]:
    if exchange.answer is None:
        return [said(exchange.notice or "")]
    if exchange.answer.abstained:
        return [said(exchange.answer.answer)]
    return [quotation(citation.quote, numbers[citation.article_id][0]) for citation in exchange.answer.citations]


def _markdown_quotation(quote: str, number: int) -> str:
    return rf"> «{NBSP}{escaped(quote)}{NBSP}» \[{number}\]"


def _html_quotation(quote: str, number: int) -> str:
    return f"<blockquote>«{NBSP}{escape(quote)}{NBSP}» [{number}]</blockquote>"


def _source(citation: Citation, safe: Callable[[str], str], link: str) -> str:
    parts = [citation.source, f"«{NBSP}{citation.title}{NBSP}»", date_in_words(citation.published)]
    address = web_address(citation.url)
    return ", ".join([*(safe(part) for part in parts if part), *([link.format(escape(address))] if address else [])])
