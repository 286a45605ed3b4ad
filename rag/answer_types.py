"""How much does a sentence hold of the type a question asks for, that the question did not already say?"""

import re
from typing import Literal, get_args

from index import french
from rag.acronyms import expansion_of
from rag.question import Asked
from rag.spans import numbers_of

_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_DATE = re.compile(
    rf"\b(?:1\d|20)\d\d\b|\b(?:{_MONTHS})\b|\bsiecles?\b|\b\d{{1,2}}/\d{{1,2}}\b|\b(?:lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|hier|demain|aujourd'hui)\b"
)
_NUMBER = re.compile(
    r"\d+|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|"
    r"quarante|cinquante|soixante|cent|cents|mille|million|millions|milliard|milliards|dizaine|douzaine|vingtaine|"
    r"trentaine|centaine|millier|milliers|moitie|tiers|quart|double|triple|aucun|aucune|plusieurs)s?\b"
)
_NAME = re.compile(r"(?<![.!?…«»“\"]\s)(?<!^)\b[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ][\w’'-]+")
_REASON = re.compile(
    r"\b(?:parce qu|car\b|afin\b|pour\b|en raison|grace|a cause|du fait|puisqu|permet|permett|visant|vise|dans le but|"
    r"objectif|en effet|suite a|d'ou\b)"
)


_MANNER = re.compile(
    r"\ben \w+ant\b|\bgrace|\ba l'aide|\bau moyen|\bpar le biais|\bvia\b|\ba travers|\bpar l'intermediaire|"
    r"\bde maniere|\bde facon|\bpar (?:une?|des|les?|la|l')|\bavec\b|\bpuis\b|\bensuite\b"
)
_MEMBER = re.compile(r",\s|;\s|\s(?:et|ou|ainsi qu[e'])\s")
_DEFINITION = re.compile(
    r"\b(?:est|sont|etait|etaient|fut|designe|designent|constitue|represente|signifie)\b (?:une?|les?|la|l'|des|ce)|"
    r", (?:une?|les?|la|l'|des)? ?\w+ (?:de|du|des|d'|qui|a|pour)\b|\("
)

Kind = Literal["number", "unit", "date", "name", "reason", "manner", "list", "definition", "acronym"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a sentence can be seen to hold; a person or a place is seen as a name, what is counted by its unit."""
ENOUGH = 3
"""Names, or members of a list, beyond which a sentence holds no more of what a question asks for."""


def held(sentence: str, asked: Asked) -> dict[Kind, float]:
    """Return, for each kind of thing that a question asks for, how much of it, new, a sentence holds, 0 to 1.

    For names and members of a list: the share of ENOUGH, as a question may ask for several; else all or nothing.
    """
    known = french.fold(asked.text.lower())
    folded = french.fold(sentence.lower()).replace("’", "'")
    found: dict[Kind, float] = {}
    match asked.answer_type:
        case "number":
            found["number"] = float(any(match not in known for match in _NUMBER.findall(folded)))
        case "date":
            found["date"] = float(any(match not in known for match in _DATE.findall(folded)))
        case "person" | "place":
            names = {french.fold(match.lower()) for match in _NAME.findall(sentence)}
            found["name"] = min(sum(name not in known for name in names), ENOUGH) / ENOUGH
        case "reason":
            found["reason"] = float(bool(_REASON.search(folded)))
        case "manner":
            found["manner"] = float(bool(_MANNER.search(folded)))
        case "definition":
            found["definition"] = float(bool(_DEFINITION.search(folded)))
        case "acronym":
            found["acronym"] = float(expansion_of(sentence, asked.text) is not None)
    if asked.unit:
        new = (one.span.of(sentence) for one in numbers_of(sentence) if one.kind == asked.unit)
        found["unit"] = float(any(french.fold(number.lower()) not in known for number in new))
    if asked.several:
        found["list"] = min(len(_MEMBER.findall(folded)), ENOUGH) / ENOUGH
    return found
