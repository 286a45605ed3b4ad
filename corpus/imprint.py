"""Lines that state who wrote an article, when and where it appeared; patterns for `corpus.boilerplate.plain` lines."""

import re

from corpus.dates import DATE, MONTH

TIME = (
    r"(?:\s*(?:à|,|-|–|\||•)?\s*\d{1,2}\s?[h:]\s?\d{0,2}(?:\s?min)?(?::\d\d)?"
    r"(?:\s?(?:gmt|utc|hae|hne|et|cet)\b\S*)?)?"
)
NAMES = (
    r"(?-i:[A-ZÀ-Þ][\w'.-]*(?:,? (?:(?:et|avec|de|du|la|le|el|al|ben|bin|van|von|aït) |[dl]')*[A-ZÀ-Þ(][\w'.)-]*){0,7})"
)
_ROLE = (
    r"(?: ?\([^()]{3,60}\)|, (?-i:[a-zà-ÿ]|(?:Le|La|Les) |L')[^.!?]{3,120}"
    r"|, (?-i:[A-ZÀ-Þ])[\w'-]* (?:de|du|des|d') ?(?-i:[a-zà-ÿ])[^.!?]{3,60}"
    r"| ?[-–—|/] ?(?-i:[A-ZÀ-Þ])[\w.' -]{1,30})"
)
_OPENS_DATE = (
    r"(?:publiée?|postée?|parue?|mise? en ligne|diffusée?|rédigée?|écrite?|posted|published|date)"
    r"(?: (?:dans|sur|par) (?P<outlet>[^|]{2,60}?))?(?: (?:le|on|:|ce|-|,))*"
)
_AFTER_DATE = (
    r"\W*(?:(?:par|dans|à|mis|modifié|dernière|temps|lecture|lu|vu|by|\d+ min|\d+ commentaires?)\b[^.]{0,90}"
    r"| [|•-] ?[^.]{2,40})?\W*"
)
PUBLISHED = re.compile(
    rf"(?:par (?P<author>{NAMES}) ?[-–—|,]? ?(?:le )?"
    rf"|(?P<name>{NAMES})(?: ?\([^()]{{3,60}}\))? ?[–—|•] ?)?"
    rf"\W*{_OPENS_DATE}[\s:]*(?P<date>{DATE}){TIME}{_AFTER_DATE}",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\W*(?:dernière )?(?:mise? à jour|modifiée?|actualisée?|updated)(?: (?:le|on|:|ce))*[\s:]*"
    rf"(?P<date>{DATE}){TIME}{_AFTER_DATE}",
    re.IGNORECASE,
)
TIME_ONLY = re.compile(
    r"(?:publiée?|mise? (?:en ligne|à jour)|modifiée?|actualisée?)(?: (?:à|hier|aujourd'hui|il y a|ce)\b.{1,40}"
    rf"| (?:le )?\d{{1,2}}(?:er)? (?:{MONTH})\.?{TIME})",
    re.IGNORECASE,
)
"""A line that states when, but not the day: of the hour, or of a day without its year."""
BARE_DATE = re.compile(
    rf"\W{{0,20}}(?:le |ce |aujourd'hui[ ,]*)?(?P<date>{DATE}){TIME}(?: ?[|•-] ?\d+)?\W{{0,20}}", re.IGNORECASE
)
BYLINE = re.compile(
    r"(?:(?:article |texte |reportage )?(?:rédigé |écrit )?par(?: ?:)?|de notre (?:correspondante?"
    r"|envoyée? spéciale?)(?: à [^,:]+)?[,:]?|auteur(?:e|ice)? ?:"
    r"|(?:rédigé|écrit|publié|posté|soumis) par|by|(?:propos )?recueillis? par|(?:propos|texte|interview|entretien)"
    rf" (?:recueillis?|réalisée?s?|de|par)(?: par)?(?: ?:)?) (?P<author>{NAMES})(?:{_ROLE})??"
    rf"(?: ?[-–—,]? ?à {NAMES})?(?:\s?[-–—|,•/]?\s?(?:publié )?(?:le )?(?P<date>{DATE}){TIME}{_AFTER_DATE}"
    r"| à \d{1,2}[h:]\d\d)?\W{0,3}",
    re.IGNORECASE,
)
DESK = re.compile(
    r"(?:par|de|texte|photos?|auteur(?:e|ice)?|signature) ?:?|(?:par )?(?:la )?rédaction(?: (?:de |avec "
    r"|du ).{2,40})?|(?:par )?admin(?:istrateur)?|by admin|texte (?:web )?(?:par )?:.{0,30}"
    r"|(?:journaliste|correspondante?|rédact(?:eur|rice)|reporter|chroniqueu(?:r|se)|éditorialiste"
    r"|envoyée? spéciale?|stagiaire)"
    r"(?: [^.!?]{2,80})?|\(?(?:correspondante?|envoyée? spéciale?|stagiaire)[^.!?()]{0,40}\)?"
    r"|(?:à|de|depuis) (?-i:[A-ZÀ-Þ])[\w'-]*|de notre (?:correspondante?|envoyée? spéciale?)(?: (?:à|en"
    r"|au) [^.!?,]{2,40})?"
    rf"|(?-i:(?:{NAMES}) avec (?:l')?{NAMES}|\(?[Aa]vec (?:les informations (?:de |d')|l'|la "
    rf"|le )?[A-ZÀ-Þ][^.!?]{{1,50}}\)?)",
    re.IGNORECASE,
)
"""Who wrote, without a name that can be kept: the desk, a role, a place, an agency beside initials."""
SIGNATURE = re.compile(
    r"(?i:[a-z]{2,8}(?:-[a-z]{2,8})?(?:/[a-z-]{2,8})+)|\([a-z]{2,5}(?:/[a-z]{2,5})*\)|"
    r"(?:[A-ZÉ]\. ?-?){1,3}[A-ZÉ]?\.?(?: à [A-ZÀ-Þ][\w'-]+)?|[A-ZÀ-Þ][A-ZÀ-Þ' .-]{6,60}"
    r"|\(?(?:Avec|avec) (?:les informations (?:de |d')|l'|la |le )?[A-ZÀ-Þ][^.!?]{1,50}\)?"
    r"|\(?(?:AFP|MAP|APS|TAP|AP|Reuters|Xinhua|ANP|AIP|APO)(?:[/ ,].{2,40})?\)?"
    r"|[A-ZÀ-Þ][\w'.-]+(?: [A-ZÀ-Þ][\w'.-]+){1,3}(?: ?/ ?| \()[A-ZÀ-Þ][\w'. -]{2,40}\)?"
)
"""Initials, a name in capitals, or whom the article was written with, at the end of its text."""
COPYRIGHT = re.compile(
    r"(?:copyright )?(?:©|\(c\)) ?(?:(?:19|20)\d\d(?:-(?:19|20)\d\d)? ?)?(?P<outlet>[A-ZÀ-Þ][^.,–|0-9-]{1,40}?)"
    r"(?: ?(?:[.,–|-].*|inc\..*))?"
)
PRESENTATION = re.compile(
    r"(?:journaliste|reporter|rédact|correspondant|chroniqueu|éditorialiste|spécialis|diplômé|chef|née? |aut(?:eur"
    r"|rice)|ancien"
    r"|.{0,80}(?:est|suit|couvre|a rejoint|collabore)\b)",
    re.IGNORECASE,
)
PRESENTED = re.compile(r" (?:est|couvre|suit|a rejoint|collabore|écrit|dirige|travaille)\b")
"""What follows the author's name where the page presents the author."""
SAID_BY = re.compile(rf"[–—-] ?{NAMES}(?:, [^.!?]{{3,80}})?|{NAMES}, (?-i:[a-zà-ÿ])[^.!?]{{3,80}}", re.IGNORECASE)
SOURCE = re.compile(r"\W*sources? ?: ?(?P<outlet>[^.!?]{2,60}(?:\.[a-z]{2,4})?)\W*", re.IGNORECASE)
_CITY = r"[A-ZÀ-Þ][\w'’]*+(?:[ -](?:(?:en|sur|sous|le|les|de|du|la|el)[ -]|d')?[A-ZÀ-Þ][\w'’]*+){0,4}"
CITY = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þa-z][\w'’-]*){0,2}")
DATELINE = re.compile(
    rf"(?:(?P<place>{_CITY})(?: \([^()\d]{{2,30}}\)(?=,))?)?(?:,? (?:le )?(?P<date>(?i:{DATE})))?"
    r"\s?(?:\((?P<agency>[^()\d]{2,40})\))?\s?[–—-]{1,2}\s(?=[A-ZÀ-Þ«\"“])"
    rf"|\((?P<before>{_CITY})\)\s(?=[A-ZÀ-Þ«\"“])"
)
"""The place, the day and the agency before the first words of an article; see `corpus.metadata`."""
