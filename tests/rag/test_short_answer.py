import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.acronyms import expansion_of
from rag.question import analyse
from rag.short_answer import CERTAIN, FEATURES, shipped_weights, short_answer
from rag.spans import names_of, numbers_of, times_of


def marked(question: str, sentence: str) -> str | None:
    found = short_answer(sentence, analyse(question))
    return found.span.of(sentence) if found and found.probability >= CERTAIN else None


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Combien de bateaux le port abrite-t-il ?", "En 2019, le port abrite 340 bateaux sur 12 hectares.", "340"),
        ("Quel montant la région verse-t-elle ?", "La région verse 2,5 millions d'euros à 40 fermes.",
         "2,5 millions d'euros"),
        ("quelle part du lait est vendue", "Sur 300 litres de lait, 45 % sont vendus au marché.", "45 %"),
        ("Quand le phare a-t-il été construit ?", "Le phare a été construit en 1856 par 30 ouvriers.", "1856"),
        ("En quelle année la mairie a-t-elle brûlé ?", "La mairie a brûlé le 3 mars 1921.", "3 mars 1921"),
        ("Qui dirige la coopérative ?", "La coopérative est dirigée par Jeanne Le Goff depuis dix ans.",
         "Jeanne Le Goff"),
        ("Où se tient la foire ?", "La foire aux bestiaux se tient à Lamballe en octobre.", "Lamballe"),
        ("Que signifie le sigle SNL ?", "La Société nationale du lin (SNL) emploie 80 personnes.",
         "Société nationale du lin"),
    ],
)  # fmt: skip
def test_the_short_answer_is_marked(question: str, sentence: str, expected: str) -> None:
    assert marked(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Combien de bateaux le port abrite-t-il ?", "Le port abrite des bateaux de toutes les tailles."),
        ("Pourquoi le phare est-il fermé ?", "Le phare est fermé depuis 1990 en raison de la tempête."),
        ("Qui est Jeanne Le Goff ?", "Jeanne Le Goff élève des chèvres à Lamballe avec Paul Morvan."),
        ("Que vend la ferme ?", "La ferme vend 300 litres de lait par jour."),
        ("Que signifie le sigle SNL ?", "La SNL (80 personnes) a ouvert à Lamballe."),
    ],
)
def test_nothing_is_marked_where_the_type_is_missing_or_not_asked_for(question: str, sentence: str) -> None:
    assert marked(question, sentence) is None


def test_numbers_keep_their_units_and_dates_are_no_numbers() -> None:
    sentence = "En 2017, près de 1 300 places, de 100.000 dirhams à 1 million de dirhams, 2,5 % et 30 ans."
    found = [(candidate.span.of(sentence), candidate.kind) for candidate in numbers_of(sentence)]
    assert found == [
        ("1 300", "number"),
        ("100.000 dirhams à 1 million de dirhams", "amount"),
        ("2,5 %", "share"),
        ("30 ans", "measure"),
    ]
    assert [candidate.span.of(sentence) for candidate in times_of(sentence)] == ["2017"]


def test_names_leave_the_first_plain_word_and_are_listed_together() -> None:
    sentence = "Selon L'Écho, la ligne de Saint-Malo dessert Dinan, Lamballe et Jugon-les-Lacs."
    found = [candidate.span.of(sentence) for candidate in names_of(sentence)]
    assert found == ["Écho", "Saint-Malo", "Dinan", "Lamballe", "Jugon-les-Lacs", "Dinan, Lamballe et Jugon-les-Lacs"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Créée en 1980, la SBL (Société bretonne du lait) a fermé.", "Société bretonne du lait"),
        ("L'Union pour la défense de la rade (UDR) proteste.", "Union pour la défense de la rade"),
        ("L'UDR (en colère) proteste.", None),
    ],
)
def test_an_acronym_is_spelt_out_only_by_its_initials(sentence: str, expected: str | None) -> None:
    span = expansion_of(sentence, "Que veulent dire SBL et UDR ?")
    assert (span.of(sentence) if span else None) == expected


def test_every_feature_has_its_weight() -> None:
    assert len(shipped_weights()) == len(FEATURES)


@given(st.sampled_from(["Combien ?", "Quand ?", "Qui dirige X ?", "Où est Y ?", "Que veut dire ABC ?"]), st.text())
def test_whatever_the_sentence_a_span_of_it_is_marked(question: str, sentence: str) -> None:
    found = short_answer(sentence, analyse(question))
    assert found is None or (0 <= found.span.start < found.span.end <= len(sentence) and 0 < found.probability <= 1)


@pytest.mark.parametrize("row", ["1 ", "Fès, ", "A ", "deux et ", "1 million d'euros à "])
def test_a_long_row_is_read_in_no_time(row: str) -> None:
    started = time.monotonic()
    short_answer(row * 2_000, analyse("Combien ?"))
    short_answer(row * 2_000, analyse("Qui dirige X ?"))
    assert time.monotonic() - started < 20  # seconds; by squares it would take minutes
