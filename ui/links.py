"""Addresses: of an article's own page here, and of its original on the web, each at the sentence cited."""

import re
from urllib.parse import quote, urlencode

from rag import Excerpt

LONGEST_FRAGMENT = 200
WORDS_AT_EACH_END = 6


def article_address(article_id: str) -> str:
    """Return the address of an article's own page."""
    return f"/articles/{quote(article_id)}"


def permalink(article_id: str, start: int, end: int, short: Excerpt | None = None) -> str:
    """Return the address of an article's own page, with one stretch of it marked and in view, and a short answer in it.

    `/articles/un?start=10&end=90&short_start=20&short_end=24#cite`: what is marked, and what of it is set apart.
    """
    apart = {"short_start": short.start, "short_end": short.end} if short else {}
    return f"{article_address(article_id)}?{urlencode({'start': start, 'end': end} | apart)}#cite"


def web_address(url: str | None) -> str | None:
    """Return an address that may be linked: http or https only."""
    return url if url and re.match(r"https?://[^\s<>\"]+$", url, re.IGNORECASE) else None


def original(url: str | None, sentence: str = "") -> str | None:
    """Return the article's web address with a text fragment that leads to a sentence in it.

    A long sentence is named by its first and last words, as the specification allows:
    https://wicg.github.io/scroll-to-text-fragment/ (`-` and `,` have a meaning there, so they are encoded too).
    """
    address = web_address(url)
    if address is None or not sentence.strip():
        return address
    words = sentence.split()
    parts = [sentence.strip()]
    if len(sentence) > LONGEST_FRAGMENT and len(words) >= 2 * WORDS_AT_EACH_END:
        parts = [" ".join(words[:WORDS_AT_EACH_END]), " ".join(words[-WORDS_AT_EACH_END:])]
    fragment = ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
    return f"{address}{'' if '#' in address else '#'}:~:text={fragment}"
