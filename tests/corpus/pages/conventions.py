# ruff: noqa: E501  (markup and sentences are easier to read whole)
"""Text as pasted from pages of outlets of several countries, each with its own habits around the article."""

from collections.abc import Callable
from dataclasses import replace

from stories import STORIES, Story

PHARE, TRAM, MIL, CANAL, EAU, ECOLE, ABEILLES, METIER, CACAO, TUNIS, NEIGE, CONTE = STORIES


def _opening(story: Story, before: str, after: str = "") -> Story:
    """Return the story whose first paragraph begins otherwise."""
    if story.lead:
        return replace(story, lead=after + story.lead.removeprefix(before))
    first, *rest = story.paragraphs
    return replace(story, paragraphs=(after + first.removeprefix(before), *rest))


def morocco_daily(s: Story) -> str:
    return f"LE LARGE.MA\n\nNation\n\n{s.title}\n\nPar Brahim M.\n04 Mars 2021 À 15:40\n\n{s.body}\n\nPartager\nFacebook\nX\nLinkedIn\n\nLisez nos e-Papers\n\nS.M. le Roi\nActivités\n"


def morocco_portal(s: Story) -> str:
    lines = s.body.replace("\n\n", "\n")
    return f"Accueil | Société\n{s.title}\n{s.author}\nMardi 17 Octobre 2023 - 19:42\n{lines}\nTags\ntramway\nbudget\nPlus de Société\nGrève des bacs : reprise du service mardi\nMédecins : le concours repoussé\n"


def morocco_business(s: Story) -> str:
    return f"ECO MATIN\nLE 12/2/2024 À 18:20\n{s.title}\n\n{s.body}\n\nÀ lire aussi\nLes températures prévues pour ce jeudi\nBourse : le Masi clôture en hausse\nSi vous voulez que l'information se rapproche de vous\nSuivez la chaîne Eco Matin sur WhatsApp\n© Eco Matin. Toute reproduction interdite, sous quelque forme que ce soit, sauf autorisation écrite."


def quebec_public(s: Story) -> str:
    return f"{s.title}\nLe futur tracé longera le fleuve sur près de six kilomètres.\nPhoto : Radio-Fleuve / Jean Côté\n{s.author}\nPublié hier à 16 h 05 HAE\n\n{s.body}\n\nAvec les informations de Luc Roy\n"


def quebec_daily(s: Story) -> str:
    return f"{s.title}\n\nPHOTO MARTIN LEBLANC, LA TRIBUNE DU FLEUVE\n\nLa mairesse Josée Tremblay, mardi.\n\n{s.body}\n\nPublié le 17 octobre 2023\n{s.author.upper()} LA TRIBUNE DU FLEUVE\n\nPARTAGER\n\n© La Tribune du Fleuve inc. Tous droits réservés."


def wire(s: Story) -> str:
    return f"{s.title}\n\n{s.body}\n\nmd-od/bb/cc\n\n© Agence Baobab Presse"


def morocco_wire(s: Story) -> str:
    return f"{s.title}\n26 mai, 2023 à 16:04\n\n{s.body}\n\nMAP 26 mai 2023\n\nRIF ACTU\nSuivez-nous sur Facebook"


def titled_by_site(s: Story) -> str:
    return f"{s.title} | {s.outlet}\n\n{s.body}\n\nR. Ben Salah\n"


def panafrican_weekly(s: Story) -> str:
    paragraphs = "\n\nLa suite après cette publicité\n\n".join(s.paragraphs)
    return f"Réservé aux abonnés\n\nÉconomie & Entreprises\n\n{s.title}\n\n{s.lead}\n\nPar {s.author} - à Ngomo\n\nPublié le 9 janvier 2025 Lecture : 2 minutes.\n\n{paragraphs}\n\n(Re)lire Le port de Kribi veut doubler sa capacité\n\nLa matinale.\n\nChaque matin, recevez les dix informations clés de l'actualité du continent.\n\nVotre adresse email sera uniquement utilisée pour vous envoyer la newsletter."


def algeria_daily(s: Story) -> str:
    return f"Publié par {s.author}\nle 30.09.2018 , 11h00\n1 234 lectures\n\n{s.title}\n\n{s.body}\n\nL. H."


def senegal_portal(s: Story) -> str:
    return f"Actualité\n{s.title}\nPar Ousmane Diagne - 29/11/2022\nModifié le 29 novembre 2022 à 14:55\n\n{s.body}\n\nVotre avis sera publié et visible par des milliers de lecteurs. Veuillez l’exprimer dans un langage respectueux.\n\nLaissez un commentaire\n\nAuteur: Baobab\n"


def messenger(s: Story) -> str:
    return f"*{s.title}*\n\n{s.body}\n\nhttps://exemple.fr/2019/06/08/peniche\n\nEnvoyé de mon iPhone"


def french_regional(s: Story) -> str:
    lines = "\n".join(p.removeprefix("## ") for p in s.paragraphs)
    return f"Isère | Montagne\n{s.title}\n{s.lead}\nHugo Perrin - 03 déc. 2024 à 06:00 | mis à jour le 03 déc. 2024 à 09:12 - Temps de lecture : 3 min\n |  |  Vu 1245 fois\n{lines}\nIsère\nMontagne\nÉconomie\nLa suite de cet article est réservée aux abonnés\nJe m'abonne"


CONVENTIONS: tuple[tuple[Callable[[Story], str], Story, bool], ...] = (
    (morocco_daily, PHARE, True),
    (morocco_portal, TRAM, True),
    (morocco_business, EAU, True),
    (quebec_public, TRAM, False),
    (quebec_daily, _opening(TRAM, "", "(Port-Laurier) "), True),
    (wire, _opening(MIL, "KAOLACK – ", "Kaolack (Sénégal), 29 nov 2022 (ABP) - "), True),
    (morocco_wire, _opening(CONTE, "", "Tétouan - "), True),
    (titled_by_site, TUNIS, False),
    (panafrican_weekly, CACAO, True),
    (algeria_daily, ABEILLES, True),
    (senegal_portal, MIL, True),
    (messenger, CANAL, False),
    (french_regional, NEIGE, True),
)
