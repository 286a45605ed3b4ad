"""Why a file was left out, in French for those who read the page; the reasons themselves are the corpus's."""

import re
from html import escape

from ui.french import spaced

_EXACT = {
    "empty file": "fichier vide",
    "empty: no text that is an article": "aucun texte d’article",
    "no text": "aucun texte",
    "a page without text": "page sans texte",
    "a message without text": "message sans texte",
    "binary file, not text": "fichier binaire, sans texte",
    "its character encoding could not be recognised": "encodage des caractères non reconnu",
    "not a message that can be read": "message illisible",
    "not a Word document that can be opened": "document Word illisible",
    "not an OpenDocument text that can be opened": "document OpenDocument illisible",
    "not a rich text that can be opened": "document RTF illisible",
    "not valid JSON": "JSON mal formé",
    "not a JSON object": "pas un objet JSON",
    "a damaged archive": "archive endommagée",
    "damaged in the archive": "endommagé dans l’archive",
    "an archive within too many archives": "archive dans trop d’archives",
    "a path that climbs out of the archive": "chemin qui sort de l’archive",
    "encrypted: it asks for a password": "chiffré : un mot de passe est demandé",
    "a zip bomb: its contents are far larger than the archive": "contenu démesuré pour la taille de l’archive",
    "too large": "trop gros",
    "a damaged PDF": "PDF endommagé",
    "a scan without text: it needs optical character recognition first": (
        "numérisation sans texte : passez-la d’abord par une reconnaissance de caractères"
    ),
    "a picture, binary: it needs optical character recognition first": (
        "image : passez-la d’abord par une reconnaissance de caractères"
    ),
    "an old Word document (.doc): save it as .docx or .pdf first": (
        "ancien document Word (.doc) : enregistrez-le d’abord en .docx ou .pdf"
    ),
    "a link that leads nowhere, or to itself": "lien qui ne mène nulle part",
    "a link that leaves the folder": "lien qui sort du dossier",
    "a link to a folder": "lien vers un dossier",
    "no column of the table is named as the text of an article (texte, contenu, body…)": (
        "aucune colonne du tableau n’est nommée comme le texte d’un article (texte, contenu, body…)"
    ),
    "no field of the document is named as the text of an article (texte, contenu, body…)": (
        "aucun champ n’est nommé comme le texte d’un article (texte, contenu, body…)"
    ),
}
_PATTERNS = (
    (r"same text as (.+)", r"même texte que \1"),
    (r"nearly the same text as (.+)", r"presque le même texte que \1"),
    (r"too large: more than (\d+) MB", r"trop gros : plus de \1 Mo"),
    (r"no reader for a file without an ending", "fichier sans extension : son format n’est pas reconnu"),
    (r"no reader for (\S+)", r"le format \1 n’est pas lu"),
    (r"an archive of more than (\d+) files", r"archive de plus de \1 fichiers"),
    (r"damaged (\S+) text", r"texte \1 endommagé"),
    (r"binary, but not a (\S+) file, or a damaged one", r"pas un fichier \1, ou endommagé"),
    (r"its front matter is not valid YAML(?: \(line (\d+)\))?", "en-tête YAML mal formé"),
    (r"its sidecar (.+) (?:is not valid YAML|holds no names and values)", r"fiche \1 mal formée"),
    (r"not a table that can be read \(.*\)", "tableau illisible"),
    (r"it cannot be opened: .*", "ne peut pas être ouvert"),
)


def reason_html(why: str) -> str:
    """Return a reason as HTML, in French where it is known, and else marked as the English it is."""
    words = reason_in_french(why)
    return f'<span lang="en">{escape(why)}</span>' if words is None else escape(words)


def reason_in_french(why: str) -> str | None:
    """Return a reason of the corpus in French, None for one that is not known here."""
    if why in _EXACT:
        return spaced(_EXACT[why])
    for pattern, words in _PATTERNS:
        if found := re.fullmatch(pattern, why, re.DOTALL):
            return spaced(found.expand(words))
    return None
