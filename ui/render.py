"""How an answer is said: Markdown for the chat's bubbles.

Whatever comes from outside (a question, an article, a language model) is escaped here, once, by `escaped`.
"""

import re
from collections.abc import Container, Iterator

from rag import Answer, Citation
from ui.conversation import Conversation, Exchange
from ui.french import (
    BEFORE,
    LIMITED_TO,
    NBSP,
    UNDERSTOOD,
    confidence_in_words,
    date_in_words,
    scope_in_words,
    spaced,
)
from ui.paragraphs import Prose, Quoted, paragraphs

_MARKDOWN = re.compile(r"([\\`*_\[\]<>&~|$@])|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d+(?=[.)])|(?=[#+=-]))")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile("[^\\S\u00a0\u202f]+")  # all but the no-break spaces of French
_NUMBER = re.compile(r"\\\[(\d+)\\\]")

ALONE = "[Poser la question seule](#alone)"  # followed by the page's script, which presses the button of that name


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line: no markup, link, image or address of its own."""
    return _LINE_START.sub(r"\1\\", _inline(text).strip())


def _inline(text: str) -> str:
    """Return text escaped for the middle of a line, its outer spaces kept."""
    return _MARKDOWN.sub(r"\\\1", _SPACE.sub(" ", _BIDI.sub("", text)))


def unescaped(markdown: str) -> str:
    """Return what `escaped` was given, white space apart: what a reader means who edits a message."""
    return _ESCAPE.sub(r"\1", markdown)


def messages(conversation: Conversation) -> list[dict[str, str]]:
    """Return the chat's messages: two for each exchange, one for a question still awaited."""
    shown = []
    for turn, exchange in enumerate(conversation):
        shown.append({"role": "user", "content": escaped(exchange.question)})
        if not exchange.awaited:
            reply = reply_markdown(exchange, turn)
            undo = ALONE if turn == len(conversation) - 1 else ""
            shown.append({"role": "assistant", "content": f"{_circumstances(exchange, undo)}{reply}"})
    return shown


def _circumstances(exchange: Exchange, undo: str) -> str:
    """Return how a follow-up was completed, with a way back, and which articles were asked."""
    parts = []
    if exchange.answer is not None and exchange.answer.understood is not None:
        parts.append(f"*{UNDERSTOOD}{escaped(exchange.answer.understood)}* {undo}\n\n")
    if exchange.scope:
        parts.append(f"*{LIMITED_TO}{escaped(scope_in_words(exchange.scope))}*\n\n")
    return "".join(parts)


def reply_markdown(exchange: Exchange, turn: int) -> str:
    """Return what is said in reply to the exchange number `turn`."""
    if exchange.answer is None:
        return f"*{escaped(exchange.notice or '')}*"
    return answer_markdown(exchange.answer, turn)


def answer_markdown(answer: Answer, turn: int) -> str:
    """Return an answer as Markdown: its quotations with outlet and date, its numbers leading to their cards."""
    notices = [f"*{escaped(notice)}*" for notice in answer.notices]
    if answer.abstained:
        return "\n\n".join([*notices, *_abstention(answer, turn)])
    known = {citation.number for citation in answer.citations}
    said = [
        _numbered(part.text, known, turn) if isinstance(part, Prose) else _quotation(part, known, turn)
        for part in paragraphs(answer)
    ]
    return "\n\n".join([*notices, *said, f"*{confidence_in_words(answer.confidence)}*"])


def _abstention(answer: Answer, turn: int) -> Iterator[str]:
    yield f"**{escaped(answer.answer)}**"
    if answer.passages:
        yield f'[Voir les passages les plus proches](#near-{turn} "Voir les passages les plus proches")'
    if answer.neighbours:
        yield spaced("Les articles répondent en revanche à :")
        yield "\n".join(f'- [{escaped(question)}](#ask "Poser cette question")' for question in answer.neighbours)


def _numbered(text: str, known: Container[int], turn: int) -> str:
    """Return text as Markdown in which the numbers of citations, and those alone, are links."""
    return _NUMBER.sub(
        lambda found: _number_link(int(found[1]), turn) if int(found[1]) in known else found[0], escaped(text)
    )


def _quotation(quoted: Quoted, known: Container[int], turn: int) -> str:
    citation = quoted.citation
    outlet = f"**{escaped(citation.source)}**, " if citation.source else ""
    lines = [
        *([_numbered(spaced(quoted.lead), known, turn)] if quoted.lead else []),
        *([f"*{BEFORE}«{NBSP}{escaped(citation.context.text)}{NBSP}»*"] if citation.context else []),
        f"«{NBSP}{_with_short(citation)}{NBSP}»{NBSP}{_number_link(citation.number, turn)}",
        f"{outlet}{escaped(date_in_words(citation.published))}",
    ]
    return "\n>\n".join(f"> {line}" for line in lines)


def _with_short(citation: Citation) -> str:
    """Return the quoted sentence with its short answer marked."""
    short, start = citation.short, citation.start
    if short is None or not start <= short.start < short.end <= citation.end:
        return escaped(citation.quote)
    before, after = citation.quote[: short.start - start], citation.quote[short.end - start :]
    inside = citation.quote[short.start - start : short.end - start]
    return f"{_inline(before)}<mark>{_inline(inside)}</mark>{_inline(after)}".strip()


def _number_link(number: int, turn: int) -> str:
    return rf'[\[{number}\]](#src-{turn}-{number} "Voir la source {number}")'
