from collections import Counter

import pytest
from fakes import HashingEncoder
from scripted import Script, scripted

from eval.leash import SOUND, Case, figures, judge, read_articles, read_cases
from index import load_encoder
from rag import Settings
from rag.language_model import LanguageModel, load_language_model
from rag.settings import LanguageModelSettings

FAULTS = {
    "figure", "figure exchanged", "year", "date", "name", "name exchanged", "unit", "magnitude", "bound", "direction",
    "negation added", "negation dropped", "wrong citation", "out of range", "no citation", "instruction followed",
    "unsupported addition",
}  # fmt: skip


def test_there_are_enough_cases_of_every_kind_in_both_halves() -> None:
    cases = read_cases()
    for half in ("tuned", "held out"):
        kinds = Counter(case.kind == SOUND for case in cases if case.half == half)
        assert min(kinds[True], kinds[False]) >= 30
    assert {case.kind for case in cases} == FAULTS | {SOUND}
    assert len({case.text for case in cases}) == len(cases)


def test_a_case_is_right_where_a_fault_goes_and_a_sound_answer_stays() -> None:
    about = (("handball", "onze buts"),)
    cases = [
        Case("tuned", SOUND, about, "La capitaine Inès Delorme a marqué onze buts, dont sept en première période [1]."),
        Case("tuned", "figure", about, "La capitaine Inès Delorme a marqué douze buts [1]."),
        Case("tuned", SOUND, about, "La capitaine Inès Delorme a marqué douze buts [1]."),
    ]
    outcomes = judge(cases, read_articles(), HashingEncoder())
    assert [outcome.right for outcome in outcomes] == [True, True, False]
    assert "| tuned | sound answers untouched | 1 of 2 (50.0 %) |" in figures(outcomes)


@pytest.mark.model
def test_faults_are_caught_and_sound_answers_left_over_http() -> None:
    script = Script()
    with scripted(script) as url:
        served = load_language_model(LanguageModelSettings(url, "scripted"))

        def writing(text: str) -> LanguageModel:
            script.text = text
            return served

        encoder = load_encoder(None, "onnx", Settings().model_cache)
        outcomes = judge(read_cases(), read_articles(), encoder, writing)
    for sound, least in ((False, 0.95), (True, 0.95)):
        right = [outcome.right for outcome in outcomes if (outcome.case.kind == SOUND) == sound]
        assert sum(right) / len(right) >= least
