"""Does a sentence hold something of the type a question asks for, that the question did not already say?"""

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


def holds_type(sentence: str, asked: Asked) -> bool:
    """Say whether `sentence` holds a number, date, name or reason, as `asked` expects, that the question lacks."""
    known = french.fold(asked.text.lower())
    folded = french.fold(sentence.lower()).replace("’", "'")
    if asked.answer_type == "number":
        return any(match not in known for match in _NUMBER.findall(folded))
    if asked.answer_type == "date":
        return any(match not in known for match in _DATE.findall(folded))
    if asked.answer_type == "reason":
        return bool(_REASON.search(folded))
    return any(french.fold(match.lower()) not in known for match in _NAME.findall(sentence))
