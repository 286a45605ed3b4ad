"""What a question asks for: its telling terms, its names and numbers, and the type of answer it expects."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from corpus.errors import QuestionError
from index import french
from rag.period import period_of

MAX_CHARACTERS = 500

AnswerType = Literal["number", "date", "person", "place", "reason", "acronym", "definition", "other"]

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
    """A question as evidence is sought for it. `specifics` are the terms of its names and numbers."""

    text: str
    terms: tuple[str, ...]
    specifics: frozenset[str]
    answer_type: AnswerType

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
    return Asked(text, tuple(dict.fromkeys(french.terms(text))), _specifics(text), answer_type_of(text))


def answer_type_of(text: str) -> AnswerType:
    """Return the type of answer a question expects; "other" where no word of asking tells."""
    if _DEFINED.match(text):
        return "definition"
    # "où" keeps its accent, which tells it from "ou"
    folded = "où".join(map(french.fold, text.lower().split("où"))).replace("’", "'")
    for answer_type, pattern in _TYPES:
        if re.search(pattern, folded):
            return answer_type
    return "other"


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
