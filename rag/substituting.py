"""A fragment in the place of what it replaces in the question before: a year for a year, a name for a name."""

import re

from corpus.dates import MONTHS
from rag.spans import names_of
from rag.topic import Topic

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATED = re.compile(
    r"\b(?:(?:en|à|fin|début|depuis|avant|après|vers|courant|d['’]ici|le)\s)*(?:\d{1,2}\s)?"
    rf"(?:(?:{'|'.join(MONTHS)})\s)?(?:19|20)\d\d\b"
)
_ORDERED = r"(?P<article>le|la|les)\s(?:premi|second|deuxi|troisi|quatri|cinqui|sixi|derni|prochain|suivant|autre)\w*"
_ORDINAL = re.compile(rf"\b{_ORDERED}", re.IGNORECASE)
_OTHERS = re.compile(rf"^{_ORDERED}$", re.IGNORECASE)
_ASKED_KIND = re.compile(r"\b(?P<which>quel(?:le)?)s?\s(?!est\b|sont\b)(?P<noun>[^\W\d_]+)", re.IGNORECASE)
_LOCATIVE = re.compile(r"(?:en|au|aux|à|dans)\s", re.IGNORECASE)
_PROPER = r"[A-ZÀ-Þ][\w’'.-]*(?:\s(?:(?:d['’]|de\s|du\s|des\s)?[A-ZÀ-Þ][\w’'.-]*|\d+))*"
_PREPOSITION = r"(?:en|au|aux|à|dans|pour|chez|de|du|des|par|avec|sur)\s(?:l['’]|la\s|le\s|les\s)?"
_PLACED = re.compile(rf"\b{_PREPOSITION}{_PROPER}|\bd['’]{_PROPER}")
_PLACED_LOWER = re.compile(
    r"\b(?:en|au|aux|à|dans|chez)\s(?:l['’]|la\s|le\s|les\s)?(?!moyenne|tout|cours|plus)[^\W\d_]{3,}(?=\s*\??$)"
)
_COUNTRY = re.compile(rf"^(?:[Pp]our\s)?(?P<article>[Ll](?:es?|a|['’]))\s?(?P<name>{_PROPER})\s*$")
_NAME = re.compile(rf"^{_PROPER}$")
_LINK = r"(?:de\s(?:la\s|l['’])?|du\s|des\s|d['’])"
_NAMED = re.compile(rf"\s{_PROPER}$")
_NOUN = re.compile(r"^(?P<article>[Ll](?:es?|a|['’])|[Dd](?:e|['’]))\s?(?P<noun>[^\W\d_A-ZÀ-Þ].*)$")
_ONE = re.compile(r"^(?:celui|celle|ceux|celles)\s(?=de\b|du\b|des\b|d['’]|à\b|au\b|en\b)", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<of>\b(?:combien|nombre)\s)(?:de\s|d['’])(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)", re.IGNORECASE)
_DEFINITE = re.compile(
    r"(?P<article>\b(?:(?:de\s|à\s)?(?:la\s|l['’])|le\s|les\s|du\s|des\s|au\s|aux\s))(?P<noun>[^\W\d_A-ZÀ-Þ][\w-]*)"
    r"(?=\s*\??$|\s(?:de|du|des|en|à|au|pour|dans)\s|\s\()"
)
_VOWEL = re.compile(r"[aeiouyhâàéèêëîïôûùœAEIOUYHÂÀÉÈÊËÎÏÔÛÙŒ]")


def bare(text: str) -> str:
    """Return a question without the marks at its end."""
    return text.rstrip(" ?!.\u00a0\u202f")


def with_fragment(before: str, fragment: str, topic: Topic) -> str:
    """Return the question before with a fragment in the place of what it replaces, or named after it."""
    fragment = _ONE.sub("", bare(fragment))
    if others := _OTHERS.match(fragment):
        return _replaced(before, _ORDINAL, fragment) or _of_the_same_kind(before, others, topic)
    dated = _YEAR.search(fragment) is not None and not list(names_of(_YEAR.sub("", fragment)))
    for kind, fits in ((_ORDINAL, bool(_ORDINAL.match(fragment))), (_DATED, dated)):
        if fits:
            return _replaced(before, kind, fragment) or f"{bare(before)}, {fragment} ?"
    return (
        _with_same_noun(before, fragment)
        or _with_country(before, fragment)
        or _with_place(before, fragment)
        or _with_name(before, fragment)
        or _with_noun(before, fragment)
        or _after(before, fragment, topic)
    )


def _of_the_same_kind(before: str, others: re.Match[str], topic: Topic) -> str:
    """« Et les prochaines ? » after « Dans quelles villes… ? »: « Quelles sont les prochaines villes (…) ? »."""
    asked = _ASKED_KIND.search(before)
    if not asked or not topic.words:
        return f"{bare(before)}, {others[0]} ?"
    several, feminine = others["article"].lower() == "les", others[0].endswith(("es", "e")) and "le" in asked["which"]
    verb = "sont" if several else "est"
    which = f"Quel{'le' if feminine else ''}{'s' if several else ''}"
    article, ordinal = others[0].split()
    named = (asked["noun"], ordinal) if ordinal.startswith("suivant") else (ordinal, asked["noun"])
    return f"{which} {verb} {article} {' '.join(named)} ({topic.words}) ?"


def has_room(fragment: str, before: str) -> bool | None:
    """Say whether a question names a place that a fragment of place can take; None where it is no such fragment."""
    if not _LOCATIVE.match(fragment) or _YEAR.search(fragment):
        return None
    outside = re.sub(r"\([^)]*\)", "", before)
    return any(_LOCATIVE.match(place[0]) for place in (*_PLACED.finditer(outside), *_PLACED_LOWER.finditer(outside)))


def _replaced(before: str, kind: re.Pattern[str], fragment: str) -> str | None:
    """Put a fragment in the place of the last stretch of a kind."""
    places = list(kind.finditer(before))
    return _put(before, places[-1], fragment) if places else None


def _with_same_noun(before: str, fragment: str) -> str | None:
    """« Et la boulangerie Martin ? » takes the place of « la boulangerie Lenormand »."""
    noun = _NOUN.match(fragment)
    if not noun:
        return None
    head = re.escape(noun["noun"].split()[0])
    place = re.search(rf"(?:\b[Ll](?:es?|a)\s|\b[Ll]['’]|(?<=['’\s])){head}\b(?:\s(?:{_LINK})?{_PROPER})?", before)
    return _put(before, place, fragment) if place and _NAMED.search(fragment) else None


def _with_country(before: str, fragment: str) -> str | None:
    """« Et pour la Tunisie ? », « Et l'Égypte ? » after « au Maroc »: a country takes the place of a place."""
    country = _COUNTRY.match(fragment)
    places = [place for place in _PLACED.finditer(before) if _LOCATIVE.match(place[0])]
    if not country or not places:
        return None
    article = country["article"].lower()
    preposition = {"le": "au", "les": "aux"}.get(article, "en")
    return _put(before, places[-1], f"{preposition} {country['name']}")


def _with_place(before: str, fragment: str) -> str | None:
    """A fragment with a preposition takes the place of the last with one of its kind, else of the last."""
    if not re.match(_PREPOSITION, fragment, re.IGNORECASE) and not re.match(r"d['’]", fragment):
        return None
    places = list(_PLACED.finditer(before)) or list(_PLACED_LOWER.finditer(before))
    first = fragment.split()[0].lower()
    same = [place for place in places if place[0].split()[0].lower() == first]
    if not same and not _LOCATIVE.match(fragment) and not re.search(_PROPER, fragment):
        return None  # « pour les enfants » takes the place of no name
    alike = [place for place in places if _LOCATIVE.match(fragment) and _LOCATIVE.match(place[0])]
    chosen = same or alike or places
    return _put(before, chosen[-1], fragment) if chosen else None


def _with_name(before: str, fragment: str) -> str | None:
    """« Et Glovo ? » takes the place of the last name, and leaves the word before it as French wants it."""
    if not _NAME.match(fragment):
        return None
    names = [name.span for name in names_of(bare(before)) if name.kind == "name"]
    outside = [name for name in names if "(" not in before[: name.start]] or names
    if not outside:
        return None
    name = outside[-1]
    lead = before[: name.start]
    if re.search(r"\bd['’]$", lead) and not _VOWEL.match(fragment):
        lead = f"{lead[:-2]}de "
    elif lead.endswith(" de ") and _VOWEL.match(fragment):
        lead = f"{lead[:-2]}'"
    return f"{lead}{fragment}{before[name.end :]}"


def _with_noun(before: str, fragment: str) -> str | None:
    """« Et les femmes ? » after « Combien d'hommes… », « Et la gare ? » after « Qui a bâti le musée ? »."""
    noun = _NOUN.match(fragment)
    if not noun:
        return None
    counted = _COUNTED.search(before)
    if counted and noun["article"].lower() in ("les", "de", "d'", "d’"):
        link = "d'" if _VOWEL.match(noun["noun"]) else "de "
        return f"{before[: counted.start()]}{counted['of']}{link}{noun['noun']}{before[counted.end() :]}"
    places = list(_DEFINITE.finditer(before))
    if not places:
        return None
    place = places[-1]
    return _put(before, place, _contracted(place["article"].strip().lower(), fragment))


def _contracted(article: str, fragment: str) -> str:
    """Return a noun with its article after the preposition that `article` holds: « du » and « la gare »: de la gare."""
    preposition = "de " if article[:2] in ("du", "de") else "à " if article[:1] in ("a", "à") else ""
    for plain, joined in (("de le ", "du "), ("de les ", "des "), ("à le ", "au "), ("à les ", "aux ")):
        if f"{preposition}{fragment}".lower().startswith(plain):
            return joined + f"{preposition}{fragment}"[len(plain) :]
    return f"{preposition}{fragment}"


def _after(before: str, fragment: str, topic: Topic) -> str:
    noun = _NOUN.match(fragment)
    if noun and topic.words:
        return f"Et {fragment} ({topic.words}) ?"
    pronoun = re.fullmatch(r"(?:elle|lui|eux|elles|celui-ci|celle-ci)", fragment, re.IGNORECASE)
    if pronoun:
        names = [name for name in topic.names if name not in before]
        return f"{bare(before)} ({', '.join(names)}) ?" if names else before
    return f"{bare(before)} {fragment} ?"


def _put(before: str, place: re.Match[str], fragment: str) -> str:
    return f"{before[: place.start()]}{fragment}{before[place.end() :]}"
