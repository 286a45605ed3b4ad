"""What surrounds an article on a page: one rule for each kind, each naming only what it takes.

A pattern is matched against a whole line, with straight apostrophes and single spaces, in any case.
"""

import re
from dataclasses import dataclass
from enum import Enum

from corpus.dates import DATE


class Place(Enum):
    """Where on the page a rule holds: the same words may be the article elsewhere."""

    ANYWHERE = "anywhere"
    EDGES = "before the first or after the last paragraph"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of boilerplate, and the lines that are it."""

    name: str
    pattern: re.Pattern[str]
    place: Place = Place.ANYWHERE


def _rule(name: str, *patterns: str, place: Place = Place.ANYWHERE) -> Rule:
    return Rule(name, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE), place)


_NETWORK = r"(?:facebook|twitter|x|whatsapp|linkedin|telegram|pinterest|instagram|youtube|tiktok|messenger|viber)"
TIME = r"(?:\s*(?:à|,|-|\|)?\s*\d{1,2}\s?[h:]\s?\d{0,2}(?::\d\d)?(?:\s?(?:gmt|min|utc)\S*)?)?"

RULES = (
    _rule("image report", r"merci d'avoir signalé ?!?", r"cette image sera automatiquement bloquée.*"),
    _rule(
        "share buttons",
        r"pin it on pinterest",
        r"(?:partage[rz]?|share|tweet(?:er|ez)?|e-?mail|imprimer|print|copier le lien|lien copié ?!?|envoyer)\W*",
        r"(?:partage[rz]|share|tweete[rz]|suivez[- ]\S+|rejoignez[- ]\S+|retrouvez[- ]\S+|envoyer)(?: \S+){0,3}"
        rf" (?:sur|on|via|par) (?:{_NETWORK}|e-?mail|google|(?:nos|les) réseaux)\b.{{0,80}}",
        rf"(?:(?:partager|share|imprimer|e-?mail|copier|{_NETWORK})\W*){{1,12}}",
        r"partagez (?:cet|l')\s?article.{0,40}",
        r"\d+ (?:partages?|shares?|likes?|j'aime)",
        r"j'aime(?: ça| cette page)?",
    ),
    _rule(
        "cookie notice",
        r"(?:nous (?:utilisons|et nos)|(?:ce|notre) site|en (?:poursuivant|continuant)|avec votre (?:accord|consent)"
        r"|les cookies (?:nous|assurent)|nos partenaires).{0,300}\b(?:cookies?|traceurs)\b.{0,400}",
        r"(?:tout |j')?accept(?:e|er)(?: tout)?|(?:tout )?refuser(?: tout)?|continuer sans accepter|personnaliser",
        r"(?:gérer|paramétrer|accepter|refuser) (?:mes |les |tous les )?(?:choix|cookies|préférences).{0,30}",
    ),
    _rule(
        "subscription notice",
        r"(?:(?:inscrivez|abonnez)-vous|s'(?:inscrire|abonner)|recev(?:ez|oir)|je m'(?:inscris|abonne)).{0,60}"
        r"\b(?:newsletters?|infolettre|lettre d'information|alertes|notifications|chaîne|édition)\b.{0,160}",
        r"(?:inscrivez-vous|abonnez-vous|rejoignez|suivez|téléchargez|découvrez)\b.{0,20} (?:notre|nos)"
        r" (?:newsletter|chaîne|groupe|application|appli|page|offres?)\b.{0,160}",
        r"(?:abonnez-vous|s'abonner|je m'abonne|déjà abonné ?\??|se connecter|mon compte|newsletter)\W*",
        r"(?:abonnez-vous|déjà abonné)\b.{0,120}",
        r"(?:cet |l'|la suite de (?:cet |l'))?(?:article|contenu)(?: complet)? (?:est |vous est )?réservée?"
        r" (?:à nos |aux )abonnés.{0,120}",
        r"il vous reste .{1,20} (?:de cet article )?à lire.{0,120}",
        r"(?:saisissez |entrez )?votre (?:adresse )?e-?mail\W*|votre (?:adresse )?e-?mail (?:sera|est|ne) .{0,160}",
        r"(?:chaque|tous les) (?:matins?|jours?|soirs?|semaines?|lundis?|vendredis?)\b.{0,40}"
        r"\b(?:recevez|retrouvez)\b.{0,160}",
    ),
    _rule("sign-in", r"(?:connexion|inscription|identifiant|mot de passe(?: oublié ?\??)?)\W*", place=Place.EDGES),
    _rule(
        "advertising",
        r"\W*(?:advertisements?|advertising|publicités?|pub|annonces?|sponsorisé|contenu sponsorisé)\W*",
        r"la suite après (?:la|cette) (?:publicité|pub)\W*|l'article continue (?:après|ci-dessous).{0,40}",
        r"(?:passer|fermer) (?:la|cette) publicité",
    ),
    _rule(
        "link to the source page",
        r"cliquez ici pour (?:lire|voir) l'article (?:depuis|sur|à) sa source\W*",
        r"(?:lire|voir) (?:l'article (?:original|complet|en entier|intégral)|la suite)(?: sur .{1,60})?\W*",
        r"(?:lire|en savoir) (?:plus|davantage)\W*",
    ),
    _rule(
        "copyright",
        r"(?:(?:copyright )?©|\(c\)|copyright (?:\(c\) ?)?\d{4}|&copy;).{0,200}",
        r"(?:.{0,80}[.,–-] ?)?tous (?:les )?droits (?:de reproduction.{0,60} )?réservés.{0,120}",
        r"(?:toute )?reproduction (?:totale|partielle|même|de (?:cet|nos|l')|du contenu|des (?:articles|contenus)"
        r"|sans|intégrale).{0,60}(?:interdite|autorisation).{0,120}",
    ),
    _rule("link", r"\W*https?://\S+", r"envoyé (?:de|depuis) mon \w+.{0,20}"),
    _rule("shortcode", r"(?:\[/?[a-z][\w-]*(?: [^\]]*)?\])+", r"spot_img|tdi_\d+\S*|td-?\w+_\d+"),
    _rule(
        "page counter",
        r"(?:temps de )?lecture\s?:?\s?\d+.{0,20}|\d+ ?min(?:utes?)?(?: de lecture)?",
        r"\W*(?:\d[\d .]*|aucun)\s?(?:vues?|lectures?|views|commentaires?|réactions?|comments?)\W*",
        r"(?:vues?|lectures?|views)\s?:?\s?\d[\d .]*|\W*(?:vu|lu) \d[\d .]* fois\W*",
    ),
    _rule(
        "picture credit",
        r"(?:crédits? photos?|photos?|ph|image|illustration|légende|copyright photo)\s?[:.©].{1,140}",
        r"\(?(?:photo|ph\.?|crédits?) ?(?:©|[:/]) ?[^.]{1,40}\)?",
        r"(?-i:PHOTO|ILLUSTRATION) (?-i:[A-ZÀ-Þ][A-ZÀ-Þ' .,-]{3,80})",
        r"(?:image|photo) d'illustration\W*.{0,40}|dr|\(dr\)|d\.r\.?",
        r".{5,160}[.») ] ?(?:crédits?(?: photos?)?|photos?|ph\.?) ?[:©] ?[^.]{2,40}",
        r"(?-i:.{5,160}[|/©] ?[A-ZÀ-Þ][A-ZÀ-Þ' .-]{2,40})",
    ),
    _rule(
        "comment form",
        r"(?:ajouter|écrire|poster|publier) un commentaire\W*|réagir(?: à cet article)?\W*|annuler la réponse",
        r"votre adresse (?:e-?mail|de messagerie) ne sera pas publiée.{0,120}",
        r"(?:connectez-vous|vous devez (?:être|vous) connect\w+) pour (?:commenter|publier|poster).{0,40}",
        r"enregistrer mon nom, mon e-?mail.{0,160}",
        r"votre (?:avis|commentaire|message) (?:sera|ne sera|est)\b.{0,160}",
    ),
    _rule(
        "navigation",
        r"(?:aller|passer|accéder) (?:directement )?au (?:contenu|menu)(?: principal)?",
        r"(?:accueil|home|actualités?|menu|rubriques)(?: ?(?:[>›»/|•·]|::) ?[^>›»/|•·.]{1,120})+",
        r"\W*(?:menu|rechercher|recherche|search|accueil|home|fermer|ouvrir le menu|retour(?: à l'accueil)?"
        r"|suivant|précédent|répondre|signaler(?: un abus)?)\W*",
        r"(?:article|page|billet) (?:suivant|précédent)e? ?[:»›>-] ?[^.]{0,120}|(?:article|page|billet) précédente?",
        r"(?:article|page) imprimée? (?:depuis|sur|à partir) .{0,80}|archives|se désabonner.{0,80}|(?:19|20)\d\d",
        r"(?:mentions légales|qui sommes-nous ?\??|contact(?:ez-nous)?|plan du site|cgu|cgv"
        r"|politique de confidentialité|conditions générales d'utilisation)(?: ?[|•·–/-] ?[^.]{0,200})?",
        r"(?:mots[- ]clés|tags?|étiquettes)\s?:.{0,200}",
        r"haut de (?:la )?page|retour en haut",
    ),
    _rule("navigation", r"(?:thèmes?|sujets?|catégories?|rubriques?)\s?:[^.]{0,200}", place=Place.EDGES),
    _rule(
        "weather",
        r"-?\d{1,2}(?:[.,]\d)?\s?°?\s?[cf]?",
        r"météo|(?:[^\W\d][\w'-]*,? ){0,2}-?\d{1,2}(?:[.,]\d)?\s?°\s?[cf]?(?: [^\W\d][\w'-]*){0,2}",
        r"(?-i:-?\d{1,2}(?:[.,]\d)?\s?°?\s?C [A-ZÀ-Þ][\w'-]*(?: [A-ZÀ-Þ][\w'-]*)?)",
        place=Place.EDGES,
    ),
)

_INVITES = (
    r"(?:à |a )?(?:lire|voir|écouter|regarder|découvrir)(?: (?:aussi|également|encore|par ailleurs"
    r"|sur le même (?:sujet|thème)))|à lire|read also"
)
_ENDS = (
    r"(?:articles?|contenus?|sujets?|vidéos?) (?:similaires?|liés?|connexes?|associés?|recommandés?|récents?"
    r"|populaires?|suivants?)|sur le même (?:sujet|thème)|dans la même (?:rubrique|catégorie)|du même auteur"
    r"|plus d'articles|autres articles|related (?:posts|articles)|recommandés? pour vous|à la une"
    r"|(?:les )?plus (?:lus|vus|consultés)"
    r"|(?:les )?(?:derniers articles|dernières (?:actualités|nouvelles|infos|actus))|nos dernières (?:actus|vidéos)"
    r"|tags|mots[- ]clés|étiquettes|plus de (?-i:[A-ZÀ-Þ])\w+"
    r"|vous (?:aimerez|pourriez|pouvez)(?: peut-être)? (?:aussi|également|aimer)[^:]{0,40}"
)
RELATED = re.compile(rf"\W*(?:{_INVITES}|(?P<end>{_ENDS}))\W*", re.IGNORECASE)
"""A line above links to other articles; `end` matches those that only stand below an article, never inside it."""
RELATED_INLINE = re.compile(rf"\W*(?:{_INVITES}|{_ENDS}) ?[:|>–—-] ?.{{4,200}}|\(re\)lire .{{4,200}}", re.IGNORECASE)
COMMENTS = re.compile(
    r"\(?\d+\)? (?:commentaires?|réactions?|comments?)\W*|(?:commentaires?|réactions?|comments?) ?\(?\d+\)?\W*"
    r"|vos (?:commentaires|réactions)\W*|laisse[rz] un commentaire.*|leave a reply"
    r"|(?P<bare>commentaires?|réactions?|comments?)\W*",
    re.IGNORECASE,
)
"""A line below which readers speak; `bare` matches what may also be a subheading of the article."""

_OPENS_DATE = (
    r"(?:publiée?|postée?|parue?|mise? en ligne|diffusée?|rédigée?|écrite?|posted|published|date)"
    r"(?: (?:dans|sur|par) (?P<outlet>[^|]{2,60}?))?(?: (?:le|on|:|ce|-|,))*"
)
_AFTER_DATE = r"\W*(?:(?:par|dans|à|mis|modifié|dernière|temps|lecture|\d+ min)\b[^.]{0,80})?\W*"
NAMES = r"(?-i:[A-ZÀ-Þ][\w'.-]*(?:,? (?:(?:et|avec|de|du|la|le|el|al|ben|bin|van|von) |[dl]')*[A-ZÀ-Þ(][\w'.)-]*){0,7})"
PUBLISHED = re.compile(
    rf"(?:par (?P<author>{NAMES}) ?[-–—|,]? ?(?:le )?)?\W*{_OPENS_DATE}[\s:]*(?P<date>{DATE}){TIME}{_AFTER_DATE}",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\W*(?:dernière )?(?:mise? à jour|modifiée?|actualisée?|updated)(?: (?:le|on|:|ce))*[\s:]*"
    rf"(?P<date>{DATE}){TIME}{_AFTER_DATE}",
    re.IGNORECASE,
)
TIME_ONLY = re.compile(
    r"(?:publiée?|mise? (?:en ligne|à jour)|modifiée?|actualisée?)(?: (?:à|hier|aujourd'hui|il y a|ce)\b.{1,40})",
    re.IGNORECASE,
)
BARE_DATE = re.compile(rf"\W*(?:le |ce |aujourd'hui[ ,]*)?(?P<date>{DATE}){TIME}\W*", re.IGNORECASE)
BYLINE = re.compile(
    r"(?:par|de notre (?:correspondante?|envoyée? spéciale?)(?: à [^,:]+)?[,:]?|auteur ?:|(?:rédigé|écrit|publié"
    rf"|posté|soumis) par|by|propos recueillis par) (?P<author>{NAMES})"
    rf"(?: ?[-–—,]? ?à {NAMES})?(?:\s?[-–—|,•/]?\s?(?:publié )?(?:le )?(?P<date>{DATE}){TIME}{_AFTER_DATE}"
    r"| à \d{1,2}[h:]\d\d)?",
    re.IGNORECASE,
)
ABOUT_SITE = re.compile(
    r"(?:.{0,60}\b(?:est|sont) )?(?:le |la |un |une )?(?:premi(?:er|ère) )?(?:site|portail|journal|média|quotidien"
    r"|hebdomadaire|magazine|webzine|plateforme)\b.{0,120}\b(?:information|actualités?|rédaction|indépendant|généraliste"
    r"|en ligne|fondé|créé|lancé|édité)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""The site's own description, where it stands between lines of boilerplate below the article."""
SIGNATURE = re.compile(
    r"(?i:[a-z]{2,8}(?:-[a-z]{2,8})?(?:/[a-z-]{2,8})+)|[A-Z]\.[A-Z]\.?(?: ?[A-Z]\.)?|[A-ZÀ-Þ][A-ZÀ-Þ' .-]{6,60}"
    r"|\(?(?:Avec|avec) (?:les informations (?:de |d')|l'|la |le )?[A-ZÀ-Þ][^.!?]{1,50}\)?"
)
"""Initials, a name in capitals, or whom the article was written with, at the end of its text."""
COPYRIGHT = re.compile(
    r"(?:copyright )?(?:©|\(c\)) ?(?:(?:19|20)\d\d ?)?(?P<outlet>[A-ZÀ-Þ][^.,–|0-9-]{1,40}?)"
    r"(?: ?(?:[.,–|-].*|inc\..*))?"
)
PRESENTATION = re.compile(
    r"(?:journaliste|reporter|rédact|correspondant|chroniqueu|éditorialiste|spécialis|diplômé|chef|née? |auteur|ancien"
    r"|.{0,80}(?:est|suit|couvre|a rejoint|collabore)\b)",
    re.IGNORECASE,
)
SOURCE = re.compile(r"\W*sources? ?: ?(?P<outlet>[^.!?]{2,60}(?:\.[a-z]{2,4})?)\W*", re.IGNORECASE)
_CITY = r"[A-ZÀ-Þ][\w'’]*+(?:[ -](?:(?:en|sur|sous|le|les|de|du|la|el)[ -]|d')?[A-ZÀ-Þ][\w'’]*+){0,4}"
CITY = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þa-z][\w'’-]*){0,2}")
DATELINE = re.compile(
    rf"(?:(?P<place>{_CITY})(?: \([^()\d]{{2,30}}\)(?=,))?)?(?:,? (?:le )?(?P<date>(?i:{DATE})))?"
    r"\s?(?:\((?P<agency>[^()\d]{2,40})\))?\s?[–—-]{1,2}\s(?=[A-ZÀ-Þ«\"“])"
    rf"|\((?P<before>{_CITY})\)\s(?=[A-ZÀ-Þ«\"“])"
)
"""The place, the day and the agency before the first words of an article; see `corpus.metadata`."""


def plain(line: str) -> str:
    """Return a line as the patterns want it: straight apostrophes, single ordinary spaces."""
    return " ".join(line.replace("’", "'").split())
