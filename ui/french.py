"""French for the people who ask: dates, spacing, and what to say when something goes wrong."""

import re
from datetime import date

from corpus.errors import (
    CorpusError,
    MissingIndexError,
    ModelError,
    NotFoundError,
    PresseError,
    QuestionError,
    StoredIndexError,
    UsageError,
)
from ui.scope import Scope

NBSP = "\u00a0"
UNDERSTOOD = f"Compris comme{NBSP}: "
LIMITED_TO = f"Recherche limitée à{NBSP}: "
BEFORE = f"Juste avant{NBSP}: "  # leads to the sentence that a quotation is understood by

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

_NOTICES: tuple[tuple[type[PresseError], str], ...] = (
    (QuestionError, "Cette question ne peut pas être lue : posez-la en une phrase, en toutes lettres."),
    (UsageError, "Aucun article dans les limites choisies : élargissez la recherche."),
    (NotFoundError, "Cet article n’est pas, ou n’est plus, dans le corpus."),
    (MissingIndexError, "Les articles ne sont pas encore indexés : lancez « presse build », puis réessayez."),
    (StoredIndexError, "L’index des articles est illisible : relancez « presse build », puis réessayez."),
    (ModelError, "Le modèle de recherche manque ou est endommagé : « presse doctor » dit lequel."),
    (CorpusError, "Les articles ne peuvent pas être lus : « presse doctor » dit pourquoi."),
)
_UNEXPECTED = "Une erreur inattendue s’est produite. Réessayez ; si elle persiste, consultez le journal du serveur."


def counted(number: int, thing: str) -> str:
    """Return `1 fichier`, `2 fichiers`: a number of things whose plural only adds an s."""
    return f"{number} {thing}{'s' if number > 1 else ''}"


def spaced(text: str) -> str:
    """Return words of ours with the no-break spaces French puts before `: ; ! ? » %` and after `«`.

    Never for a quotation: its characters are the article's.
    """
    return re.sub(r" (?=[:;!?»%])|(?<=«) ", NBSP, text)


def date_in_words(published: str | None) -> str:
    """Return `21 août 2017`, `mai 2024` or `2024` for an ISO 8601 day, month or year.

    Says so where there is no date; returns unchanged what is not a date.
    """
    if not published:
        return "date non indiquée"
    try:
        whole = date.fromisoformat(published + "-01-01"[: 10 - len(published)])
    except ValueError:
        return published
    month = MONTHS[whole.month - 1]
    if len(published) == len("2024"):
        return f"{whole.year}"
    if len(published) == len("2024-05"):
        return f"{month} {whole.year}"
    day = "1er" if whole.day == 1 else f"{whole.day}"
    return f"{day} {month} {whole.year}"


def confidence_in_words(confidence: float) -> str:
    """Return `Confiance élevée : 90 %` for a probability."""
    degree = "élevée" if confidence >= 0.8 else "moyenne" if confidence >= 0.5 else "faible"
    return spaced(f"Confiance {degree} : {100 * confidence:.0f} %")


def scope_in_words(scope: Scope) -> str:
    """Return `L'Économiste ; 2 articles ; de 2017 à 2020`: to what a search was limited."""
    articles = f"{len(scope.articles)} article{'s' if len(scope.articles) > 1 else ''}" if scope.articles else ""
    if scope.since and scope.until:
        period = f"de {date_in_words(scope.since)} à {date_in_words(scope.until)}"
    else:
        period = f"depuis {date_in_words(scope.since)}" if scope.since else ""
        period = f"jusqu’à {date_in_words(scope.until)}" if scope.until else period
    return spaced(" ; ".join(part for part in (", ".join(scope.outlets), articles, period) if part))


def notice(error: Exception) -> str:
    """Return one French line for what went wrong: what a reader can do, never a traceback."""
    for kind, words in _NOTICES:
        if isinstance(error, kind):
            return spaced(words)
    return spaced(_UNEXPECTED)
