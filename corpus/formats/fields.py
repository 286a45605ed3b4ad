"""Fields of tables, of records and of front matter: which of them state what, under French and English names."""

import datetime
import re
import unicodedata
from collections.abc import Mapping

from corpus.dates import as_iso
from corpus.facts import Facts

_NAMES = {
    "title": "title titre headline intitule titre_article titre_de_larticle objet subject",
    "source": "source outlet journal media publication publisher organe editeur newspaper titre_de_presse site"
    " nom_du_journal nom_de_source nom_source source_name",
    "published": "published date date_publication date_de_publication publication_date published_at pubdate parution"
    " date_de_parution date_parution datepublished publie publie_le date_published jour",
    "author": "author auteur auteurs authors signature byline journaliste",
    "place": "place lieu ville dateline location",
    "url": "url lien link adresse permalink href",
    "based_on": "based_on",
    "text": "text texte body corps contenu content article article_body articlebody texte_integral fulltext full_text"
    " texte_article maintext",
    "lead": "lead chapo chapeau standfirst resume summary description abstract accroche",
}
_OF_ARTICLE = re.compile(r"_(?:de_l_?article|article|complet|complete|integral|integrale|entier)$")
_MEANING = {name: meaning for meaning, names in _NAMES.items() for name in names.split()}


def named(fields: Mapping[str, object]) -> dict[str, str]:
    """Return the fields whose names are known, under our names; the first of two that mean the same wins."""
    known: dict[str, str] = {}
    for name, value in fields.items():
        key = folded(str(name))
        meaning, text = _MEANING.get(key) or _MEANING.get(_OF_ARTICLE.sub("", key)), scalar(value)
        if meaning and text:
            known.setdefault(meaning, text)
    return known


def facts_from(fields: Mapping[str, object]) -> Facts:
    """Return the facts that fields of any naming state."""
    known = named(fields)
    published = known.get("published")
    return Facts(
        title=_line(known.get("title")),
        source=_line(known.get("source")),
        published=as_iso(published) if published else None,
        author=_line(known.get("author")),
        place=_line(known.get("place")),
        url=_line(known.get("url")),
        based_on=_line(known.get("based_on")),
    )


def folded(name: str) -> str:
    """Return the name of a field without case, accents and punctuation: "Date de parution" → date_de_parution."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("'", "").replace("’", ""))
    plain = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return "_".join(plain.split())


def scalar(value: object) -> str | None:
    """Return a value as text: dates in ISO 8601, lists of names joined, anything nested as None."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool):
        return None
    if isinstance(value, str | int | float):
        return str(value).strip() or None
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return None


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
