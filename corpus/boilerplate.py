"""What surrounds an article on a page: one rule for each kind, each naming only what it takes.

A pattern is matched against a whole line, with straight apostrophes and single spaces, in any case.
"""

import re
from dataclasses import dataclass
from enum import Enum


class Place(Enum):
    """Where on the page a rule holds: the same words may be the article elsewhere."""

    ANYWHERE = "anywhere"
    NEAR = "before the first paragraph, right below it, or after the last"
    EDGES = "before the first or after the last paragraph"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of boilerplate, and the lines that are it."""

    name: str
    pattern: re.Pattern[str]
    place: Place = Place.ANYWHERE


def _rule(name: str, *patterns: str, place: Place = Place.ANYWHERE) -> Rule:
    return Rule(name, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE), place)


_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|telegram|pinterest|instagram|youtube|tiktok|messenger|viber|reddit"
    r"|bluesky|mastodon|threads|flipboard|google\+?|tumblr|snapchat)"
)
_THIS = r"(?:cet |l'|cette |ce |mon |notre )?"
_MEDIA = (
    r"(?:newsletters?|infolettres?|lettres? d'info\w*|e-?mails?|courriels?|bo[iî]te|actus?|l'actualité|l'information"
    r"|l'info|infos|alertes?|notifications?|application|appli|app|whatsapp|telegram|facebook|google|chaîne"
    r"|réseaux sociaux|podcasts?|e-?papers?|journal numérique|édition numérique)"
)

WEATHER = _rule(
    "weather",
    r"-?\d{1,2}(?:[.,]\d)?\s?°?\s?[cf]?",
    r"météo|°\s?[cf]?|(?:[^\W\d][\w'-]*,? ){0,2}-?\d{1,2}(?:[.,]\d)?\s?°\s?[cf]?(?: [^\W\d][\w'-]*){0,2}",
    r"(?-i:-?\d{1,2}(?:[.,]\d)?\s?°?\s?C [A-ZÀ-Þ][\w'-]*(?: [A-ZÀ-Þ][\w'-]*)?)",
    place=Place.EDGES,
)
RULES = (
    _rule("recording", r".{4,120} / (?:\d+ (?:min|sec)\.?|\d+:\d\d) / (?:le |aujourd'hui|hier).{0,40}"),
    _rule("image report", r"merci d'avoir signalé ?!?", r"cette image sera automatiquement bloquée.*"),
    _rule(
        "share buttons",
        r"pin it on pinterest",
        r"(?:partage[rz]?|partages?|share|tweet(?:er|ez)?|e-?mail|imprimer|print|copier le lien|lien copié ?!?|envoyer"
        r"|copy link|share (?:this|on)|suivre|follow)\W*",
        r"(?:partage[rz]?|share|tweete[rz]|suivez[- ]\S+|suivre|rejoignez[- ]\S+|retrouvez[- ]\S+|envoyer)(?: \S+){0,3}"
        rf" (?:sur|on|via|par) (?:{_NETWORK}|e-?mail|(?:nos|les) réseaux)\b.{{0,80}}",
        rf"(?:(?:partage[rz]?|partages?|share|imprimer|e-?mail|copier|{_NETWORK})\W*){{1,12}}",
        rf"(?:partage[rz]?|imprimer|envoyer|écouter|enregistrer|sauvegarder|offrir|commenter|recommander|réutiliser"
        rf"|télécharger) {_THIS}(?:article|contenu|page|publication|info|papier|texte|émission)\b.{{0,40}}",
        r"(?:(?:partager?|tweet|envoyer|share)\d*){2,8}|partage[rz]? (?:sur|par|via) ?:?|imprimer (?:la|cette) \w+",
        r"\d+ (?:partages?|shares?|likes?|j'aime)",
        r"j'aime(?: ça| cette page| chargement.{0,4})?|like (?:this|loading).{0,4}|loading.{0,4}|chargement.{0,4}",
        r"(?:cliquez|cliquer|click)(?: ici)? (?:pour (?:partager|envoyer|imprimer)|to (?:share|email|print)).{0,120}",
        r"(?:ajouter|sauvegarder|enregistrer) (?:à|dans) (?:mes|vos|ma|la|une|votre) (?:sélections?|favoris|articles"
        r"|listes?|lectures?|bibliothèque)(?: .{0,30})?",
        r"(?:voir|ouvrir|afficher) en (?:plein écran|grand)|agrandir(?: (?:la photo|l'image))?|lire plus tard"
        r"|ajouter à ma liste|vous avez aimé (?:cet|cette) .{0,60}",
        r"(?:recommander|favoris|contribuer|réutiliser|commenter|réagir|actualiser|rafraîchir|aa|a[+-]|zoom|enregistrer"
        r"|sauvegarder)|(?:taille(?: du texte)? ?:? ?)?a a(?: a)?|wordpress ?:",
    ),
    _rule(
        "cookie notice",
        r"(?:nous (?:utilisons|et nos)|nos \d* ?partenaires|(?:ce|notre) site|en (?:poursuivant|continuant)"
        r"|avec votre (?:accord|consent)|les cookies (?:nous|assurent)).{0,300}\b(?:cookies?|traceurs)\b.{0,400}",
        r"(?:tout |j')?accept(?:e|er)(?: tout)?|(?:tout )?refuser(?: tout)?|continuer sans accepter\W*|personnaliser",
        r"(?:gérer|paramétrer|accepter|refuser) (?:mes |les |tous les )?(?:choix|cookies|préférences).{0,30}",
        r"votre vie privée .{0,60}|politique (?:de|des|relative aux) (?:cookies|confidentialité).{0,40}"
        r"|plus d'options|gestion des cookies|paramètres? des cookies|(?:we|this (?:web)?site) uses? cookies.{0,200}",
    ),
    _rule(
        "subscription notice",
        r"(?:(?:inscrivez|abonnez)-vous|s'(?:inscrire|abonner)|recev(?:ez|oir)|je m'(?:inscris|abonne)).{0,60}"
        r"\b(?:newsletters?|infolettre|lettre d'information|alertes|notifications|chaîne|édition)\b.{0,160}",
        rf"(?:recevez|retrouvez|suivez|téléchargez|rejoignez|activez|installez)\b.{{0,100}}\b{_MEDIA}\b.{{0,120}}",
        r"l'(?:actualité|info|essentiel)\b.{0,60}\bchaque (?:matin|midi|soir|jour|semaine)(?: à \d{1,2}\s?h)?\W*",
        r"[^«“\".]{0,100}\b(?:chaque|tou(?:s|tes) les) \w+,? dans votre (?:boîte (?:de réception|courriel"
        r"|e-?mail|mails?)|messagerie)\W*",
        r"(?:restez|soyez) (?:informée?s?|connectée?s?|au courant)\b.{0,120}|ne (?:manquez|ratez) (?:rien"
        r"|(?:plus )?aucune?|pas) .{0,120}",
        r"(?:inscrivez-vous|abonnez-vous|rejoignez|suivez|téléchargez|découvrez)\b.{0,20} (?:notre|nos)"
        r" (?:newsletter|chaîne|groupe|application|appli|page|offres?|communauté)\b.{0,160}",
        r"(?:abonnez-vous|s'abonner|je m'abonne|m'abonner|m'inscrire|s'inscrire|déjà abonné ?\??|abonnée?s?"
        r"|se connecter"
        r"|s'identifier|connexion|je me connecte|mon compte|newsletters?|infolettres?|premium|abonnement|subscribe"
        r"|sign (?:in|up)|log ?in|toutes les newsletters|mes newsletters|je m'inscris|exclusif abonnés?)\W*",
        r"(?:abonnez-vous|abonnée?s? ?:|déjà (?:abonnée?|inscrite?)|pas encore abonnée?)\b.{0,120}",
        r"(?:cet |l'|le |la suite de (?:cet |l'))?(?:articles?|contenu|édition|suite)(?: complet)? (?:est |vous est "
        r"|sont )?"
        r"(?:exclusivement )?réservée?s? (?:à nos |aux |à la )(?:abonnés|lecteurs|membres|communauté).{0,160}",
        r"réservée? aux (?:abonnés|membres|lecteurs).{0,60}|l'article auquel vous (?:tentez"
        r"|essayez) d'accéder .{0,160}",
        r"cet article réservé .{0,120}|(?:accès|lecture) (?:illimitée?|restreinte?|libre|réservée?)\b.{0,80}",
        r"il vous reste .{1,20} (?:de cet article )?à lire.{0,120}",
        r"(?:pour (?:lire|accéder à|poursuivre|découvrir)|accédez à|débloquez) (?:la suite|cet article|l'intégralité"
        r"|l'article|tous (?:nos|les) (?:articles|contenus)|la lecture).{0,160}",
        r"vous (?:souhaitez|voulez|désirez) (?:poursuivre|lire|continuer) .{0,160}|pour s'abonner.{0,60}",
        r"lisez la suite.{0,60}|(?:pour )?\d+ ?€ seulement.{0,40}|1er mois .{0,80}|veuillez renseigner .{0,60}",
        r"(?:personnalisez|suivez) (?:votre|toute) (?:actualité|actu)\b.{0,160}|suivre cette publication"
        r"|votre (?:région|ville), votre .{2,40}|pour rester informée?(?:\(e\))? .{0,240}|suis-nous .{0,60}",
        r"(?:sans engagement|résiliable à tout moment|en quelques clics|j'en profite|profitez-en|essayez gratuitement"
        r"|offre (?:spéciale|de bienvenue|d'essai|découverte))\b.{0,80}",
        r"(?:(?:à partir de|dès|puis|seulement|pour) )?\d+(?:[,.]\d+)? ?(?:€|\$|euros?)(?: ?/ ?| par | le "
        r"(?:premier )?)mois\b.{0,60}",
        r"(?:créez|créer) (?:un|votre|mon) compte\b.{0,60}|soutenez (?:un|le|notre|une) (?:journal|média|presse"
        r"|journalisme)\b.{0,200}",
        r"(?:saisissez |entrez )?votre (?:adresse )?(?:e-?mail|courriel|mail)\W*"
        r"|votre (?:adresse )?(?:e-?mail|courriel) (?:sera|est|ne) .{0,160}",
        r"(?:chaque|tous les) (?:matins?|jours?|soirs?|semaines?|lundis?|vendredis?)\b.{0,40}"
        r"\b(?:recevez|retrouvez)\b.{0,160}",
        r"newsletter .{2,60}|\+? ?\d+ ?k inscrits",
        r"vous recevez (?:cet|ce|cette) .{0,160}|(?:voir|lire|afficher) (?:la version|cette lettre|ce message|dans le"
        r" navigateur|cet e-?mail) ?.{0,60}|(?:on vous l'a|vous a-t-on) transférée? ?\?.{0,60}"
        r"|transféré plusieurs fois|(?:se )?désabonne[rz].{0,80}|gérer (?:mes|vos) .{0,40}",
        r"(?:chère? |nos )(?:lect(?:rice|eur)s?|abonnée?s?)(?:, (?:chère? )?(?:lect(?:rice|eur)s?|abonnée?s?))? ?[,:]",
    ),
    _rule(
        "advertising",
        r"\W*(?:advertisements?|advertising|publicités?|pub|annonces?|sponsorisé|contenus? sponsorisés?|sponsored"
        r"|contenus? partenaires?|nos partenaires|offres? partenaires?|annonces? google|powered by .{1,40}"
        r"|proudly powered by .{1,120})\W*",
        r"la suite après (?:la|cette) (?:publicité|pub)\W*|l'article continue (?:après|ci-dessous).{0,40}",
        r"(?:passer|fermer|masquer) (?:la|cette) publicité",
        r"vous avez un projet .{2,40} \? .{4,120}",
    ),
    _rule(
        "link to the source page",
        r"cliquez ici pour (?:lire|voir) l'article (?:depuis|sur|à) sa source\W*",
        r"(?:lire|voir) (?:l'article (?:original|complet|en entier|intégral)|la suite|plus)(?: sur .{1,80})?\W*",
        r"(?:lire|en (?:savoir|lire|voir)) (?:plus|davantage)(?: sur .{1,80})?\W*|read more\W*|continue reading.{0,80}",
    ),
    _rule(
        "copyright",
        r"(?:(?:copyright )?©|\(c\)|&copy;)(?=.{0,200}(?:\d{4}|droits|reserved|reproduction|interdite"
        r"|\binc\b)).{0,200}",
        r"copyright (?:\(c\) ?)?(?:\d{4}|.{2,60} ©).{0,200}",
        r"(?:[^.]{0,80}[.,–-] ?)?tous (?:les )?droits (?:de (?:reproduction|diffusion).{0,60} )?réservés.{0,300}",
        r"(?:toute )?reproduction (?:totale|partielle|même|de (?:cet|nos|l')|du contenu|des (?:articles|contenus)"
        r"|sans|intégrale|interdite).{0,60}(?:interdite|autorisation)?.{0,120}|all rights reserved.{0,80}",
    ),
    _rule(
        "link",
        r"\W*https?://\S+|(?:.{0,30} )?https?://\S+|envoyé (?:de|depuis) mon \w+.{0,20}|www\.\S+",
        r"[\w.+-]+@[\w-]+\.[\w.]+(?: ?[–—|/-] ?[\d .+]+)?|(?:e-?mail|courriel|tél\.?|téléphone|contacts?) ?: ?.{3,80}",
    ),
    _rule(
        "shortcode",
        r"(?:\[/?[a-z][\w-]*(?: [^\]]*)?\])+|spot_img|tdi_\d+\S*|td-?\w+_\d+|reply_author|single post",
        r"\d{1,2}:\d\d ?/ ?-?\d{1,2}:\d\d|[+#*=_<>|•·» -]{1,40}|(?:votre navigateur|your browser) .{2,120}",
    ),
    _rule(
        "page counter",
        r"(?:temps de )?lecture(?:\s?:| en)?\s?\d+.{0,20}|\d+ ?m(?:i?n|inutes?)?(?: de lecture)?|(?:reading time"
        r"|read) ?:? ?\d+.{0,20}",
        r"\d+ min(?:ute)?s? read|temps de lecture ?:?",
        r"\W*(?:\d[\d .,]*k?|aucun)\s?(?:vues?|lectures?|views|commentaires?|réactions?|comments?)"
        r"(?: sur .{2,200})?\W*",
        r"(?:vues?|lectures?|views|lu)\s?:?\s?\d[\d .]*(?: ?fois)?|\W*(?:vu|lu) ?:? ?\d[\d .]* fois\W*",
        r"(?:leave a|no) comments?(?: on .{2,200})?",
    ),
    _rule(
        "picture credit",
        r"(?:crédits? photos?|photos?|ph|image|illustration|légende|copyright photo)\s?[:.©].{1,140}",
        r"\(?(?:photo|ph\.?|crédits?) ?(?:©|[:/]) ?[^.]{1,40}\)?|(?:©|\(c\)|&copy;).{0,100}",
        r"(?-i:PHOTO|ILLUSTRATION) (?-i:[A-ZÀ-Þ][A-ZÀ-Þ' .,-]{3,80})",
        r"(?-i:[\w.]{2,20}/[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){1,2})",
        r"(?:image|photo)s? d'(?:illustration|archives?)\W*.{0,40}|dr|\(dr\)|d\.r\.?",
        r"(?-i:(?:Photos?|Texte|Vidéo|Images?|Illustrations?|Montage) (?:de |d'|: ?)?[A-ZÀ-Þ][\w'.-]*"
        r"(?: [A-ZÀ-Þ][\w'.-]*){1,4})",
    ),
    _rule(
        "comment form",
        r"(?:ajouter|écrire|poster|publier) un commentaire\W*|réagir(?: à cet article)?\W*|annuler la réponse"
        r"|commentez\W*|post(?:er)? (?:a|le) comment(?:aire)?|comments are closed\W*",
        r"votre adresse (?:e-?mail|de messagerie) ne sera pas publiée.{0,120}|your e-?mail address will not .{0,120}",
        r"(?:connectez-vous|vous devez (?:être|vous) connect\w+|identifiez-vous) pour (?:commenter|publier|poster"
        r"|réagir).{0,40}",
        r"enregistrer mon nom, mon e-?mail.{0,160}|les champs obligatoires .{0,80}|required fields .{0,80}",
        r"votre (?:avis|commentaire|message) (?:sera|ne sera|est)\b.{0,160}|\(?ne sera pas publié\)?",
        r"les commentaires sont (?:validés|modérés|fermés|soumis)\b.{0,120}|conditions de publication\b.{0,200}",
        r"(?:nom|adresse e-?mail|site web|commentaire) ?(?:\(.{2,30}\))? ?\* ?:?|me notifier .{2,80}|ton opinion"
        r"|votre opinion"
        r"|les commentaires et .{2,140}|(?:bienvenue dans|nous souhaitons un) .{0,20}(?:espace|débat).{0,400}"
        r"|lire notre charte|cet article (?:t'|vous )a (?:plu|intéressé).{0,40}|lancez la conversation.{0,40}",
        r"règles de bonne conduite.{0,120}|un commentaire abusif.{0,60}|soyez le premier à (?:commenter|réagir).{0,40}",
    ),
    _rule(
        "comment form",
        r"(?:nom|name|e-?mail|site web|website|comment(?:aire)?|message|votre nom|votre message"
        r"|qui êtes-vous ?\?) ?\*? ?:?",
        place=Place.NEAR,
    ),
    _rule(
        "editor's note",
        r"une (?:erreur|faute|coquille)\b.{0,60}\?.{0,60}|signaler une (?:erreur|faute|coquille).{0,40}",
        r"une (?:version|première version) (?:précédente |antérieure )?de (?:ce|cet|cette) (?:article|texte"
        r"|dépêche)\b.{0,240}",
        r"la version originale de (?:ce|cet|cette) (?:article|texte)\b.{0,160}",
        r"(?:ce|cet|cette) (?:texte|article|contenu|entrée|billet|reportage|entretien|papier|dépêche) (?:fait partie"
        r"|est"
        r" (?:extrait|tiré|issu|paru|publié|initialement)|a (?:été|d'abord|initialement)) .{0,240}",
        r"vous avez (?:une (?:nouvelle|information|anecdote)|un scoop|un témoignage) .{0,160}|écrivez-nous (?:à"
        r"|sur) .{0,120}"
        r"|pour réagir .{0,240}|cette (?:page|réponse|information) vous a-t-elle .{0,60}"
        r"|je veux en savoir plus.{0,20}|si vous avez des informations à nous .{0,160}|si (?:ce|cet) (?:sujet"
        r"|article) vous .{0,120}",
        r"(?:ce|notre) direct est (?:terminé|clos).{0,40}",
    ),
    _rule(
        "navigation",
        r"(?:aller|passer|accéder) (?:directement )?(?:au|à la) (?:contenu|menu|navigation|recherche|section"
        r"|pied de page)(?: principale?)?",
        r"skip to (?:main )?content|(?:primary|main|toggle) (?:menu|navigation)|search for ?:?|post navigation",
        r"(?:accueil|home|actualités?|menu|rubriques)(?: ?(?:[>›»/|•·]|::) ?[^>›»/|•·.]{1,120})+",
        r"\W*(?:menu|rechercher|recherche|search|accueil|home|fermer|ouvrir le menu|retour(?: à l'accueil)?"
        r"|suivant|précédent|répondre|signaler(?: un abus)?|next|previous|close|sommaire)\W*",
        r"(?:article|page|billet) (?:suivant|précédent)e? ?[:»›>-] ?[^.]{0,120}|(?:page|billet) (?:précédent"
        r"|suivant)e?",
        r"(?:previous|next|précédent|suivant) ?: .{2,160}|[←→‹›<>] ?[^.]{2,120}|[^.]{3,120} ?[→›>]",
        r"(?:article|page) imprimée? (?:depuis|sur|à partir) .{0,80}|archives|(?:19|20)\d\d",
        r"(?:mentions légales|qui sommes-nous ?\??|contact(?:ez-nous)?|plan du site|cgu|cgv"
        r"|politique de confidentialité|conditions générales d'utilisation)(?: ?[|•·–/-] ?[^.]{0,200})?",
        r"(?:mots[- ]clés|tags?|[ée]tiquettes|posted in|filed under|tagged)\s?:.{0,200}",
        r"(?:étiqueté|posted in|filed under|tagged)\b.{0,160}(?<![.!?])",
        r"haut de (?:la )?page|retour en haut|en haut|navigation des articles|posté dans .{2,80}",
        r"(?:voir|afficher|charger) (?:tout|tous|toutes|plus|les)\b(?: [^.,:;]{2,60})?",
        r"(?:tous|toutes) (?:les|nos) (?:articles|vidéos|newsletters|actualités|infos|dossiers|podcasts|sujets"
        r"|rubriques"
        r"|offres|services|photos|éditions|émissions|chroniques)\b(?: [^.,:;]{2,60})?",
        r"(?:plus d'(?:infos?|articles|actualités)|en ce moment|panier \(\d+\)|commander (?:le|ce) numéro"
        r"|écouter le direct)",
        r"#\w[\w-]*(?: ?,? ?#\w[\w-]*)*",
        r"(?:\d+ ?,? ?)?(?:rue|avenue|av\.|boulevard|bd|place|quai|impasse) [^.]{3,60},? \d{5} \w[\w -]{1,40}"
        r"|\d+,? (?:rue|avenue|av\.|boulevard|bd|place|quai) [^.]{3,60},? \d{4,5} \w[\w -]{1,40}",
    ),
    _rule(
        "navigation",
        r"(?:thèmes?|sujets?|catégories?|rubriques?)\s?:[^.]{0,200}",
        r"(?:thèmes?|sujets?|catégories?|rubriques?|services|jeux|codes? promo|dossiers?|vidéos?|photos?|podcasts?"
        r"|direct"
        r"|en direct|replay|radio|tv|actus?|infos?|faits divers|à la une|l'essentiel|urgent|exclusif|exclusivité|résumé"
        r"|grand format|reportage|enquête|entretien|interview|tribune|opinion|éditorial|édito|chronique|analyse"
        r"|portrait"
        r"|billet|décryptage|récit|politique|économie|société|culture|sports?|monde|international|santé|sciences?"
        r"|environnement|régions?|liens?|recommandé|fin|related|communiqué(?: de presse)?|pour diffusion immédiate"
        r"|(?:les )?derni(?:er|ère)s (?:titres|infos|minutes)|contacts?|version (?:imprimable|pdf)|pdf|audio"
        r"|commentaires?"
        r"|mon actu|votre journal|entreprises)\W*",
        r"bonjour ?(?:à tous|[\w ]{0,30})?[,!]|à (?:demain|lundi|vendredi|bientôt|très vite"
        r"|la semaine prochaine)\b.{0,30}"
        r"|bonne (?:lecture|journée|semaine).{0,20}",
        r"pour toute? .{2,60} contact\w* ?:?.{0,80}|(?:plus d'informations|infos|renseignements|rens\.) ?: ?.{3,80}",
        place=Place.NEAR,
    ),
    _rule(
        "sign-in",
        r"(?:connexion|inscription|identifiant|mot de passe(?: oublié ?\??)?|ok|s'inscrire gratuitement)\W*",
        place=Place.NEAR,
    ),
    WEATHER,
    _rule(
        "figures of the page",
        r"\W*\d[\d.,]*\s?k?|\d{1,2} ?[:h] ?\d\d",
        r"[a-z][a-z/ &.]{1,20} [\d ]+[.,]\d+(?: ?[-+]?\d+[.,]\d+ ?%)?|[-+]\d+[.,]\d+ ?%",
        place=Place.EDGES,
    ),
    _rule("list of headlines", r"\d{1,2} ?[:h] ?\d\d [^.].{8,140}(?<![.…])", place=Place.EDGES),
)

_CREDITED = (
    r"(?:[.»)\]] |[.] ?[–—-] ?|\()(?:DR|D\. ?R\.?|AFP|AP|Reuters|EPA|Getty(?: Images)?|MAP|APS|TAP)\)?"
    r"|[.»)] ?(?:[Cc]rédits?(?: photos?)?|[Pp]hotos?|[Pp]h\.?) ?(?:[:©/] ?[^.:]{2,50}|[A-ZÀ-Þ][\w'. -]{1,40})"
    r"|\((?:©|[Cc]rédits?(?: photos?)?|[Pp]hotos?|[Pp]h\.?) ?[:©/.]? ?[A-ZÀ-Þ©][^()]{1,60}\)\.?"
    r"|[/©|] ?[A-ZÀ-Þ][A-ZÀ-Þ' .-]{2,40}|[.»)] [A-ZÀ-Þ]{2,12} ?/ ?[A-ZÀ-Þ][A-ZÀ-Þ' -]{0,40}"
    r"|[.»)] (?:Pixabay|Unsplash|Pexels|Shutterstock|Adobe ?Stock|iStock(?:photo)?|Freepik|Wikimedia(?: Commons)?)"
    r"|©(?! ?\d).{2,80}|[.»)] ?(?:— |– |- )?©.{2,80}"
    r"|\. [A-ZÀ-Þ][\w.'-]+(?:[ -][A-ZÀ-Þ][\w.'-]*){0,3} ?/ ?(?:[A-ZÀ-Þ][\w.'-]+(?: \w[\w.'-]*){0,4})"
    r"|\([A-ZÀ-Þ][\w.'-]+(?: [A-ZÀ-Þ][\w.'-]*){0,3} ?/ ?[A-ZÀ-Þ][\w.' -]{2,30}\)"
    r"|[.»] ?[/–—-] ?(?:[A-ZÀ-Þ][\w.'-]*)(?: [A-ZÀ-Þ/][\w.'-]*){0,4}"
    r"|[.»] [A-ZÀ-Þ]{2,}(?:[ -][A-ZÀ-Þ'.-]{2,})+(?: POUR .{2,40}| [-–—/] .{2,40})?"
    r"|[.»)] [A-Z]{2,5} [-–—/] [A-ZÀ-Þ][A-ZÀ-Þ' -]{3,40}"
)
CAPTION_END = re.compile(rf"(?:{_CREDITED})$")
"""The credit at the end of a caption, to be searched in its last characters."""

_INVITES = (
    r"(?:à |a )?(?:lire|voir|écouter|regarder|découvrir|consulter)(?: (?:aussi|également|encore|par ailleurs"
    r"|sur le même (?:sujet|thème)))|à (?:lire|voir|écouter|découvrir)|read also|see also"
    r"|notre (?:dossier|vidéo|enquête|série|podcast|sélection)|issu d(?:u|e notre) dossier|pour aller plus loin"
    r"|à ne pas (?:manquer|rater)|voir aussi|lire (?:notre|l'|la|le) (?:article|dossier|enquête|tribune|entretien"
    r"|interview)"
)
_ENDS = (
    r"(?:articles?|contenus?|sujets?|vidéos?|thèmes?|thématiques?) (?:similaires?|liés?|connexes?|associée?s?"
    r"|recommandés?"
    r"|récents?|populaires?|suivants?|précédents?)(?: pour vous)?|sur le même (?:sujet|thème)"
    r"|(?:dans|articles? de) la (?:même )?(?:rubrique|catégorie)(?: \w[\w '-]{1,30})?"
    r"|(?:article )?du même auteur(?: .{2,40})?"
    r"|plus d'articles|autres articles|nos autres articles|related(?: (?:posts|articles))?|recommandés? pour vous"
    r"|à la une"
    r"|(?:les )?plus (?:lus|vus|consultés|populaires|partagés)(?: .{2,30})?|top \d+ .{2,40}|(?:articles )?populaires"
    r"|(?:les |nos )?(?:derniers? (?:articles|podcasts|titres)|dernières (?:actualités|nouvelles|infos|actus|vidéos))"
    r"|tags|mots[- ]clés|étiquettes|plus de (?-i:[A-ZÀ-Þ])\w+|tous les (?:articles|sujets) de .{2,60}"
    r"|vous (?:aimerez|pourriez|pouvez)(?: peut-être)? (?:aussi|également|aimer)[^:]{0,40}|à lire aussi en \w+"
    r"|aussi en \w+|l'actualité en continu|en continu|le fil (?:info|actu)|titrologie|la rédaction vous (?:recommande"
    r"|conseille)|recent (?:posts|comments)|playlist .{2,40}|nos vidéos|à voir en vidéo|focus sur l'actualité"
    r"|poursuivez votre lecture\b.{0,40}|à découvrir|ailleurs sur le web|voir plus d'articles"
    r"|retrouvez l'actualité .{2,40}"
)
RELATED = re.compile(rf"\W*(?:{_INVITES}|(?P<end>{_ENDS}))\W*", re.IGNORECASE)
"""A line above links to other articles; `end` matches those that only stand below an article, never inside it."""
RELATED_INLINE = re.compile(
    rf"\W*(?:{_INVITES}|{_ENDS}) ?[:|>–—-] ?.{{4,200}}|\(re\)lire .{{4,200}}"
    r"|\W*(?:à |a )?(?:lire|voir|écouter) (?:aussi|également)\W*(?-i:[A-ZÀ-Þ«\"]).{4,200}(?<![.…])"
    r"|notre (?:dossier|sélection|série) «.{2,100}»",
    re.IGNORECASE,
)
MEDIA = re.compile(
    r"(?:vidéos?|podcast|diaporama|infographie|en images|portfolio) ?[-–—:|] .{4,120}(?<![.…])"
    r"|(?:voir|revoir|regarder|écouter|(?:re)?voyez|regardez|écoutez) (?:la |le |notre |ce |cette )?(?:vidéo|reportage"
    r"|podcast|diaporama|sujet)\W*",
    re.IGNORECASE,
)
"""A picture, a film or a recording that the article is shown with: inside the text it is no part of it."""
COMMENTS = re.compile(
    r"\(?\d+\)? (?:commentaires?|réactions?|comments?)\W*|(?:commentaires?|réactions?|comments?) ?\(?\d+\)?\W*"
    r"|vos (?:commentaires|réactions)\W*|laisse[rz] un commentaire.*|leave a (?:reply|comment)|voir (?:les"
    r"|tous les) commentaires|nouveau commentaire ?:?|commentaires via .{2,20}"
    r"|\d+ (?:réflexions?|réponses?|thoughts?) (?:sur|à|on) .{2,200}|participer à la discussion|votre commentaire"
    r"|(?P<bare>commentaires?|réactions?|comments?)\W*",
    re.IGNORECASE,
)
"""A line below which readers speak; `bare` matches what may also be a subheading of the article."""
ABOUT_ISSUER = re.compile(
    r"\W*à propos d(?:e |u |es |')(?-i:[A-ZÀ-Þ«]).{1,60}|contacts? (?:presse|médias?).{0,40}|source de l'article",
    re.IGNORECASE,
)
"""The line below which a press release presents who issued it, or says whom to call."""
ABOUT_SITE = re.compile(
    r"(?:.{0,60}\b(?:est|sont) )?(?:le |la |un |une )?(?:premi(?:er|ère) )?(?:site|portail|journal|média|quotidien"
    r"|hebdomadaire|magazine|webzine|plateforme)\b.{0,120}\b(?:information|actualités?|rédaction|indépendant"
    r"|généraliste"
    r"|en ligne|fondé|créé|lancé|édité)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""The site's own description, where it stands between lines of boilerplate below the article."""


def plain(line: str) -> str:
    """Return a line as the patterns want it: straight apostrophes, single ordinary spaces."""
    return " ".join(line.replace("’", "'").replace("`", "'").split())
