"""How an answer is said: Markdown for the chat's bubbles.

Whatever comes from outside (a question, an article, a language model) is escaped here, once, by `escaped`.
"""

import re

from rag import Answer, Citation
from ui.conversation import Conversation, Exchange
from ui.french import NBSP, confidence_in_words, date_in_words, scope_in_words, spaced

_MARKDOWN = re.compile(r"([\\`*_\[\]<>&~|$@])|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d+(?=[.)])|(?=[#+=-]))")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile("[^\\S\u00a0\u202f]+")  # all but the no-break spaces of French
_NUMBER = re.compile(r"\\\[(\d+)\\\]")

ALONE = "[Poser la question seule](#alone)"  # followed by the page's script, which presses the button of that name


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line: no markup, link, image or address of its own."""
    line = _SPACE.sub(" ", _BIDI.sub("", text)).strip()
    return _LINE_START.sub(r"\1\\", _MARKDOWN.sub(r"\\\1", line))


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
        parts.append(spaced("*Compris comme : ") + f"{escaped(exchange.answer.understood)}* {undo}\n\n")
    if exchange.scope:
        parts.append(spaced("*Recherche limitée à : ") + f"{escaped(scope_in_words(exchange.scope))}*\n\n")
    return "".join(parts)


def reply_markdown(exchange: Exchange, turn: int) -> str:
    """Return what is said in reply to the exchange number `turn`."""
    if exchange.answer is None:
        return f"*{escaped(exchange.notice or '')}*"
    return answer_markdown(exchange.answer, turn)


def answer_markdown(answer: Answer, turn: int) -> str:
    """Return an answer as Markdown: its quotations with outlet and date, its numbers leading to their cards."""
    if answer.abstained:
        return _abstention_markdown(answer, turn)
    parts = [] if _only_quotes(answer) else [_phrased(answer, turn)]
    parts += [_quotation(citation, turn) for citation in answer.citations]
    parts.append(f"*{confidence_in_words(answer.confidence)}*")
    return "\n\n".join(parts)


def _abstention_markdown(answer: Answer, turn: int) -> str:
    near = f'\n\n[Voir les passages les plus proches](#near-{turn} "Voir les passages les plus proches")'
    return f"**{escaped(answer.answer)}**{near if answer.passages else ''}"


def _only_quotes(answer: Answer) -> bool:
    """Whether the answer's text adds no word to its quotations."""
    rest = answer.answer
    for citation in answer.citations:
        rest = rest.replace(citation.quote, "").replace(f"[{citation.number}]", "")
    return not any(character.isalnum() for character in rest)


def _phrased(answer: Answer, turn: int) -> str:
    known = {str(citation.number) for citation in answer.citations}
    return _NUMBER.sub(
        lambda found: _number_link(int(found[1]), turn) if found[1] in known else found[0],
        escaped(answer.answer),
    )


def _quotation(citation: Citation, turn: int) -> str:
    outlet = f"**{escaped(citation.source)}**, " if citation.source else ""
    return (
        f"> «{NBSP}{escaped(citation.quote)}{NBSP}»{NBSP}{_number_link(citation.number, turn)}\n>\n"
        f"> {outlet}{escaped(date_in_words(citation.published))}"
    )


def _number_link(number: int, turn: int) -> str:
    return rf'[\[{number}\]](#src-{turn}-{number} "Voir la source {number}")'
