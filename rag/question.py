"""What a question asks for: its telling terms, its names and numbers, and the type of answer it expects."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from corpus.errors import QuestionError
from index import french
from rag.period import period_of

MAX_CHARACTERS = 500

AnswerType = Literal[
    "number", "date", "person", "place", "reason", "manner", "yes_no", "acronym", "definition", "other"
]
Unit = Literal["amount", "share", "measure"]
"""What a number asked for is a number of: money, parts of a whole, or a length, an area, a time, a weight…"""

_TYPES: tuple[tuple[AnswerType, str], ...] = (
    (
        "acronym",
        r"\bsigle\b|\bacronyme\b|\binitiales\b|\bque (?:signifie|veut dire|veulent dire|signifient)\b|"
        r"\b(?:signification|abreviation) (?:de|du)\b",
    ),
    (
        "date",
        r"\bquand\b|\bquel(?:le)?s? (?:est la |etait la |fut la )?(?:date|annee|jour|mois|siecle|epoque|periode)s?\b",
    ),
    (
        "number",
        r"\bcombien\b|\bquel(?:le)?s? (?:est |sont |etait |etaient |fut |sera )?(?:le |la |les |l'|son |sa |leur )?"
        r"(?:nombre|montant|prix|cout|budget|taux|pourcentage|part|superficie|population|age|taille|duree|distance|"
        r"hauteur|longueur|altitude|chiffre|effectif|enveloppe|somme|valeur|score|poids|vitesse|temperature)s?\b",
    ),
    (
        "person",
        r"^(?:et |mais )?(?:[aà] |de |par |pour |avec |chez |selon )?qui\b|\bqui ?\?|"
        r"\bcomment (?:s'appel|se nomm|s'intitul|se prenomm|est(?:-(?:il|elle))? (?:appel|nomm|surnomm))|"
        r"\bquel(?:le)?s? (?:est |sont |etait |fut )?(?:le |la |les |l')?(?:deux |trois |quatre |cinq |grande?s )?"
        r"(?:nom|auteur|autrice|personn|president|directeur|directrice|ministre|roi|reine|fondateur|fondatrice|"
        r"dirigeant|patron|responsable|chef|entreprise|societe|multinationale|groupe|geant|partenaire|organisme|"
        r"institution|banque|association|marque|equipe|club|acteur|ecole|universite)",
    ),
    (
        "place",
        r"\boù\b|^(?:et |mais |d'|par |vers )?ou\b|"
        r"\bquel(?:le)?s? (?:est |sont )?(?:la |le |les )?(?:deux |trois |quatre |cinq )?"
        r"(?:ville|pays|lieu|region|endroit)",
    ),
    ("reason", r"\bpourquoi\b|\bquelles? (?:est|sont) (?:la|les) (?:raison|cause)s?\b|\bpour quelles? raison"),
    ("manner", r"\bcomment\b|\b(?:de|par) quel(?:le)?s? (?:maniere|facon|moyen|procede|methode|biais|voie)s?\b"),
    (
        "yes_no",
        r"^(?!.*(?<!est-ce )\b(?:que|qui|quoi|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s)\b|"
        r".*\bqu'(?!(?:il|elle|on|une?)s?\b))"
        r".*(?:\best-ce qu|-(?:t-)?(?:il|elle|ils|elles|on|ce)\b)",
    ),
)
_HEAD = (
    r"\bquel(?:le)?s? (?:est |sont |etait |etaient |fut |sera |serait )?(?:le |la |les |l'|son |sa |leur |ses )?"
    r"(?:\w+ )?"
)
_UNITS: tuple[tuple[Unit, str], ...] = (
    (
        "measure",
        rf"{_HEAD}(?:superficie|surface|longueur|hauteur|largeur|distance|altitude|profondeur|duree|age|poids|vitesse|"
        r"temperature|anciennete)s?\b|\bcombien d(?:e |')(?:temps|secondes?|minutes?|heures?|jours?|semaines?|mois|"
        r"ans|annees?|metres?|kilometres?|hectares?|tonnes?|litres?)\b",
    ),
    ("share", rf"{_HEAD}(?:taux|pourcentage|part|proportion|quote-part)s?\b"),
    (
        "amount",
        rf"{_HEAD}(?:montant|prix|cout|budget|enveloppe|somme|salaire|tarif|loyer|revenu|chiffre d'affaires|dette|"
        r"subvention|capital|benefice|perte|remuneration|prime|amende|cotisation)s?\b|\bcombien (?:[\w'-]+ ){0,6}"
        r"(?:cout|vau|paie|paye|paya|verse|depens|factur|gagne|investi|finance|rapport|preleve|debours)|"
        r"\bcombien d(?:e |')(?:argent|euros?|dollars?|dirhams?|francs?|dinars?)\b",
    ),
)
_SEVERAL = re.compile(
    r"\b(?:lesquel(?:le)?s|auxquel(?:le)?s|desquel(?:le)?s)\b|\bquel(?:le)?s\b|"
    r"^(?:cite|citez|donne|donnez|liste|listez|enumere|enumerez|nomme|nommez)\b"
)
_DEFINED = re.compile(
    r"^(?:[Ee]t |[Mm]ais )?(?:[Qq]ui (?:est|sont|était|étaient|fut)(?: donc)? (?:M\.? |Mme )?[A-ZÀ-Þ][^?]*|"
    r"(?:[Qq]u['’]est[- ]ce qu(?:e |['’])(?:c['’]est que )?|[Cc]['’]est (?:quoi|qui) |[Qq]ue sont )"
    r"(?:[^\s?]+ ){0,3}[^\s?]+) ?\??$"
)
_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_NOTHING = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as evidence is sought for it.

    `specifics` are the terms of its names and numbers; `unit` is what a number asked for must be of, None where it is
    any; `several` says whether more than one thing is asked for.
    """

    text: str
    terms: tuple[str, ...]
    specifics: frozenset[str]
    answer_type: AnswerType
    unit: Unit | None = None
    several: bool = False

    @property
    def years(self) -> frozenset[str]:
        """The years it is about, where it names them: « depuis 2020 » names none."""
        period = period_of(self.text)
        if period is None or not period.named:
            return frozenset()
        return frozenset(term for term in self.terms if _YEAR.fullmatch(term))


def checked(text: str) -> str:
    """Return the question, control characters and runs of white space made single spaces.

    Raises QuestionError where nothing is left to ask, or where it is longer than MAX_CHARACTERS.
    """
    clean = " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text).split())
    if _NOTHING.fullmatch(clean) or not clean:
        raise QuestionError("the question is empty: ask one in words, in French")
    if len(clean) > MAX_CHARACTERS:
        raise QuestionError(f"the question has {len(clean):,} characters, the limit is {MAX_CHARACTERS}: shorten it")
    return clean


def analyse(text: str) -> Asked:
    """Say what a question asks for."""
    folded = _folded(text)
    return Asked(
        text,
        tuple(dict.fromkeys(french.terms(text))),
        _specifics(text),
        answer_type_of(text),
        next((unit for unit, pattern in _UNITS if re.search(pattern, folded)), None),
        bool(_SEVERAL.search(folded)),
    )


def answer_type_of(text: str) -> AnswerType:
    """Return the type of answer a question expects; "other" where no word of asking tells."""
    if _DEFINED.match(text):
        return "definition"
    folded = _folded(text)
    for answer_type, pattern in _TYPES:
        if re.search(pattern, folded):
            return answer_type
    return "other"


def _folded(text: str) -> str:
    """Return a text in small letters without accents, but for "où", which its accent tells from "ou"."""
    return "où".join(map(french.fold, text.lower().split("où"))).replace("’", "'")


def _specifics(text: str) -> frozenset[str]:
    """Return the terms of capitalised words (but the first, unless it is all capitals) and of numbers."""
    words = text.split()
    shouted = text.upper() == text
    found: set[str] = set()
    for position, word in enumerate(words):
        bare = word.strip("«»“”\"'’(),;:?!.")
        elided = re.sub(r"^[^\W\d_]{1,2}['’]", "", bare)
        named = elided[:1].isupper() and not shouted and (position > 0 or (len(elided) > 1 and elided.isupper()))
        if named or _NUMBER.search(bare):
            found.update(french.terms(bare))
    return frozenset(found)
