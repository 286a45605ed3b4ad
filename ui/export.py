"""A conversation to keep: as Markdown, or as a page to print, its quotations numbered by a list of sources."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from rag import Answer, Citation
from ui.conversation import Conversation, Exchange
from ui.french import BEFORE, LIMITED_TO, NBSP, UNDERSTOOD, date_in_words, scope_in_words
from ui.links import web_address
from ui.pages import page
from ui.paragraphs import Prose, paragraphs
from ui.render import escaped

TITLE = "Questions aux articles"

Numbers = dict[str, tuple[int, Citation]]


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind of document writes text of any origin, and what it puts around it."""

    safe: Callable[[str], str]
    paragraph: str
    aside: str
    quotation: str
    link: str

    def put(self, around: str, text: str) -> str:
        return around.format(self.safe(text))


_MARKDOWN = _Form(escaped, "{0}", "*{0}*", "> {0}", "<{0}>")
_HTML = _Form(escape, "<p>{0}</p>", '<p class="meta">{0}</p>', "<blockquote>{0}</blockquote>", '<a href="{0}">{0}</a>')


def as_markdown(conversation: Conversation, today: date) -> str:
    """Return a conversation as a Markdown document: questions, quotations, and the numbered sources."""
    numbers = source_numbers(conversation)
    parts = [f"# {TITLE}", date_in_words(today.isoformat())]
    for exchange in conversation:
        parts += [f"## {escaped(exchange.question)}", *_reply(exchange, numbers, _MARKDOWN)]
    if numbers:
        sources = [f"{number}. {_source(citation, _MARKDOWN)}" for number, citation in numbers.values()]
        parts += ["## Sources", "\n".join(sources)]
    return "\n\n".join(parts) + "\n"


def as_page(conversation: Conversation, today: date) -> str:
    """Return a conversation as a page to print: questions, quotations, and the numbered sources."""
    numbers = source_numbers(conversation)
    parts = [f'<h1>{TITLE}</h1><p class="meta">{date_in_words(today.isoformat())}</p>']
    for exchange in conversation:
        replies = "".join(_reply(exchange, numbers, _HTML))
        parts.append(f"<section><h2>{escape(exchange.question)}</h2>{replies}</section>")
    if numbers:
        items = "".join(f"<li>{_source(citation, _HTML)}</li>" for _, citation in numbers.values())
        parts.append(f"<section><h2>Sources</h2><ol>{items}</ol></section>")
    return page(TITLE, f'<div class="kept">{"".join(parts)}</div>')


def source_numbers(conversation: Conversation) -> Numbers:
    """Return for each article cited its number in the list of sources, from 1, and a citation of it."""
    first: dict[str, Citation] = {}
    for exchange in conversation:
        for citation in exchange.answer.citations if exchange.answer else ():
            first.setdefault(citation.article_id, citation)
    return {article_id: (number, citation) for number, (article_id, citation) in enumerate(first.items(), 1)}


def _reply(exchange: Exchange, numbers: Numbers, form: _Form) -> Iterator[str]:
    answer = exchange.answer
    if answer is None:
        yield form.put(form.paragraph, exchange.notice or "")
        return
    if answer.understood is not None:
        yield form.put(form.aside, UNDERSTOOD + answer.understood)
    if exchange.scope:
        yield form.put(form.aside, LIMITED_TO + scope_in_words(exchange.scope))
    yield from (form.put(form.aside, notice) for notice in answer.notices)
    yield from [form.put(form.paragraph, answer.answer)] if answer.abstained else _said(answer, numbers, form)


def _said(answer: Answer, numbers: Numbers, form: _Form) -> Iterator[str]:
    for part in paragraphs(answer):
        if isinstance(part, Prose):
            yield form.put(form.paragraph, _renumbered(part.text, answer, numbers))
            continue
        citation = part.citation
        if part.lead:
            yield form.put(form.paragraph, _renumbered(part.lead, answer, numbers))
        if citation.context is not None:
            yield form.put(form.aside, f"{BEFORE}«{NBSP}{citation.context.text}{NBSP}»")
        yield form.put(form.quotation, f"«{NBSP}{citation.quote}{NBSP}» [{numbers[citation.article_id][0]}]")


def _renumbered(text: str, answer: Answer, numbers: Numbers) -> str:
    """Return text with the numbers of its answer's citations replaced by those of the list of sources."""
    known = {citation.number: numbers[citation.article_id][0] for citation in answer.citations}
    return re.sub(r"\[(\d+)\]", lambda found: f"[{known.get(int(found[1]), found[1])}]", text)


def _source(citation: Citation, form: _Form) -> str:
    parts = [citation.source, f"«{NBSP}{citation.title}{NBSP}»", date_in_words(citation.published)]
    address = web_address(citation.url)
    links = [form.link.format(escape(address))] if address else []
    return ", ".join([*(form.safe(part) for part in parts if part), *links])
