"""How much does a sentence hold of the type a question asks for, that the question did not already say?"""

import re

from index import french
from rag.question import Asked

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


ENOUGH = 3
"""Names beyond which a sentence holds no more of what a question asks for."""


def held_of_type(sentence: str, asked: Asked) -> float:
    """Return how much of the type that `asked` expects, and that the question lacks, a sentence holds, 0 to 1.

    For a number, a date or a reason: all or nothing. For names: the share of ENOUGH, as a question may ask for several.
    """
    known = french.fold(asked.text.lower())
    folded = french.fold(sentence.lower()).replace("’", "'")
    if asked.answer_type == "number":
        return float(any(match not in known for match in _NUMBER.findall(folded)))
    if asked.answer_type == "date":
        return float(any(match not in known for match in _DATE.findall(folded)))
    if asked.answer_type == "reason":
        return float(bool(_REASON.search(folded)))
    names = {french.fold(match.lower()) for match in _NAME.findall(sentence)}
    return min(sum(name not in known for name in names), ENOUGH) / ENOUGH
