"""A file's bytes become raw text, and what the file itself states about the article in it."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import charset_normalizer
import frontmatter
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.dates import as_iso
from corpus.errors import UnreadableError
from corpus.metadata import Facts

_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»“”‘’–—…€°§·•\u00a0")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PLENTY_OF_CONTROLS = 0.02  # share of control characters from which bytes are no text


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its file gives it: raw text, and the facts stated beside it."""

    text: str
    facts: Facts


def read(data: bytes, ending: str) -> tuple[Draft, ...]:
    """Return the articles in a file of this ending (".md"); raises UnreadableError with the reason."""
    reader = _READERS.get(ending.lower())
    if reader is None:
        raise UnreadableError(f"no reader for {ending or 'a file without an ending'}")
    return (reader(decode(data)),)


def decode(data: bytes) -> str:
    """Decode text: UTF-8, UTF-16 with its mark, else a guess; raises UnreadableError for what is no text."""
    if data.startswith(_UTF16_MARKS):
        return _decoded(data, "utf-16")
    if _is_binary(data):
        raise UnreadableError("binary file, not text")
    for encoding in ("utf-8-sig", "cp1252"):
        text = _try(data, encoding)
        if text is not None and (encoding == "utf-8-sig" or _looks_french(text)):
            return text
    guess = charset_normalizer.from_bytes(data).best()
    if guess is None:
        raise UnreadableError("its character encoding could not be recognised")
    return str(guess)


def _decoded(data: bytes, encoding: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise UnreadableError(f"damaged {encoding.upper()} text")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_binary(data: bytes) -> bool:
    controls = sum(data.count(bytes([c])) for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
    return b"\0" in data or controls > _PLENTY_OF_CONTROLS * len(data)


def _looks_french(text: str) -> bool:
    foreign = [c for c in text if ord(c) > 127 and c not in _FRENCH]
    return len(foreign) <= 0.1 * sum(ord(c) > 127 for c in text)


def _plain_text(text: str) -> Draft:
    if not text.startswith("---"):
        return Draft(text, Facts())
    try:
        return _with_front_matter(text)
    except UnreadableError:
        return Draft(text, Facts())


def _markdown(text: str) -> Draft:
    draft = _with_front_matter(text)
    title, body = _markdown_to_text(draft.text)
    return Draft(body, replace(draft.facts, title=draft.facts.title or title))


def _with_front_matter(text: str) -> Draft:
    try:
        post = frontmatter.loads(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise UnreadableError(f"its front matter is not valid YAML (line {line})") from error
    return Draft(post.content, _facts(post.metadata))


def _facts(fields: Mapping[str, object]) -> Facts:
    published = _scalar(fields.get("published"))
    return Facts(
        title=_scalar(fields.get("title")),
        source=_scalar(fields.get("source")),
        published=as_iso(published) if published else None,
        url=_scalar(fields.get("url")),
        based_on=_scalar(fields.get("based_on")),
    )


def _scalar(value: object) -> str | None:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return " ".join(str(value).split()) or None
    return None


def _markdown_to_text(markdown: str) -> tuple[str | None, str]:
    """Return the title, if the text opens with a heading of the first level, and the text without markup."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    title = None
    if len(tokens) > 2 and tokens[0].tag == "h1":
        title, tokens = _inline(tokens[1]).strip() or None, tokens[3:]
    blocks = (_block(token) for token in tokens)
    return title, "\n\n".join(block for block in blocks if block.strip())


def _block(token: Token) -> str:
    if token.type == "inline":
        return _inline(token)
    return token.content if token.type in ("fence", "code_block") else ""


def _inline(token: Token) -> str:
    return re.sub(r" +", " ", "".join(_words(child) for child in token.children or ()))


def _words(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


_READERS: Mapping[str, Callable[[str], Draft]] = {".txt": _plain_text, ".md": _markdown}
