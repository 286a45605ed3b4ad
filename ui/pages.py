"""The pages beside the chat, plain HTML without a script: the corpus, and each article with a sentence marked."""

import re
from html import escape

from corpus import Article, Span
from ui.cards import marked, tied
from ui.french import date_in_words, spaced
from ui.links import original

MOTTO = spaced("Posez une question : la réponse cite les articles, mot pour mot.")
PLACES = (("/", "Questions"), ("/articles", "Articles"), ("/qualite", "Qualité"))

LONGEST_HEADING = 90  # characters
_LIKE_A_HEADING = ' class="heading"'

# Nothing but our own style sheet and faces: these pages run no script at all.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# Where articles can be changed, one script of our own besides: it follows a change under way.
EDITING_POLICY = f"{PAGE_POLICY}; script-src 'self'; connect-src 'self'"


def masthead(here: str) -> str:
    """Return the head of every page, with the place one is at marked; the chat has no other heading of its own."""
    name = "h1" if here == "/" else "p"
    links = "".join(
        f'<a href="{path}"{" aria-current=page" if path == here else ""}>{words}</a>' for path, words in PLACES
    )
    return (
        f'<header class="masthead"><{name} class="name"><a href="/">presse</a></{name}>'
        f'<p class="motto">{MOTTO}</p><nav aria-label="Pages">{links}</nav></header>'
    )


def page(title: str, body: str, here: str = "", script: str = "") -> str:
    """Return a whole page around a body that is HTML already; `script` is the address of one of ours, if it has one."""
    run = f'<script src="{script}" defer></script>\n' if script else ""
    return f"""<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · presse</title>
<link rel="icon" href="/web/icon.svg">
<link rel="stylesheet" href="/web/palette.css">
<link rel="stylesheet" href="/web/page.css">
{run}</head>
<body>
{masthead(here)}
<main>
{body}
</main>
</body>
</html>
"""


def notice_page(title: str, words: str) -> str:
    """Return a page that says only that something is not there, and why."""
    return page(title, f"<h1>{escape(title)}</h1><p>{escape(words)}</p>")


def article_page(article: Article, cited: Span | None = None, lost: bool = False, short: Span | None = None) -> str:
    """Return an article as a readable page, with the characters of `cited` marked and in view, `short` set apart.

    `lost` says that the address named a stretch that is not in the article.
    """
    hint = spaced("Le passage désigné n’est plus dans cet article : il a peut-être été modifié depuis.")
    body = f"""<article lang="{escape(article.language)}">
<header><h1>{escape(article.title)}</h1>
<p class="meta">{_meta(article, cited)}</p></header>
{f'<p class="notice" role="status">{hint}</p>' if lost else ""}{_paragraphs(article.text, cited, short)}
</article>"""
    return page(article.title, body)


def _meta(article: Article, cited: Span | None) -> str:
    web = original(article.url, cited.of(article.text) if cited else "")
    parts = [
        escape(article.source or ""),
        escape(date_in_words(article.published)),
        escape(article.author or ""),
        escape(article.place or ""),
        f"d’après {escape(article.based_on)}" if article.based_on else "",
        f"repris aussi par {escape(', '.join(article.repeated_in))}" if article.repeated_in else "",
        f'<a href="{escape(web)}" rel="noopener noreferrer">Lire l’original</a>' if web else "",
    ]
    return " · ".join(part for part in parts if part)


def _paragraphs(text: str, cited: Span | None, short: Span | None) -> str:
    paragraphs = [Span(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
    return "\n".join(
        f"<p{_LIKE_A_HEADING if _heads(span.of(text)) else ''}>{_paragraph(span, text, cited, short)}</p>"
        for span in paragraphs
        if span.of(text).strip()
    )


def _heads(paragraph: str) -> bool:
    """Tell whether a paragraph reads as a heading: short, without the end of a sentence."""
    words = paragraph.strip()
    return len(words) <= LONGEST_HEADING and words[-1:] not in ".!?…»:;,"


def _paragraph(paragraph: Span, text: str, cited: Span | None, short: Span | None) -> str:
    """Return a paragraph with its share of the cited characters marked; the first share is what `#cite` leads to."""
    words = paragraph.of(text)
    if cited is None or not (cited.start < paragraph.end and paragraph.start < cited.end):
        return tied(words)
    start, end = max(cited.start, paragraph.start), min(cited.end, paragraph.end)
    apart = Span(short.start - paragraph.start, short.end - paragraph.start) if short else None
    html = marked(words, start - paragraph.start, end - paragraph.start, apart)
    return html.replace("<mark>", '<mark id="cite">', 1) if start == cited.start else html
