"""What an answer rests on: HTML cards for the sources beside the chat.

Every field of a card is escaped here, once, by `html.escape`. A sentence is marked by its offsets, never by search.
"""

import re
from collections.abc import Iterable
from html import escape

from corpus import Article, Span
from rag import Answer, Citation, RankedPassage
from ui.conversation import Conversation
from ui.french import NBSP, confidence_in_words, date_in_words, spaced
from ui.links import original, permalink, web_address
from ui.listing import LookUp

NEAREST = 3  # passages offered with an abstention

EMPTY = f"""<div class="sources-empty"><h2>Sources</h2>
<p>{spaced("Les phrases citées et leurs articles s’afficheront ici.")}</p></div>"""

_TIES = re.compile(r"(« ?[^\s«»]{1,20}(?: [:;!?»%])?|[^\s«»]{1,20} [:;!?»%])")


def sources_html(conversation: Conversation, look_up: LookUp, keep: str = "") -> str:
    """Return the sources of a conversation as cards, the latest answer's first and open.

    `look_up` finds an article by its id; where it finds none, a card goes without what only the article knows.
    `keep` is the conversation as text, to be handed in for export.
    """
    groups = [
        _group(turn, exchange.answer, look_up, is_open=turn == len(conversation) - 1)
        for turn, exchange in enumerate(conversation)
        if exchange.answer is not None
    ]
    awaited = _awaited(conversation[-1].question) if conversation and conversation[-1].awaited else ""
    if not groups and not awaited:
        return EMPTY
    head = f"<h2>Sources</h2>{_keep_form(keep) if groups else ''}"
    return f'<div class="sources-head">{head}</div>{awaited}{"".join(reversed(groups))}'


def shown_passages(answer: Answer) -> tuple[RankedPassage, ...]:
    """Return the passages of an answer that its cards show: the nearest, or those around its citations."""
    if answer.abstained:
        return answer.passages[:NEAREST]
    around = (_around(citation, answer.passages) for citation in answer.citations)
    return tuple(dict.fromkeys(passage for passage in around if passage is not None))


def marked(text: str, start: int, end: int, short: Span | None = None) -> str:
    """Return text as HTML with a mark around exactly `text[start:end]`, and in it the short answer set apart."""
    if short is None or not start <= short.start < short.end <= end:
        inside = tied(text[start:end])
    else:
        before, after = tied(text[start : short.start]), tied(text[short.end : end])
        inside = f'{before}<strong class="short">{tied(short.of(text))}</strong>{after}'
    return f"{tied(text[:start])}<mark>{inside}</mark>{tied(text[end:])}"


def tied(text: str) -> str:
    """Return text as HTML, character by character, that breaks no line before `: ; ! ? » %` or after `«`."""
    pieces = _TIES.split(text)  # every second piece is a tie
    return "".join(
        f'<span class="tie">{escape(piece)}</span>' if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )


def reference(citation: Citation) -> str:
    """Return a citation as one pastes it: « sentence » (outlet, « title », date, address)."""
    parts = (
        citation.source,
        f"«{NBSP}{citation.title}{NBSP}»",
        date_in_words(citation.published),
        web_address(citation.url),
    )
    return f"«{NBSP}{citation.quote}{NBSP}» ({', '.join(part for part in parts if part)})"


def _awaited(question: str) -> str:
    """Return the place of the sources to come; the style sheet shows it only where they take a moment."""
    lines = '<span class="line"></span>' * 4
    return (
        f'<div class="awaited"><p class="asking">{escape(spaced(question))}</p>'
        f'<p class="hint">Recherche dans les articles…</p><div class="lines" aria-hidden="true">{lines}</div></div>'
    )


def _keep_form(keep: str) -> str:
    return (
        '<form class="keep" method="post" action="/conversation" enctype="multipart/form-data" target="_blank">'
        f'<input type="hidden" name="conversation" value="{escape(keep)}">'
        '<button name="form" value="markdown" title="Enregistrer la conversation en Markdown">Exporter</button>'
        '<button name="form" value="page" title="Ouvrir la conversation en page à imprimer">Imprimer</button></form>'
    )


def _group(turn: int, answer: Answer, look_up: LookUp, is_open: bool) -> str:
    cards = _near_cards(answer, look_up) if answer.abstained else _citation_cards(turn, answer, look_up)
    kind = "near" if answer.abstained else "cited"
    return (
        f'<details class="turn {kind}" id="near-{turn}" tabindex="-1"{" open" if is_open else ""}>'
        f'<summary><span class="asked">{escape(spaced(answer.question))}</span>'
        f'<span class="tally">{_tally(answer)}</span></summary>{_meter(answer)}{"".join(cards)}</details>'
    )


def _tally(answer: Answer) -> str:
    if answer.abstained:
        return "sans réponse"
    count = len(answer.citations)
    return f"{count} citation{'s' if count > 1 else ''}"


def _meter(answer: Answer) -> str:
    if answer.abstained:
        return '<p class="hint">Les passages les plus proches, qui ne répondent pas à la question.</p>'
    words = confidence_in_words(answer.confidence)
    return (
        f'<p class="confidence"><meter min="0" max="1" value="{answer.confidence:.2f}" aria-label="{words}"></meter>'
        f" {words}</p>"
    )


def _citation_cards(turn: int, answer: Answer, look_up: LookUp) -> Iterable[str]:
    for citation in answer.citations:
        article = look_up(citation.article_id)
        yield _citation_card(turn, citation, _around(citation, answer.passages), article)


def _around(citation: Citation, passages: Iterable[RankedPassage]) -> RankedPassage | None:
    """Return the passage that holds the citation, to the character."""
    for passage in passages:
        held = passage.text[max(0, citation.start - passage.start) : max(0, citation.end - passage.start)]
        if passage.article_id == citation.article_id and held == citation.quote:
            return passage
    return None


def _citation_card(turn: int, citation: Citation, passage: RankedPassage | None, article: Article | None) -> str:
    text, offset = (citation.quote, citation.start) if passage is None else (passage.text, passage.start)
    short = Span(citation.short.start - offset, citation.short.end - offset) if citation.short else None
    body = marked(text, citation.start - offset, citation.end - offset, short)
    meta = _meta(citation.source, date_in_words(citation.published), _place(article, citation.start))
    return (
        f'<details class="card" id="src-{turn}-{citation.number}" tabindex="-1" open><summary>'
        f'<span class="number">{citation.number}</span><span class="title">{escape(citation.title)}</span>'
        f"{meta}</summary>"
        f'<blockquote class="passage">{body}</blockquote>{_repeated(article)}'
        f'<p class="actions">{_actions(turn, citation)}</p></details>'
    )


def _repeated(article: Article | None) -> str:
    if article is None or not article.repeated_in:
        return ""
    return f'<p class="hint">{spaced("Repris aussi par : ")}{escape(", ".join(article.repeated_in))}</p>'


def _actions(turn: int, citation: Citation) -> str:
    web = original(citation.url, citation.quote)
    return (
        _link(permalink(citation.article_id, citation.start, citation.end, citation.short), "Voir l’article")
        + (_link(web, "Original") if web else "")
        + f'<button type="button" class="copy" data-copy="{escape(reference(citation))}">Copier la citation</button>'
        f'<a class="back" href="#src-{turn}-{citation.number}" data-back>Retour à la réponse</a>'
    )


def _near_cards(answer: Answer, look_up: LookUp) -> Iterable[str]:
    for passage in shown_passages(answer):
        article = look_up(passage.article_id)
        title = article.title if article else passage.article_id
        meta = (
            _meta(article.source, date_in_words(article.published), _place(article, passage.start)) if article else ""
        )
        see = _link(permalink(passage.article_id, passage.start, passage.end), "Voir l’article")
        yield (
            f'<div class="card"><p class="head"><span class="title">{escape(title)}</span>{meta}</p>'
            f'<p class="passage">{tied(passage.text)}</p><p class="actions">{see}</p></div>'
        )


def _meta(*parts: str | None) -> str:
    return f'<span class="meta">{escape(" · ".join(part for part in parts if part))}</span>'


def _place(article: Article | None, start: int) -> str | None:
    """Return `paragraphe 3 sur 9`: where in the article's text an offset falls."""
    if article is None:
        return None
    before, total = (len(re.findall(r"\S\s*\n", text)) + 1 for text in (article.text[:start], article.text.strip()))
    return f"paragraphe {before} sur {total}"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{escape(words)}</a>'
