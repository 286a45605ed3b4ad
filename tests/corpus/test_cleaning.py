"""What surrounds an article is taken out and named; the article is kept to the word."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.cleaning import Cleaned, clean
from corpus.facts import Facts, settle
from corpus.lines import normalised

TITLE = "Le vieux phare de la pointe retrouve sa lumière"
BODY = (
    "Éteint depuis vingt ans, le phare de la pointe éclaire de nouveau la baie depuis samedi soir.",
    "« Mon père en fut le gardien », raconte Hamid, pêcheur. Il a suivi les travaux jour après jour.",
    "Un chantier de trois ans",
    "La lanterne a été refaite à Nantes. Le coût atteint 4,2 millions de dirhams.",
    "Pour visiter le phare, il suffit de cliquer ici.",
)


def page(before: str = "", after: str = "") -> Cleaned:
    return clean("\n\n".join(part for part in (before, TITLE, *BODY, after) if part))


def rules(cleaned: Cleaned) -> list[str]:
    return [removed.rule for removed in cleaned.removed]


def facts(cleaned: Cleaned) -> Facts:
    return settle(cleaned.stated)[0]


def kept(cleaned: Cleaned) -> list[str]:
    return cleaned.body.text.split("\n\n")


def test_a_clean_article_is_kept_whole() -> None:
    cleaned = page()
    assert kept(cleaned) == list(BODY)
    assert facts(cleaned).title == TITLE
    assert [(r.rule, r.text) for r in cleaned.removed] == [("title", TITLE)]


TICKER = "Le budget est voté par les élus    Le train de nuit revient en mai    Tempête sur la côte nord    " * 4


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        (TICKER, "headline ticker"),
        ("La crue menace le pont | Budget : le vote | Le stade rouvre enfin | Grève du tram | Neige à midi", None),
        ("21.3 C\nTanger\nmardi 4 juin 2024", "weather"),
        ("Tanger 21°C", "weather"),
        ("Accueil > Culture > Patrimoine", "navigation"),
        ("Aller au contenu principal", "navigation"),
        ("Nous utilisons des cookies pour améliorer votre visite. Acceptez-vous ?", "cookie notice"),
        ("Merci d'avoir signalé !", "image report"),
    ],
)
def test_what_stands_above_is_taken_out(before: str, rule: str | None) -> None:
    cleaned = page(before=before)
    assert kept(cleaned) == list(BODY)
    assert facts(cleaned).title == TITLE
    assert rule is None or rule in rules(cleaned)


@pytest.mark.parametrize(
    ("after", "rule"),
    [
        ("Pin It on Pinterest", "share buttons"),
        ("Partager sur Facebook", "share buttons"),
        ("Facebook Twitter WhatsApp LinkedIn", "share buttons"),
        ("Abonnez-vous à notre newsletter pour ne rien manquer.", "subscription notice"),
        ("Il vous reste 60 % de cet article à lire.", "subscription notice"),
        ("À lire aussi\n\nLa digue du port sera rehaussée\n\nQui sauvera les dunes ?", "related articles"),
        ("Lire aussi : La digue du port sera rehaussée", "related articles"),
        ("- Advertisement -\n\nNotre grand entretien\n\nspot_img", "advertising"),
        ("© 2023 Le Petit Large. Tous droits réservés.", "copyright"),
        ("[caption id=3]", "shortcode"),
        ("Crédit photo : A. Benali", "picture credit"),
        ("Cliquez ici pour voir l'article sur sa source.", "link to the source page"),
        ("2 commentaires\n\nJojo\n\nBravo à toute l'équipe, c'est un beau travail de restauration.", "comments"),
        ("Mots-clés : phare, patrimoine", "navigation"),
    ],
)
def test_what_trails_is_taken_out(after: str, rule: str) -> None:
    cleaned = page(after=after)
    assert kept(cleaned) == list(BODY)
    assert rule in rules(cleaned)


@pytest.mark.parametrize(
    "line",
    [
        "Partager les richesses avec les plus pauvres reste un vœu.",
        "Les cookies de la boulangère sont partis en une heure.",
        "Publié le 3 mai 2021, ce décret interdit la pêche de nuit.",
        "Suivant le groupe, un chien a traversé la place.",
        "Crédit : la hausse des taux inquiète les ménages.",
        "Source : il n'y en a plus une seule de potable dans la vallée.",
        "Recevoir une lettre du roi est un honneur rare.",
        "Par ailleurs, le musée restera fermé.",
    ],
)
def test_a_sentence_that_resembles_boilerplate_is_the_article(line: str) -> None:
    cleaned = clean("\n\n".join([TITLE, BODY[0], line, BODY[1]]))
    assert line in kept(cleaned)


LONG = (
    "Les travaux ont mobilisé quarante ouvriers pendant trois hivers, souvent dans le vent et la pluie, et il a fallu "
    "monter à dos d'homme les pierres de la galerie, les vitres de la lanterne et les huit cents kilos de la nouvelle "
    "optique, faute de route carrossable jusqu'à la pointe et de grue assez haute pour dominer la tour."
)


@pytest.mark.parametrize(
    "parts",
    [
        ("Réactions", LONG, LONG.replace("trois", "quatre")),
        ("À lire aussi", "La digue du port sera rehaussée cet automne", "Qui a payé ?", LONG, "Et demain ?", LONG),
        (
            "Sur le même sujet",
            LONG,
            "Un phare et son gardien",
            LONG.replace("trois", "cinq"),
            LONG.replace("huit", "six"),
        ),
        ("Publicité", "L'enquête continue."),
        (
            "Le programme de la journée",
            "- 9 h : visite de la tour",
            "- 11 h : le récit du gardien",
            "- 15 h : clôture ici",
        ),
    ],
)
def test_the_article_goes_on_after_what_may_end_it(parts: tuple[str, ...]) -> None:
    cleaned = clean("\n\n".join([TITLE, *BODY, *BODY[3:4], LONG.replace("ouvriers", "maçons"), *parts]))
    assert all(part in kept(cleaned) for part in parts[2:])
    assert parts[1] in kept(cleaned) or parts[0] == "À lire aussi"


def test_prose_full_of_quotations_is_no_ticker() -> None:
    line = "On lisait « ciel » au mur, « mer » à la porte, « sel » au toit, « vent » en cave, « sable » au pré."
    assert line in kept(clean("\n\n".join([TITLE, BODY[0], line, BODY[1]])))


def test_related_headlines_inside_the_article_go_and_its_subheading_stays() -> None:
    cleaned = clean("\n\n".join([TITLE, BODY[0], "À lire aussi\nLa digue du port sera rehaussée", *BODY[1:]]))
    assert kept(cleaned) == list(BODY)


def test_the_days_of_the_visit_and_of_events_are_not_the_date() -> None:
    event = "La cérémonie a eu lieu le samedi 3 février 2018 devant le phare."
    cleaned = clean(f"17 °C\nAgadir\nlundi 5 mai 2025\n\n{TITLE}\n\n{BODY[0]}\n\n{event}")
    assert facts(cleaned).published is None
    assert event in kept(cleaned)


@pytest.mark.parametrize(
    ("line", "published", "source"),
    [
        ("Publié le 04/02/2018 -", "2018-02-04", None),
        ("Publié dans Le Petit Large le 4 - 2 - 2018", "2018-02-04", "Le Petit Large"),
        ("Par Nadia Fassi, publié le 4 février 2018 à 10h30", "2018-02-04", None),
        ("4 février 2018", "2018-02-04", None),
        ("Source : Le Petit Large", None, "Le Petit Large"),
    ],
)
def test_stated_facts_are_read_and_taken_out(line: str, published: str | None, source: str | None) -> None:
    for cleaned in (page(after=line), clean("\n".join([TITLE, line, "", *BODY]))):
        assert (facts(cleaned).published, facts(cleaned).source) == (published, source)
        assert kept(cleaned) == list(BODY)


def test_a_known_title_is_found_again_and_what_is_above_it_goes() -> None:
    cleaned = clean("\n\n".join(["Une autre affaire fait grand bruit", TITLE, *BODY]), title=TITLE.upper())
    assert kept(cleaned) == list(BODY)
    assert rules(cleaned) == ["above the title", "title"]


def test_text_without_a_title_loses_nothing() -> None:
    cleaned = clean("\n\n".join(BODY))
    assert kept(cleaned) == list(BODY)
    assert facts(cleaned).title is None


LINES = st.lists(
    st.one_of(
        st.sampled_from([TITLE, *BODY, "À lire aussi", "Publicité", "12 °C", "jeudi 3 mai 2018", "© AFP", "", " "]),
        st.text(max_size=30),
    ),
    max_size=20,
).map("\n".join)


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text if c.isalnum())


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_every_word_is_either_kept_or_removed_by_name(source: str) -> None:
    cleaned = clean(source)
    assert letters(normalised(source).text) == letters(cleaned.body.text + "".join(r.text for r in cleaned.removed))
    assert len(cleaned.body.origin) == len(cleaned.body.text)
    assert list(cleaned.body.origin) == sorted(cleaned.body.origin)
