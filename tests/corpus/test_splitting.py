"""Sentences and passages: where they end, and that nothing is lost or doubled."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, Span, sentences_of, split
from corpus.splitting import headings_of


def quotes(text: str) -> list[str]:
    return [span.of(text) for span in sentences_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "La rosée est tombée. Tout brillait.",
        "Le café a fermé en 2019. Personne n'en parle.",
        "La hausse atteint 12 %. Elle surprend.",
        "« La pluie est venue. » Les semis ont levé.",
        "Il est tard (presque minuit). La place se vide.",
        "Qui paiera ? Nul ne le sait.",
        "Des noix, des dattes… Le panier déborde.",
        "Il promet des routes, des ponts... Rien ne vient.",
        "L'école a rouvert. 300 élèves étaient là.",
        "Le port est fermé. « Nous attendons », dit le gardien.",
        "Le souk vend de tout : tapis, lampes, etc. Les clients affluent.",
        "Il faut un plan B. Le premier a échoué.",
        "Le pont date de 50 av. J.-C. Les pierres sont romaines.",
        'Elle répond : "Nous verrons." La salle se tait.',
        'Elle répond : " Nous verrons. " La salle se tait.',
        "Le train repart au km 3. Les voyageurs dorment.",
    ],
)
def test_a_sentence_ends(text: str) -> None:
    assert len(quotes(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "M. Tazi et MM. Alaoui, Berrada reçoivent Mme. Idrissi.",
        "Le Dr. Naciri suit l'art. 3 et la p. 12 du texte.",
        "Voir le n° 4. bis du règlement.",
        "La rue St. Martin débouche sur le bd. Zerktouni.",
        "Le temple fut bâti sous J.-C. Dupont, dit-on.",
        "Le récit de A. Karim ravit le public.",
        "J.-M. Le Gall préside la séance.",
        "On compte 1.300 oliviers et 7,58 hectares.",
        "Les outils (pelles, seaux, etc.) sont prêts.",
        "Les outils, pelles, etc. sont prêts.",
        "« Viendra-t-il ? » demande la voisine.",
        "« Quelle chance ! », lance-t-elle.",
        "1. Ouvrir la vanne avec soin.",
        "Le site www.exemple.ma a changé.",
        "Le plan tient en 7.5",
        "Il hésite… puis accepte.",
        "Le rapport (v. 2.0) est long.",
        "Le dossier de sept. 2016 est clos.",
    ],
)
def test_a_sentence_goes_on(text: str) -> None:
    assert quotes(text) == [text]


def test_the_opening_quotation_mark_stays_with_its_sentence() -> None:
    text = "Il s'arrête. « Je reste. Tu pars », dit-il."
    assert quotes(text) == ["Il s'arrête.", "« Je reste.", "Tu pars », dit-il."]


def test_a_line_break_ends_a_sentence_unless_the_next_line_continues_it() -> None:
    text = "Le vent souffle fort\nsur la digue. Il faiblit\n\nLe calme revient."
    assert quotes(text) == ["Le vent souffle fort\nsur la digue.", "Il faiblit", "Le calme revient."]


def test_a_heading_is_no_sentence_but_belongs_to_the_passage_after_it() -> None:
    text = "La récolte commence.\n\nUn verger à sauver\n\nLes arbres ont soif."
    assert quotes(text) == ["La récolte commence.", "Les arbres ont soif."]
    assert [h.of(text) for h in headings_of(text)] == ["Un verger à sauver"]
    last = split(Article("a", text, "t"), size=40)[-1]
    assert text[last.start : last.end] == "Un verger à sauver\n\nLes arbres ont soif."


def test_a_list_of_short_lines_may_be_quoted() -> None:
    text = "Trois prix :\n\nOr pour Salé\n\nArgent pour Safi\n\nBronze pour Taza\n\nLa fête a suivi."
    assert "Argent pour Safi" in quotes(text)


@pytest.mark.parametrize("text", ["Rien qu'un titre", "Un titre\n\nUne dernière ligne", "***"])
def test_the_last_line_is_a_sentence_even_without_punctuation(text: str) -> None:
    assert quotes(text)[-1] == text.splitlines()[-1]


def test_an_empty_text_has_no_sentence_and_no_passage() -> None:
    assert sentences_of(" \n ") == ()
    assert split(Article("a", " \n ", "t")) == ()


def test_a_long_paragraph_is_cut_into_even_passages() -> None:
    text = " ".join(["Une phrase de trente signes ici."] * 30)
    sizes = [p.end - p.start for p in split(Article("a", text, "t"), size=900)]
    assert max(sizes) <= 900
    assert min(sizes) > 400


def test_only_a_region_is_split_when_one_is_given() -> None:
    text = "Un. Deux mots. Trois."
    assert [s.of(text) for s in sentences_of(text, 4, 14)] == ["Deux mots."]


PIECES = (
    'M.|art.|3|1.300|12 %|« | »|"|(|)|…|...|.|?|!|\n|\n\n|Les|été|etc.|A.|J.-C.|Titre|mot|Il|:|- |\u00a0|2017|œuvre|É|•'
)
FRENCH = st.lists(
    st.one_of(st.sampled_from(PIECES.split("|")), st.text(max_size=3)),
    max_size=40,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(FRENCH)
def test_sentences_and_headings_hold_every_character_once(text: str) -> None:
    spans = sorted([*sentences_of(text), *headings_of(text)])
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text) == s.of(text).strip() for s in spans)
    covered = "".join(s.of(text) for s in spans)
    assert "".join(covered.split()) == "".join(text.split())


@settings(max_examples=300, deadline=None)
@given(FRENCH)
def test_a_sentence_cut_again_is_itself(text: str) -> None:
    for s in sentences_of(text):
        assert sentences_of(text, s.start, s.end) == (s,)


@settings(max_examples=300, deadline=None)
@given(FRENCH, st.integers(20, 200))
def test_passages_hold_every_sentence_once(text: str, size: int) -> None:
    passages = split(Article("a", text, "t"), size)
    assert tuple(s for p in passages for s in p.sentences) == sentences_of(text)
    assert all(a.end <= b.start for a, b in pairwise(passages))
    for p in passages:
        assert all(p.start <= s.start and s.end <= p.end for s in p.sentences)
        assert p.end - p.start <= size or len(p.sentences) == 1 or not p.sentences


def test_a_heading_alone_in_its_passage_is_no_sentence() -> None:
    text = "M. M. M. M. M. M. \n « "
    passages = split(Article("a", text, "t"), 20)
    assert [s.of(text) for p in passages for s in p.sentences] == ["M. M. M. M. M. M."]


def test_a_megabyte_on_one_line_is_cut_in_good_time() -> None:
    text = "Le blé a levé tôt. " * 55_000
    begun = time.perf_counter()
    assert len(sentences_of(text)) == 55_000
    assert time.perf_counter() - begun < 5


def test_a_span_is_half_open() -> None:
    assert Span(1, 3).of("abcd") == "bc"
