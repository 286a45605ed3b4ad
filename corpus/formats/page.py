"""Saved web pages: the article by trafilatura, its facts by the page's structured data."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from corpus.dates import as_iso
from corpus.errors import UnreadableError
from corpus.facts import Facts
from corpus.formats.decoding import decode
from corpus.formats.draft import Draft, statement
from corpus.formats.exports import split_page
from corpus.formats.fields import facts_from

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_HEADER = re.compile(r"^\s*<\?xml[^>]*\?>")
_ARTICLE_TYPES = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$")
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:chapo|chapeau|standfirst|lead|lede|intro|excerpt|accroche|sous-?titre|subtitle|deck|dek"
    r"|summary|resume|description|desc|tagline)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TABLE_RULE = re.compile(r"\|(?:-+\|)+")
_DATE_METAS = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "pubdate",
    "dcterms.created", "parsely-pub-date", "sailthru.date", "publish-date", "publication_date",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_SITE_WORDS = 4
_CELLS = ("td", "th", "tbody", "thead")
_LONGEST_CELL = 200  # characters: beyond it a cell holds text, not a value
_AUTHOR_METAS = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_PUBLISHED = re.compile(r"datepublished|(?:^|\s)(?:date-)?published(?:$|\s)")
_DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:create|pub|post|article|entry|meta)?[_-]?datep?(?:$|[\s_-])")
_AUTHOR_CLASS = re.compile(r"(?:^|\s)(?:author|auteur)(?:$|\s|-name|__name)")
_HEADINGS = ("h1", "h2", "h3", "td", "div")
_TITLE_SEPARATORS = re.compile(r"\s+[|–—•·»-]\s+|\s*\|\s*")


def read_page(data: bytes, charset: str | None = None) -> Iterator[Draft]:
    """Read the article of a page, or those of an export; raises UnreadableError where the page holds no text."""
    tree = _parse(data, charset)
    exported = split_page(tree)
    if exported:
        yield from exported
        return
    structured = _structured_data(tree)
    metas = _metas(tree)
    title = _title(tree, structured.title)
    body = _body(tree)
    if not body.strip():
        raise UnreadableError("a page without text")
    statements = (
        *statement("heading", Facts(title=title)),
        *statement("structured data (JSON-LD)", structured),
        *statement("page header (meta)", metas),
        *statement("page title", Facts(source=_site_in_title(tree, title))),
        *statement("markup", _markup(tree, title or structured.title or metas.title)),
    )
    yield Draft(body, statements)


def _parse(data: bytes, charset: str | None) -> lxml.html.HtmlElement:
    text = _XML_HEADER.sub("", _text(data, charset)).replace("\0", "")
    try:
        return lxml.html.document_fromstring(text)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError("a page without text") from error


def _text(data: bytes, charset: str | None) -> str:
    """Decode a page: UTF-8 if it is, else the encoding it declares, else a guess."""
    declared = _CHARSET.search(data[:4096])
    for encoding in (charset, "utf-8-sig", declared.group(1).decode() if declared else None):
        try:
            return data.decode(encoding) if encoding else decode(data)
        except (UnicodeDecodeError, LookupError):
            continue
    return decode(data)


def _body(tree: lxml.html.HtmlElement) -> str:
    _dissolve_layout_tables(tree)
    text = trafilatura.extract(
        lxml.html.tostring(tree, encoding="unicode"), output_format="txt", include_comments=False, include_tables=True
    )
    lines = [_without_marks(line) for line in (text or "").splitlines() if not _TABLE_RULE.fullmatch(line.strip())]
    body = "\n\n".join(_with_gaps_filled(tree, lines))
    standfirst = _standfirst(tree, body)
    return f"{standfirst}\n\n{body}" if standfirst else body


def _without_marks(line: str) -> str:
    """Take off the marks that trafilatura puts before an item of a list and between the cells of a table."""
    if line.startswith("|") and line.rstrip().endswith("|"):
        return " ; ".join(cell for cell in (part.strip() for part in line.split("|")) if cell)
    return line.removeprefix("- ")


def _with_gaps_filled(tree: lxml.html.HtmlElement, lines: Sequence[str]) -> list[str]:
    """Put back the subheadings and short paragraphs that trafilatura passed over between two that it kept."""
    place = {_letters(line): i for i, line in enumerate(lines)}
    missing: dict[int, list[str]] = {}
    for parent in {element.getparent() for element in tree.iter("p", "h2", "h3", "h4")}:
        children = [child for child in parent.iterchildren("p", "h2", "h3", "h4") if _words(child)]
        places = [place.get(_letters(_words(child))) for child in children]
        kept = [k for k, i in enumerate(places) if i is not None]
        for k in range(kept[0], kept[-1]) if kept else ():
            if places[k] is None and places[k + 1] is not None:
                missing.setdefault(places[k + 1] or 0, []).append(_words(children[k]))
    return [line for i, kept_line in enumerate(lines) for line in (*missing.get(i, ()), kept_line)]


def _dissolve_layout_tables(tree: lxml.html.HtmlElement) -> None:
    """Make plain blocks of the tables that only lay out a page: those that hold headings, paragraphs or long cells."""
    for table in list(tree.iter("table")):
        cells = list(table.iter("td", "th"))
        laid_out = any(True for _ in table.iter("p", "h1", "h2", "div")) or len(list(table.iter("table"))) > 1
        if laid_out or any(len(_words(cell)) > _LONGEST_CELL for cell in cells):
            for element in [table, *table.iter("tr", *_CELLS)]:
                element.tag = "div"


def _standfirst(tree: lxml.html.HtmlElement, body: str) -> str | None:
    """Return the standfirst where trafilatura passed it over, because it stands above the article's body."""
    for element in tree.iter("p", "div", "h2", "strong", "section"):
        if not _STANDFIRST.search(element.get("class") or ""):
            continue
        text = _words(element)
        if 40 <= len(text) <= 800 and not _inside(element, ("aside", "footer", "nav", "li")):
            return text if _letters(text) not in _letters(body) else None
    return None


def _inside(element: lxml.html.HtmlElement, tags: tuple[str, ...]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _title(tree: lxml.html.HtmlElement, structured: str | None) -> str | None:
    """Return the heading of the page if its structured data or its <title> agree with it."""
    named = _letters(" ".join(filter(None, [structured, _meta(tree, "og:title"), tree.findtext(".//title")])))
    agreeing = [_words(h) for h in tree.iter("h1", "h2", "h3") if _letters(_words(h)) in named]
    if agreeing:
        return max(agreeing, key=len) or None
    headings = [_words(h) for h in tree.iter("h1") if len(_words(h).split()) > 2]
    return headings[0] if len(headings) == 1 and not structured else None


def _structured_data(tree: lxml.html.HtmlElement) -> Facts:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for node in _nodes(_json(script.text or ""), 0):
                if _ARTICLE_TYPES.search(str(_first(node.get("@type")) or "")):
                    return _facts_of_node(node)
    return Facts()


def _json(text: str) -> Any:
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(document: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(document, dict) and depth < 4:
        yield document
        yield from _nodes(document.get("@graph"), depth + 1)
        yield from _nodes(document.get("mainEntity"), depth + 1)
    elif isinstance(document, list) and depth < 4:
        for item in document:
            yield from _nodes(item, depth + 1)


def _facts_of_node(node: Mapping[str, Any]) -> Facts:
    return facts_from(
        {
            "title": node.get("headline") or node.get("name"),
            "published": node.get("datePublished") or node.get("dateCreated"),
            "author": _names(node.get("author")),
            "source": _names(node.get("publisher")) or _names(node.get("sourceOrganization")),
            "url": node.get("url") or _identifier(node.get("mainEntityOfPage")),
        }
    )


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _names(value: Any) -> str | None:
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    return ", ".join(name for name in names if isinstance(name, str) and not name.startswith("http")) or None


def _identifier(value: Any) -> str | None:
    return value.get("@id") if isinstance(value, dict) else value if isinstance(value, str) else None


def _metas(tree: lxml.html.HtmlElement) -> Facts:
    published = next(filter(None, (as_iso(_meta(tree, name) or "") for name in _DATE_METAS)), None)
    author = next(filter(None, (_meta(tree, name) for name in _AUTHOR_METAS)), None)
    source = _meta(tree, "og:site_name") or _meta(tree, "application-name") or _meta(tree, "dc.publisher")
    title = _meta(tree, "og:title") or _meta(tree, "dc.title") or tree.findtext(".//title")
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    return Facts(
        title=_without_site(" ".join(title.split()), source) if title else None,
        source=source,
        published=published,
        author=None if author and author.startswith("http") else author,
        url=_meta(tree, "og:url") or canonical,
    )


def _meta(tree: lxml.html.HtmlElement, name: str) -> str | None:
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if key.lower() == name and (meta.get("content") or "").strip():
            return " ".join(meta.get("content").split())
    return None


def _without_site(title: str, site: str | None) -> str:
    """Take the name of the site off a title ("Le phare rallumé - Le Petit Large")."""
    parts = _TITLE_SEPARATORS.split(title)
    if len(parts) > 1 and (
        (site and _letters(parts[-1]) == _letters(site)) or (not site and len(parts[-1].split()) <= 3)
    ):
        return title[: title.rindex(parts[-1])].rstrip(" |–—•·»-")
    return title


def _site_in_title(tree: lxml.html.HtmlElement, heading: str | None) -> str | None:
    """Return the name that follows the heading in the page's title ("Le phare rallumé | Le Petit Large")."""
    title = " ".join((tree.findtext(".//title") or "").split())
    if not heading or not title.startswith(heading):
        return None
    parts = _TITLE_SEPARATORS.split(title[len(heading) :])
    site = parts[-1].strip()
    return site if len(parts) == 2 and site[:1].isupper() and len(site.split()) <= _SITE_WORDS else None


def _markup(tree: lxml.html.HtmlElement, title: str | None) -> Facts:
    """Read what the markup of the article itself states: <time>, itemprop, rel=author, and dates below the title."""
    published = author = shown = None
    below_title = False
    for element in tree.iter("*"):
        if _inside(element, ("aside", "footer", "nav")):
            continue
        below_title = below_title or (element.tag in _HEADINGS and _words(element) == title)
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('rel') or ''}".lower()
        if (element.tag == "time" or _PUBLISHED.search(marks)) and "updated" not in marks:
            published = published or _date_of(element)
        elif below_title and _DATE_CLASS.search(marks):
            shown = shown or _date_of(element)
        if _AUTHOR_CLASS.search(marks):
            author = author or _words(element) or element.get("content")
    return Facts(published=published or shown, author=_without_by(author) if author else None)


def _date_of(element: lxml.html.HtmlElement) -> str | None:
    stated = element.get("datetime") or element.get("content") or element.get("title") or _words(element)
    return as_iso(stated) if len(stated) < _LONGEST_CELL else None


def _without_by(author: str) -> str | None:
    name = re.sub(r"^(?:par|by|auteur)\s*:?\s+", "", author, flags=re.IGNORECASE)
    return name if 1 < len(name) <= 80 else None


def _words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
