"""Does a question stand by itself? What it leaves out, where it does not: told by its form alone, never by its subject.

A question that might stand by itself is taken to: it must never be bent by what came before.
"""

import re
from typing import Literal

from corpus.dates import MONTHS
from index import french
from rag.question import analyse

Form = Literal["whole", "fragment", "bare", "pointing"]
"""A fragment takes a place in the question before (« Et en Égypte ? »); a bare one asks it otherwise (« Pourquoi ? »);
a pointing one has its own verb, but a pronoun or a noun in it stands for what was spoken of (« Qui le dirige ? »)."""

OPENING = re.compile(
    r"^\s*(?:(?:merci|oui|non|bien|très bien|ok|d['’]accord)\b[\s,.!]*(?=(?:et|mais|puis|alors|sinon)\b))?"
    r"(?:et|mais|puis|alors|sinon|du coup)\b[\s,]*(?:alors\b|sinon\b)?\s*",
    re.IGNORECASE,
)
_PREPOSITION = (
    r"(?:en|au|aux|à|dans|pour|chez|avec|sur|de|du|des|depuis|avant|après|fin|début|vers|d['’]ici|d['’]|"
    r"par|contre|sans)"
)
_FRAGMENT = re.compile(
    rf"(?:{_PREPOSITION}(?:\b|(?<=['’]))|l['’]|(?:le|la|les|un|une|son|sa|ses|leurs?|ce|cet|cette|ces|celui|celle|ceux)\b|"
    r"[^\W\d_a-zà-ÿ]|\d)",
)
_UNOPENED = re.compile(
    rf"^{_PREPOSITION}(?:\b|(?<=['’]))(?![^?]*\b(?:est|sont|a|ont|était|qui|que)\b)[^?,]*\?*$", re.IGNORECASE
)
_LONGEST_UNOPENED = 5  # words of a fragment that no « et » opens
_ALONE = re.compile(r"^(?:elle|lui|eux|elles|moi|nous|celui-ci|celle-ci)\s*\?*$", re.IGNORECASE)

ASKS = re.compile(
    r"\b(?:qui|que|quoi|qu['’]|quand|où|combien|comment|pourquoi|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|est-ce)"
    r"(?:\b|(?<=['’]))",
    re.IGNORECASE,
)
_BEFORE_ASKING = r"(?:(?:à|a|de|d['’]|en|dans|pour|par|avec|sur|chez|depuis|vers|selon|jusqu['’]à?|contre|grâce à)\s*)?"
ASKS_ALONE = re.compile(
    rf"^(?P<asks>{_BEFORE_ASKING}(?:qui|quoi|quand|où|ou|combien(?: de (?:temps|fois))?|comment|pourquoi))"
    r"(?:[\s,-]+(?:ça|cela|exactement|donc|précisément|au juste|en tout|au total))*\s*[?!.]*$",
    re.IGNORECASE,
)
_BARE_NOUN = re.compile(
    rf"^{_BEFORE_ASKING}(?:quel(?:le)?s?\s|combien\s(?:de\s|d['’]))(?!est\b|sont\b)[^\W\d_]+"
    r"(?:\s(?:en moyenne|au total|en tout|exactement))?\s*[?!.]*$",
    re.IGNORECASE,
)
OF_WHICH = re.compile(r"^(?:\w+\s)?(?:lequel|laquelle|lesquel(?:le)?s)\b", re.IGNORECASE)

_NOUN = r"[^\W\d_]+(?:-[^\W\d_]+)*"
WH = re.compile(
    rf"^{_BEFORE_ASKING}(?:(?:parle\w*|dis|dites|présente\w*|explique\w*|raconte\w*)(?:-(?:moi|nous))?\b|"
    rf"qu['’]est-ce qu(?:e\s|i\s|['’])|est-ce qu(?:e\s|['’])|"
    rf"quel(?:le)?s?\s(?:est|sont|était|étaient|fut|sera|seront|serait)\s(?:(?:le|la|les)\s|l['’]){_NOUN}(?:\s(?:de\s|d['’]))?|"
    rf"quel(?:le)?s?\s(?:(?:est|sont|était|étaient|fut|sera|seront|serait)\b|(?:autres?\s|nouve\w+\s)?{_NOUN})|"
    rf"combien\s(?:de\s|d['’])(?:autres?\s|nouve\w+\s|jeunes?\s)?{_NOUN}|combien\b|qui\b|que\b|qu['’]|quoi\b|quand\b|où\b|"
    r"comment\b|pourquoi\b)\s*",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(
    r"\b(?:(?:le|la|les|un|une|des|du|au|aux|mon|ma|mes|votre|notre|chaque)\s|l['’])\w+|\s[A-ZÀ-Þ]|^[A-ZÀ-Þ]\w+\s[a-z]"
)

_INVERTED = re.compile(r"(?P<verb>[^\W\d_]+)-(?:t-)?(?P<pronoun>il|elle|ils|elles)\b", re.IGNORECASE)
_IMPERSONAL = re.compile(
    r"\b(?:y (?:a|avait|aura)|faut|fallait|faudra|pleu\w+|neige\w*|existe\w*|s['’]agi\w+|se passe\w*|suffi\w+|"
    r"vaut|semble|reste|se fait|serait|est)-(?:t-)?il\b(?!s)|\bs['’]est-il (?:passé|produit)|"
    r"\bil (?:y (?:a|avait|aura)|faut|pleut|neige|s['’]agit|est)\b|"
    r"\b(?:temps|chaud|froid|beau|jour|nuit)\s(?:fait|fera|faisait)-(?:t-)?il\b|\bheure est-il\b",
    re.IGNORECASE,
)
_IMPERSONAL_ADJECTIVE = re.compile(
    r"\b(?:est|sera|serait|était)-il (?:vrai|possible|prévu|nécessaire|obligatoire|important|temps|question|utile|"
    r"normal|facile|difficile|dangereux|interdit|permis|certain|trop)\b|\bheure\b",
    re.IGNORECASE,
)
_IS_IT = re.compile(r"(?<!['’])\best-(?:t-)?il\b", re.IGNORECASE)
_SUBJECT = re.compile(r"(?<!-)\b(?:il|elle|ils|elles)\b", re.IGNORECASE)
_OBJECT = re.compile(
    rf"^{_BEFORE_ASKING}qui\s(?:ne\s|s['’]en\s)?(?:(?:le|la|les|lui|leur|en|y)\s|l['’]|s['’]y\s)(?-i:(?![A-ZÀ-Þ]))\w+"
    r"|\b(?:le|la|les|lui|leur|y)\s\w+(?:er|ir|oir|joindre|lire|faire|vendre|prendre|suivre|écrire)\s*\??$"
    r"|\bl['’](?:a|ont|avait|aura|avaient)\b(?!-)|\bqu['’]en\b|\bcombien en\b|\ben (?:a|ont|est|sont|avait|reste)\b"
    r"|\ben \w+(?:ront|era|aient)\b|\by\s(?!a\b|avait\b|aura\b|a-t)\w+",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\b(?:son|sa|ses|leurs?)\s(?!de\b|et\b)[^\W\d_]{2,}", re.IGNORECASE)
_OWNER = re.compile(  # « quel joueur a quitté son club ? », « qui vend sa maison ? »: whose it is, is asked for
    r"^(?:quel(?:le)?s?|combien (?:de|d['’]))\s?(?!est\b|sont\b|était\b|étaient\b|temps\b|fois\b)\w+"
    r"\s(?!est\b|sont\b)\w+\s"
    r"|^qui\s(?!est\b|sont\b|était\b|étaient\b)",
    re.IGNORECASE,
)
_DEMONSTRATIVE = re.compile(
    r"\b(?:ce|cet|cette|ces)\s(?!année|mois|matin|soir|jour|semaine|week|dernières|temps|siècle|été|hiver|printemps|"
    r"automne|qu['’]|que\b|qui\b|dont\b|sont\b|n['’]|nouvel)\w+|\b(?:cela|ça)\b",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"\blà-bas\b|\b(?:celui|celle|ceux|celles)-(?:ci|là)\b|\b(?:ce|cette|ces) derni(?:er|ère)s?\s*[?,]|"
    r"\b(?:eux|d['’]elles?|de lui)\s*\??$",
    re.IGNORECASE,
)
WITHOUT_NOUN = re.compile(
    r"\b(?:le|la|les)\s(?:(?:deux|trois|quatre|cinq|\d+)\s)?(?:prochaine?s?|suivante?s?|autres?|premi(?:er|ère)s?|"
    r"derni(?:er|ère)s?|deuxièmes?|seconde?s?|troisièmes?|quatrièmes?)\s*\??$",
    re.IGNORECASE,
)
_IT_IS = re.compile(r"^(?:est-ce que\s)?c['’](?:est|était)\b|^est-ce\s(?!que\b|qu['’])", re.IGNORECASE)
_RELATIONAL = (
    r"(?:valeur|montant|budget|date|prix|coût|tarif|objectif|but|durée|lieu|nombre|nom|adresse|siège|capacité|superficie|"
    r"effectif|résultat|raison|cause|partenaire|bénéficiaire|critère|condition|mission|rôle|calendrier|programme|"
    r"avantage|inconvénient|conséquence|financement|thème|contenu|public|taille|loyer|échéance|étape|"
    r"directeur|directrice|président|présidente|fondateur|fondatrice|patron|patronne|responsable|auteur|dirigeant|"
    r"propriétaire|investisseur|gestionnaire|membre|lauréat|gagnant|organisateur|actionnaire)s?"
)
_DISCOURSE = r"(?:offre|programme|projet|fonds|initiative|convention|accord|partenariat|dispositif|opération)s?"
_RELATIONAL_ALONE = re.compile(
    rf"^(?:{_BEFORE_ASKING}quel(?:le)?s?\s(?:est|sont|était|étaient|sera|seront|serait)|qui\s(?:en\s)?(?:est|sont|était))\s"
    rf"(?:(?:le|la|les)\s|l['’])(?:\w+\s)?{_RELATIONAL}(?:\s(?:exacte?|total|totale|prévue?|principaux|principales?))?"
    rf"(?:\s(?:du|de la|des|de l['’]|de cette|de ce)\s?{_DISCOURSE})?\s*\?*$",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"\b(?:vous|tu|toi|te|votre|tes|ton|je|me|moi|nous|va)\b|\b[tjm]['’]", re.IGNORECASE)
_DISCOURSE_NOUN = re.compile(
    rf"\b(?:le|la|les|du|au|des|aux)\s{_DISCOURSE}\s*\?*$|\bl['’]{_DISCOURSE}\s*\?*$", re.IGNORECASE
)


def form_of(text: str) -> Form:
    """Return the form of a question, its opening « Et » or « Mais » included."""
    opened = OPENING.sub("", text)
    if _ALONE.match(opened):
        return "fragment"
    if not ASKS.search(opened) and (_is_fragment(opened, opened != text)):
        return "fragment"
    if ASKS_ALONE.match(opened) or (_BARE_NOUN.match(opened) and not _names(opened)):
        return "bare"
    return "pointing" if points(opened) else "whole"


def points(text: str) -> bool:
    """Say whether a question points to something it does not name."""
    if (
        _CERTAIN.search(text)
        or (WITHOUT_NOUN.search(text) and not _names(text))
        or (OF_WHICH.match(text) and not re.search(r"\b(?:des|de|du|entre)\b", text))
    ):
        return True
    if _IMPERSONAL.search(text) and (not _IS_IT.search(text) or _IMPERSONAL_ADJECTIVE.search(text)):
        return False
    return _by_pronoun(text) or (not _names(text) and _by_noun(text))


def _is_fragment(text: str, opened: bool) -> bool:
    if _INVERTED.search(text) or re.match(r"(?:[cC]['’]est|ça)\b", text):
        return False
    if opened:
        return _FRAGMENT.match(text) is not None or len(text.split()) <= 3
    return _UNOPENED.match(text) is not None and len(text.split()) <= _LONGEST_UNOPENED


def _by_pronoun(text: str) -> bool:
    wh = WH.match(text)
    start = wh.end() if wh else 0
    inverted = _INVERTED.search(text)
    if inverted:
        return not french.terms(text[start : inverted.start()])
    subject = _SUBJECT.search(text)
    if subject:
        return not french.terms(text[start : subject.start()])
    found = _OBJECT.search(text)
    if found:
        return not _NOUN_PHRASE.search(text[start : found.start()])
    possessive = _POSSESSIVE.search(text)
    if possessive and not _OWNER.match(text):
        before = text[start : possessive.start()]
        return not _NOUN_PHRASE.search(before) and len(french.terms(before)) <= 1
    return False


def _by_noun(text: str) -> bool:
    """Say whether a question that names nothing points: by « ce », « c’est », a bare verb, a relational noun."""
    wh = WH.match(text)
    rest = text[wh.end() if wh else 0 :]
    if _IT_IS.match(text):
        return not re.search(r"\b(?:le|la|les|un|une|des|du)\s\w+|\bl['’]\w+", text) or "est-ce" in text.lower()
    if _DEMONSTRATIVE.search(text) or _RELATIONAL_ALONE.match(text):
        return True
    if not wh or _ADDRESSED.search(text):
        return False
    if _DISCOURSE_NOUN.search(text):
        return True
    return (
        not re.search(r"\b(?:le|la|les|un|une|des|du|de|au|aux)\s\w|\b[ld]['’]\w", rest)
        and len(french.terms(rest)) <= 1
        and (not french.terms(wh[0]))
    )


def _names(text: str) -> bool:
    months = {french.term_of(french.fold(month)) for month in MONTHS}
    return any(not term[:1].isdigit() and term not in months for term in analyse(text).specifics)
