"""Plain text and Markdown, with YAML front matter."""

import re
from collections.abc import Iterator

import frontmatter
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import UnreadableError
from corpus.formats.decoding import decode
from corpus.formats.draft import Draft, statement
from corpus.formats.exports import split_text
from corpus.formats.fields import facts_from
from corpus.formats.markup import without_markup

_PASTED_PAGE = re.compile(r"</p>|<br ?/?>|</div>", re.IGNORECASE)


def read_text(data: bytes) -> Iterator[Draft]:
    """Read plain text, or the articles of an export; dashes at the top are front matter only if they hold some.

    Pasted HTML is read as its text.
    """
    text = decode(data)
    if _PASTED_PAGE.search(text):
        text = without_markup(text)
    yield from split_text(text) or [_plain(text)]


def _plain(text: str) -> Draft:
    try:
        return _with_front_matter(text) if text.startswith("---") else Draft(text)
    except UnreadableError:
        return Draft(text)


def read_markdown(data: bytes) -> Iterator[Draft]:
    """Read Markdown as plain text; a heading of the first level at its top is the title."""
    draft = _with_front_matter(decode(data))
    title, body = _without_markup(draft.text)
    heading = statement("heading", facts_from({"title": title}))
    yield Draft(body, draft.stated + heading)


def _with_front_matter(text: str) -> Draft:
    try:
        post = frontmatter.loads(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise UnreadableError(f"its front matter is not valid YAML (line {line})") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError("its front matter is not valid YAML") from error
    return Draft(post.content, statement("front matter", facts_from(post.metadata)))


def _without_markup(markdown: str) -> tuple[str | None, str]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    title = None
    if len(tokens) > 2 and tokens[0].tag == "h1":
        title, tokens = _inline(tokens[1]).strip(), tokens[3:]
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
