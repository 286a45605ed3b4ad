import json
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEncoder, WordReader

from corpus import Article, split
from eval.datasets import read_questions
from eval.fitting import logistic, threshold
from eval.learning import _shared, learn
from eval.records import OwnCorpus
from eval.squad import read_squad
from rag import Weights, confidence
from rag.evidence import FEATURES

THINGS = ["lait", "pont", "coupe", "miel", "train", "barrage", "marché", "théâtre", "stade", "phare"]
PLACES = ["Brest", "Quimper", "Nantes", "Rennes", "Vannes", "Lorient", "Dinan", "Auray", "Morlaix", "Carnac"]


def paragraph(i: int) -> tuple[str, list[dict[str, object]]]:
    thing, place = THINGS[i], PLACES[i]
    text = f"Tout le monde connaît le {thing} de {place}. Le {thing} de {place} date de {1900 + i}. On y vient de loin."
    question = {"id": f"q{i}", "question": f"De quand date le {thing} de {place} ?"}
    return text, [question | {"answers": [{"text": str(1900 + i), "answer_start": text.index(str(1900 + i))}]}]


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Weights, Weights]:
    folder: Path = tmp_path_factory.mktemp("sets")
    data = [
        {"title": f"Titre {i}", "paragraphs": [{"context": text, "qas": qas}]}
        for i, (text, qas) in enumerate(map(paragraph, range(10)))
    ]
    (folder / "squad.json").write_text(json.dumps({"data": data}))
    own = {
        "id": "a", "question": "De quand date le puits ?", "category": "direct", "articles": ["puits"],
        "facts": [["1871"]], "answerable": True, "history": [], "split": "dev",
    }  # fmt: skip
    far = own | {"id": "b", "question": "Qui a gagné ?", "articles": [], "facts": [], "answerable": False}
    (folder / "own.jsonl").write_text(f"{json.dumps(own)}\n{json.dumps(far)}\n")
    article = Article("puits", "Le puits du bourg date de 1871. Il est profond.", "Un puits")
    corpus = OwnCorpus((article,), split(article))
    sets = read_squad(folder / "squad.json"), read_questions(folder / "own.jsonl")

    def learned() -> Weights:
        return learn([sets[0]], sets[1], [corpus], HashingEncoder(), WordReader("date de"), "a test")

    return learned(), learned()


def test_learning_twice_gives_the_same(learned: tuple[Weights, Weights]) -> None:
    assert learned[0] == learned[1]


def test_every_feature_has_a_weight_of_its_sense(learned: tuple[Weights, Weights]) -> None:
    weights = learned[0]
    assert len(weights.evidence) == len(FEATURES)
    for name, weight in zip(confidence.FEATURES, weights.confidence, strict=True):
        assert name in confidence.NEUTRAL or (weight <= 0 if name.endswith("_missing") else weight >= 0), name
    assert 0 < weights.threshold <= 1


def test_a_date_speaks_for_a_sentence_where_a_date_is_asked_for(learned: tuple[Weights, Weights]) -> None:
    named = dict(zip(FEATURES, learned[0].evidence, strict=True))
    assert named["date_found"] > named["date_missing"]


def test_a_reader_that_finds_the_answer_is_given_weight(learned: tuple[Weights, Weights]) -> None:
    weights = learned[0]
    assert weights.reading >= 0
    assert dict(zip(confidence.FEATURES, weights.confidence, strict=True))["reading"] > 0


def test_the_logistic_regression_parts_what_can_be_parted() -> None:
    table = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    weight, intercept = logistic(table, table[:, 0] > 0, np.full(4, 0.25), [(None, None)])
    assert weight > 1
    assert intercept == pytest.approx(0, abs=1e-3)
    held, _ = logistic(table, table[:, 0] > 0, np.full(4, 0.25), [(None, 0.0)])
    assert held == pytest.approx(0, abs=1e-6)


def test_the_threshold_parts_right_from_wrong() -> None:
    scores, labels = np.array([0.1, 0.2, 0.3, 0.8, 0.9]), np.array([False, False, True, True, True])
    assert threshold(scores, labels, np.full(5, 0.2)) == 0.3


def test_shares_are_kept_whatever_the_counts() -> None:
    mass = _shared(np.array([1.0, 1.0, 1.0, 5.0]), np.array([False, False, False, True]))
    assert mass.sum() == pytest.approx(1)
    assert mass[3] == pytest.approx(0.3)
