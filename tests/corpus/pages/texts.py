# ruff: noqa: E501  (markup and sentences are easier to read whole)
"""Layouts of plain text: what a reader pastes, saves or is sent."""

import textwrap
import unicodedata
from collections.abc import Callable

from layouts import COMMENTS, COOKIES, HEADLINES, NAV, NEWSLETTER, TEASERS
from stories import Story


def blocks(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def ticker_page(s: Story) -> str:
    return blocks(
        "    ".join([*HEADLINES, *(h.replace("Le ", "Un autre ") for h in HEADLINES)] * 3) + "\n\n\n",
        "Merci d'avoir signalé!",
        f"{s.title}\nPublié dans {s.outlet} le {'-'.join(reversed(s.published.split('-'))).replace('-', ' - ')}",
        "\n".join(s.body.split("\n\n")),
        "Cliquez ici pour voir l'article sur sa source.",
    )


def weather_page(s: Story) -> str:
    return blocks(
        "14.2 C\nRabat\nsamedi 8 mars 2025",
        s.title,
        f"Par {s.author}",
        s.spelled,
        "À lire aussi",
        s.body,
        "- Publicité -",
        "Le grand entretien de la semaine",
        "À lire aussi",
        "\n\n".join(HEADLINES[:3]),
    )


def hard_wrapped(s: Story) -> str:
    wrapped = "\n\n".join(textwrap.fill(p, 72) for p in s.body.split("\n\n"))
    return blocks(textwrap.fill(s.title, 72), f"{s.outlet}, {s.spelled}", wrapped, f"© {s.outlet}")


def single_newlines(s: Story) -> str:
    menu = "\n".join(NAV)
    return (
        f"Aller au contenu principal\n{menu}\nAccueil > Société > {s.title}\n{s.title}\nPar {s.author}\nPublié le {s.spelled}\n"
        f"Temps de lecture : 3 min\nPartager\n"
        + s.body.replace("\n\n", "\n")
        + "\nPartager sur Facebook\nPartager sur X\n"
        f"Mots-clés : région, économie\nArticles similaires\n{HEADLINES[0]}\n{HEADLINES[3]}\nMentions légales\n"
    )


def with_comments(s: Story) -> str:
    shown = "\n\n".join(f"{name}\n12 mars 2025 à 10:02\n{text}\nRépondre" for name, text in COMMENTS)
    return blocks(s.title, f"Par {s.author} - {s.spelled}", s.body, "2 commentaires", shown, "Laisser un commentaire")


def headlines_above(s: Story) -> str:
    return blocks(COOKIES, "\n".join(HEADLINES), s.title, f"Publié le {s.spelled}", s.body, NEWSLETTER)


def mojibake(s: Story) -> str:
    text = blocks(s.title, f"Publié le {s.spelled}", s.body)
    return text.replace("œ", "oe").encode("utf-8").decode("cp1252", errors="ignore")


def decomposed(s: Story) -> str:
    return unicodedata.normalize("NFD", blocks(s.title, f"Source : {s.outlet}", s.body, f"Publié le {s.spelled} -"))


def narrow_column(s: Story) -> str:
    wrapped = "\n\n".join(_hyphenated(p) for p in s.body.split("\n\n"))
    return blocks(s.title, f"Par {s.author}, le {s.spelled}", wrapped)


def _hyphenated(paragraph: str) -> str:
    """Break to a column of 44, and in the middle of the longest words at a line's end."""
    lines: list[str] = []
    line = ""
    for word in paragraph.split():
        if len(line) + 1 + len(word) <= 44:
            line = f"{line} {word}".strip()
        elif word.isalpha() and len(word) >= 10 and len(line) < 38:
            lines.append(f"{line} {word[:5]}-")
            line = word[5:]
        else:
            lines.append(line)
            line = word
    return "\n".join([*lines, line])


def teasers_below(s: Story) -> str:
    return blocks(
        s.outlet,
        s.title,
        s.body,
        f"{s.author}, le {s.spelled}",
        "Sur le même sujet",
        "\n\n".join(HEADLINES[:3]),
        "Inscrivez-vous à la newsletter",
        "Votre adresse e-mail",
        f"© 2025 {s.outlet}",
    )


def forwarded(s: Story) -> str:
    return blocks(
        f"{s.title}",
        f"Écrit par {s.author} | {s.spelled} | 1 245 vues",
        "Crédit photo : archives",
        s.body,
        "J'aime ça",
        "Suivez-nous sur WhatsApp",
    )


def front_matter(s: Story) -> str:
    return f"---\ntitle: {s.title!r}\nsource: {s.outlet!r}\npublished: {s.published}\nauthor: {s.author!r}\n---\n\n{s.body}\n"


def markdown(s: Story) -> str:
    body = "\n\n".join(["**" + s.lead + "**" if s.lead else "", *s.paragraphs]).strip()
    return f"---\nsource: {s.outlet}\ndate: {s.spelled}\n---\n# {s.title}\n\n{body}\n"


def dense(s: Story) -> str:
    return blocks(
        f"{s.outlet} | {' | '.join(NAV)} | Newsletter",
        TEASERS[0][:40] + "…",
        s.title,
        f"Le {s.spelled}",
        s.body,
        "Lire la suite",
    )


TEXTS: tuple[tuple[Callable[[Story], str], str], ...] = (
    (ticker_page, "txt"), (weather_page, "txt"), (hard_wrapped, "txt"), (single_newlines, "txt"), (with_comments, "txt"),
    (headlines_above, "txt"), (mojibake, "txt"), (decomposed, "txt"), (narrow_column, "txt"), (teasers_below, "txt"),
    (forwarded, "txt"), (front_matter, "txt"), (markdown, "md"), (dense, "txt"),
)  # fmt: skip


def europresse_text(stories: tuple[Story, ...]) -> str:
    parts = []
    for n, s in enumerate(stories, start=1):
        parts.append(
            f"{s.outlet}\n{s.outlet}, {s.spelled}, p. {n}\n\n{s.title}\n\n{s.author}\n\n{s.body}\n\n"
            f"© {s.published[:4]} {s.outlet}. Tous droits réservés.\n\nnews·{s.published.replace('-', '')}·XX·{n:04d}\n"
        )
    return "\n\n".join(parts)


def europresse_page(stories: tuple[Story, ...]) -> str:
    articles = "".join(
        f"<article><header><div class='rdp__DocPublicationName'><span class='DocPublicationName'>{s.outlet} (site web)</span></div>"
        f"<span class='DocHeader'>{s.outlet}, {s.spelled}</span><div class='titreArticle'><p class='titreArticleVisu'>{s.title}</p></div>"
        f"<p class='sm-margin-bottomNews'>{s.author}</p></header><section><div class='DocText clearfix'>"
        + "".join(f"<p>{p}</p>" for p in s.body.split("\n\n"))
        + f"</div></section><footer><small>© {s.outlet}. Tous droits réservés.</small><div class='publiC-lblNodoc'>news·1·{s.name}</div></footer>"
        "</article>"
        for s in stories
    )
    return f"<!DOCTYPE html><html><head><title>Europresse</title><meta charset='utf-8'></head><body>{articles}</body></html>"


def labelled(stories: tuple[Story, ...]) -> str:
    return ("\n\n" + "=" * 60 + "\n\n").join(
        f"Titre : {s.title}\nJournal : {s.outlet}\nDate : {s.spelled}\nAuteur : {s.author}\n\n{s.body}" for s in stories
    )
