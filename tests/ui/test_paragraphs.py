"""An answer's text is taken apart into quotations and what is said between them, and nothing of it is lost."""

from dataclasses import replace

import pytest
from answers import answer_quoting
from payloads import PAYLOADS

from rag import Answer
from ui.paragraphs import Prose, Quoted, paragraphs


def answer(text: str, *quotes: str) -> Answer:
    whole = answer_quoting("Il pleut.", 0, 9)
    citations = tuple(
        replace(whole.citations[0], number=number, quote=quote, start=0, end=len(quote))
        for number, quote in enumerate(quotes, 1)
    )
    return replace(whole, answer=text, citations=citations)


def told(given: Answer) -> list[str | tuple[int, str]]:
    return [part.text if isinstance(part, Prose) else (part.citation.number, part.lead) for part in paragraphs(given)]


def test_quotations_alone_are_quotations_alone() -> None:
    assert told(answer("« Un. » [1]\n\n« Deux. » [2]", "Un.", "Deux.")) == [(1, ""), (2, "")]


def test_what_leads_to_a_quotation_stays_with_it() -> None:
    text = "Les journaux se contredisent.\n\nSelon Le Jour (2017) : « Un. » [1]\n\nSelon La Nuit (2018) : « Deux. » [2]"
    assert told(answer(text, "Un.", "Deux.")) == [
        "Les journaux se contredisent.",
        (1, "Selon Le Jour (2017) :"),
        (2, "Selon La Nuit (2018) :"),
    ]


def test_what_a_model_says_comes_first_and_what_it_rests_on_after() -> None:
    assert told(answer("Il a plu [1].\n\nPuis il a neigé [2].", "Un.", "Deux.")) == [
        "Il a plu [1].",
        "Puis il a neigé [2].",
        (1, ""),
        (2, ""),
    ]


def test_a_sentence_quoted_under_another_number_is_not_taken_for_its_citation() -> None:
    assert told(answer("« Un. » [2]", "Un.", "Deux.")) == ["« Un. » [2]", (1, ""), (2, "")]


def test_words_after_the_last_quotation_stay_and_punctuation_alone_does_not() -> None:
    assert told(answer("« Un. » [1]. Et « Deux. » [2].\n\nVoilà.", "Un.", "Deux.")) == [(1, ""), (2, "Et"), "Voilà."]


def test_a_quotation_may_hold_a_paragraph_break() -> None:
    assert told(answer("« Un\n\ndeux. » [1]", "Un\n\ndeux.")) == [(1, "")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_citation_comes_once_whatever_it_quotes(payload: str) -> None:
    given = answer(f"{payload}\n\n« {payload} » [1] {payload} [2]", payload, payload)
    assert [part.citation.number for part in paragraphs(given) if isinstance(part, Quoted)] == [1, 2]
