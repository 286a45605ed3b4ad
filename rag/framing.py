"""What is asked, without the words around it: « Peux-tu me dire qui dirige le port ? »."""

import re

_GREETING = (
    r"(?:(?:bonjour|bonsoir|salut|allo|merci(?: d['’]avance)?|stp|svp|s['’]il (?:te|vous) pla[iî]t|dis(?:-moi)?|"
    r"dites(?:-(?:moi|nous))?|alors|euh)\b[\s,;:!.-]*)*"
)
_TELL = (
    r"(?:(?:me|te|nous|m['’])\s?)?(?:dire|indiquer|expliquer|préciser|donner|rappeler|apprendre|citer|lister|trouver|"
    r"savoir)"
)
_ASKING = (
    r"(?:(?:peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|peut-on|tu peux|vous pouvez|"
    r"est-ce que (?:tu peux|vous pouvez)|"
    rf"je (?:veux|voudrais|souhaite|souhaiterais|cherche à|souhaitais|voulais)|j['’](?:aimerais|aurais aimé))\s{_TELL}|"
    r"(?:est-ce (?:que l['’]on|qu['’]on) |on )sait|sait-on|sais-tu|savez-vous|je (?:me demande|cherche)|"
    r"(?:dis|dites|indiqu|expliqu|précis|donn|rappel)\w*-(?:moi|nous))"
)
_WH = (
    r"(?:(?:à|de|d['’]|en|dans|pour|par|avec|sur|chez|depuis|vers|selon|jusqu['’]à)\s*)?"
    r"(?:qui|quand|où|comment|pourquoi|combien|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|quoi|ce qu(?:e|i|['’]))\b"
)
_POLITE = re.compile(rf"^{_GREETING}(?:{_ASKING},?\s)?(?={_WH})", re.IGNORECASE)
_PRESS = r"(?:les|ces|vos|tes|nos|l['’]|des|la|le)\s?(?:articles?|presse|journa(?:l|ux)|documents?|textes?|sources?)"
_OF = r"(?:de la\s|de l['’]|des\s|du\s|de\s|d['’])"
_ABOUT = rf"(?:(?:à propos|au sujet)\s{_OF}|(?:concernant|sur)\s(?:l[ae]s?\s|les\s|l['’])?|{_OF})"
_SAY = r"(?:dis\w+|di[st]|rapport\w+|écri\w+|racont\w+|apprenn\w+|apprend)"
_TOPIC = re.compile(
    rf"^{_GREETING}(?:(?:que|qu['’])\s?(?:{_SAY}(?:\snous)?\s{_PRESS}|est-ce que {_PRESS}\s(?:nous\s)?{_SAY}|"
    r"(?:sai|appren)\w+-(?:t-)?on|est-ce qu(?:e l['’]on|['’]on) (?:sait|apprend))|parle\w*-(?:moi|nous)|"
    rf"(?:des\s)?(?:informations?|infos?))\s{_ABOUT}(?P<topic>\S.*)$",
    re.IGNORECASE,
)


def unframed(question: str) -> str:
    """Return a question without a greeting and without the words of asking for an answer; as it is where it has none.

    « Que disent les articles d'Agadir ? » asks about Agadir. What is left is never empty.
    """
    polite = _POLITE.match(question)
    rest = question[polite.end() :] if polite and polite.end() else question
    topic = _TOPIC.match(rest)
    return topic["topic"] if topic else rest
