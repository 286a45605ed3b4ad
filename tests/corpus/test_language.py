"""Articles that are not in French are known as such."""

import pytest

from corpus.language import language_of

TEXTS = {
    "fr": "Le phare de la pointe éclaire de nouveau la baie depuis samedi, et les pêcheurs en sont heureux.",
    "en": "The lighthouse on the point has been lit again since Saturday, and the fishermen of the bay are happy.",
    "es": "El faro de la punta vuelve a iluminar la bahía desde el sábado, y los pescadores están muy contentos.",
    "pt": "O farol da ponta voltou a iluminar a baía desde sábado, e os pescadores da região estão contentes.",
    "it": "Il faro della punta illumina di nuovo la baia da sabato, e i pescatori del porto ne sono molto contenti.",
    "de": "Der Leuchtturm an der Spitze leuchtet seit Samstag wieder über der Bucht, und die Fischer freuen sich.",
    "ar": "عاد المنار عند الرأس البحري إلى إضاءة الخليج منذ يوم السبت، والصيادون في الميناء سعداء بذلك كثيرا.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_languages(code: str, text: str) -> None:
    assert language_of(text) == code
    assert language_of(f"{text}\n\n" * 20) == code


def test_a_few_words_are_taken_for_french() -> None:
    assert language_of("Huawei Spark Technopark Casablanca") == "fr"
