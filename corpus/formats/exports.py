"""Exports of press databases: many articles in one file, in the manner of Europresse, Factiva or Pressdoc."""

import re
from collections.abc import Iterator

import lxml.html

from corpus.dates import DATE, as_iso, dates_in
from corpus.facts import Facts
from corpus.formats.draft import Draft, statement
from corpus.formats.fields import facts_from, named

_LABEL = re.compile(r"^(?P<name>[A-ZÀ-Þ][\w'’ ]{2,24})\s?:[ \t]+(?P<value>\S.*)$")
_RULE = re.compile(r"^\s*(?:[-=_*#]{5,}|document \d+ (?:de|sur|of) \d+)\s*$", re.IGNORECASE | re.MULTILINE)
_CERTIFICATE = re.compile(r"^(?:document )?news[·.]\d{8}[·.]\w+[·.]\S+\s*$", re.IGNORECASE | re.MULTILINE)
_END_OF_DOCUMENT = re.compile(
    r"^(?:©|\(c\)|copyright).{0,120}$(?:\s*^(?:certificat|(?:document )?news[·.]|numéro de document).{0,200}$)*",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_DATE = re.compile(rf"^(?P<source>[^,\n]{{2,60}}?),? (?:.{{0,40}}, )?(?P<date>{DATE}).{{0,60}}$", re.IGNORECASE)


def split_text(text: str) -> list[Draft]:
    """Return the articles of a text export, or none where the text is no export."""
    if len(_CERTIFICATE.findall(text)) >= 1 and len(_END_OF_DOCUMENT.findall(text)) >= 1:
        return [_news_document(part, str(n)) for n, part in enumerate(_parts(_END_OF_DOCUMENT, text), start=1)]
    parts = list(_parts(_RULE, text))
    drafts = [_labelled(part, str(n)) for n, part in enumerate(parts, start=1)]
    if len(drafts) >= 2 and all(draft is not None for draft in drafts):
        return [draft for draft in drafts if draft]
    return []


def _parts(separator: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield the texts between separators that hold more than a line."""
    for part in separator.split(text):
        if part and len(part.strip().splitlines()) > 2:
            yield part.strip()


def _labelled(part: str, name: str) -> Draft | None:
    """Read an article that opens with lines such as "Titre : …" and "Date : …"."""
    lines = part.splitlines()
    fields: dict[str, str] = {}
    for i, line in enumerate(lines):
        match = _LABEL.match(line)
        if match:
            fields[match["name"]] = match["value"]
        elif line.strip():
            known = named(dict.fromkeys(fields, "x"))
            if len(known.keys() & {"title", "published", "source"}) < 2:
                return None
            return Draft("\n".join(lines[i:]), statement("field", facts_from(fields)), name)
    return None


def _news_document(part: str, name: str) -> Draft:
    """Read an article under the header of its issue: outlet, outlet and date, title, body."""
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    for i, line in enumerate(lines[:6]):
        match = _HEADER_DATE.match(line)
        if match:
            source = lines[0] if i else match["source"]
            title = next(iter(lines[i + 1 : i + 2]), None)
            facts = Facts(title=title, source=source, published=as_iso(match["date"]))
            rest = part.split(line, 1)[1]
            return Draft(rest, statement("header of the export", facts), name)
    return Draft(part, (), name)


def split_page(tree: lxml.html.HtmlElement) -> list[Draft]:
    """Return the articles of an HTML export of Europresse, or none where the page is no such export."""
    drafts = []
    for number, text in enumerate(tree.find_class("DocText"), start=1):
        article = next((a for a in text.iterancestors("article")), text.getparent())
        header = _class_text(article, "DocHeader")
        facts = Facts(
            title=_class_text(article, "titreArticleVisu") or _class_text(article, "titreArticle"),
            source=_outlet(_class_text(article, "DocPublicationName")),
            published=next((date.iso for date in dates_in(header or "")), None),
            author=_class_text(article, "sm-margin-bottomNews") or None,
        )
        body = "\n\n".join(" ".join(p.text_content().split()) for p in text.iter("p"))
        drafts.append(Draft(body or text.text_content(), statement("header of the export", facts), str(number)))
    return drafts


def _class_text(article: lxml.html.HtmlElement | None, name: str) -> str | None:
    found = article.find_class(name) if article is not None else []
    return " ".join(found[0].text_content().split()) or None if found else None


def _outlet(name: str | None) -> str | None:
    """Take the edition off an outlet ("Le Petit Large (site web) - Economie")."""
    return re.split(r"\s*(?:\(|,| - )", name, maxsplit=1)[0] if name else None
