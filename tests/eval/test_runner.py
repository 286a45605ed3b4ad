import json
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEncoder

from corpus import Article, split
from corpus.errors import DatasetError, QuestionError, UsageError
from eval.evaluation import Request, evaluate
from eval.records import EvalQuestion, QuestionSet
from eval.runner import Plan, run
from index import ALL_LEGS, Embeddings, Leg, Mask, Searcher, build_index
from rag import Answer, Citation, Question, RankedPassage, Turn

TEXTS = {
    "port": "Le port de commerce est installé à Nador.\n\nIl emploie 1 200 dockers toute l'année.",
    "gare": "La gare routière accueille les voyageurs à Fès.\n\nElle compte 14 quais couverts.",
    "phare": "Le phare éclaire la baie de Tanger.\n\nSa lanterne porte à 30 milles.",
}
ARTICLES = [Article(name, text, name, path=f"{name}.txt") for name, text in TEXTS.items()]
QUESTIONS = (
    EvalQuestion("port-1", "Où est le port de commerce ?", "direct", True, ("port",), (("à Nador",),)),
    EvalQuestion("port-2", "Combien de dockers emploie-t-il ?", "follow-up", True, ("port",), (("1 200 dockers",),),
                 history=(Turn("Où est le port ?", "À Nador."),)),
    EvalQuestion("far-1", "Qui a peint ce tableau ?", "far", False),
    EvalQuestion("none", "???", "gibberish", False),
)  # fmt: skip


class Quoting:
    """An assistant that quotes the first sentence of the first passage allowed, and refuses below one half."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.asked: list[tuple[str, bool, bool]] = []

    def ask(
        self,
        question: Question,
        *,
        top_k: int = 5,
        vector: Embeddings | None = None,
        allowed: Mask | None = None,
        legs: Collection[Leg] = ALL_LEGS,
        abstain: bool = True,
    ) -> Answer:
        self.asked.append((question.text, allowed is not None, abstain))
        if question.text.strip("? ") == "":
            raise QuestionError("the question is empty")
        hits = self.searcher.search(question.text, top_k, vector=vector, allowed=allowed, legs=legs)
        confidence = 0.9 if "port" in question.text.lower() and allowed is None else 0.2
        passages = tuple(
            RankedPassage(
                h.passage.article_id, h.passage.start, h.passage.end, self.searcher.text_of(h.passage), h.score
            )
            for h in hits
        )
        if abstain and confidence < 0.5:
            return Answer(question.text, "Non.", True, confidence, (), passages)
        place = hits[0].passage.sentences[0]
        quote = place.of(self.searcher.articles[hits[0].passage.article_id].text)
        citation = Citation(1, hits[0].passage.article_id, "", None, None, None, quote, place.start, place.end, 1.0)
        return Answer(question.text, f"« {quote} » [1]", False, confidence, (citation,), passages, {"search": 0.1})


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    encoder = HashingEncoder()
    passages = [passage for article in ARTICLES for passage in split(article, size=60)]
    build_index(ARTICLES, passages, encoder, tmp_path / "index")
    return Searcher.open(tmp_path / "index", encoder)


def asked(*questions: EvalQuestion) -> QuestionSet:
    return QuestionSet("set", "questions", questions, "0" * 64)


def test_every_question_is_asked_and_judged(searcher: Searcher) -> None:
    measured = run(asked(*QUESTIONS), Quoting(searcher), searcher)
    first, follow_up, far, gibberish = measured.outcomes
    assert [outcome.id for outcome in measured.outcomes] == ["port-1", "port-2", "far-1", "none"]
    assert first.passages is not None
    assert first.passages.gains[0] == 1
    assert first.fact_ranks == (1,)
    assert first.quoted[0].answers
    assert first.asked.correct
    assert follow_up.asked.abstained
    assert follow_up.quoted, "quoted with abstention off"
    assert follow_up.cited == ()
    assert follow_up.alone is not None
    assert far.passages is None
    assert far.asked.abstained
    assert gibberish.asked.abstained, "what is no question is a refusal"
    assert gibberish.quoted == ()


def test_what_answers_is_masked_for_answerable_questions_only(searcher: Searcher) -> None:
    assistant = Quoting(searcher)
    measured = run(asked(*QUESTIONS), assistant, searcher, Plan(timed=0))
    masked = Counter(text for text, is_masked, _ in assistant.asked if is_masked)
    assert masked == {QUESTIONS[0].text: 2, QUESTIONS[1].text: 2}
    removed = measured.outcomes[0].without_article
    assert removed is not None
    assert (removed.should_abstain, removed.abstained, removed.correct) == (True, True, False)
    assert measured.outcomes[0].trials == (measured.outcomes[0].asked,), "the set has unanswerable questions of its own"


def test_a_set_without_unanswerable_questions_makes_them_by_masking(searcher: Searcher) -> None:
    measured = run(asked(*QUESTIONS[:2]), Quoting(searcher), searcher, Plan(timed=0))
    for outcome in measured.outcomes:
        assert outcome.trials == (outcome.asked, outcome.without_article)


def test_masked_passages_are_not_returned(searcher: Searcher) -> None:
    mask = np.array([passage.article_id != "port" for passage in searcher.passages])
    hits = searcher.search(QUESTIONS[0].text, allowed=mask)
    assert hits
    assert all(hit.passage.article_id != "port" for hit in hits)


def test_variations_ask_the_sample_otherwise_and_by_single_legs(searcher: Searcher) -> None:
    measured = run(asked(*QUESTIONS), Quoting(searcher), searcher, Plan(variations=True, timed=0))
    names = [(variation.by, variation.name) for variation in measured.variations]
    assert names[:4] == [
        ("spelling", "as asked"), ("spelling", "without accents"), ("spelling", "in capitals"),
        ("spelling", "with typing errors"),
    ]  # fmt: skip
    assert {name for by, name in names if by == "legs"} == {"together", *(f"{leg} alone" for leg in ALL_LEGS)}
    for variation in measured.variations:
        assert [outcome.id for outcome in variation.outcomes] == ["port-1", "port-2"]


def test_time_is_taken_question_by_question(searcher: Searcher) -> None:
    measured = run(asked(*QUESTIONS), Quoting(searcher), searcher, Plan(timed=2))
    assert len(measured.timings_ms) == 2
    assert all(timing["total"] > 0 for timing in measured.timings_ms)
    assert measured.memory_mb > 10
    assert {"asking", "variations", "timing"} <= measured.seconds.keys()


def test_progress_ends_at_the_whole(searcher: Searcher) -> None:
    said: list[tuple[str, int, int]] = []
    run(asked(*QUESTIONS), Quoting(searcher), searcher, progress=lambda *step: said.append(step))
    assert ("Asking", 4, 4) in said


def test_a_set_for_another_corpus_is_refused(searcher: Searcher) -> None:
    foreign = EvalQuestion("x", "Où ?", "direct", True, ("musée",), (("ici",),))
    with pytest.raises(DatasetError, match="another corpus"):
        run(asked(foreign), Quoting(searcher), searcher)


def squad(folder: Path) -> Path:
    paragraphs = [
        {"context": text.split("\n\n")[1], "qas": [{"id": name, "question": f"{name} ?", "answers": [answer(text)]}]}
        for name, text in TEXTS.items()
    ]
    titled = [{"title": name, "paragraphs": [paragraph]} for name, paragraph in zip(TEXTS, paragraphs, strict=True)]
    path = folder / "small.json"
    path.write_text(json.dumps({"data": titled}), "utf-8")
    return path


def answer(text: str) -> dict[str, object]:
    words = text.split("\n\n")[1]
    return {"text": words.split()[-1], "answer_start": len(words) - len(words.split()[-1])}


def test_a_squad_file_becomes_a_report_and_its_index_is_used_again(tmp_path: Path) -> None:
    encoder = HashingEncoder()
    request = Request("squad", squad(tmp_path), tmp_path / "made")
    report = evaluate(request, lambda: encoder)
    assert (report.asked, report.passages, report.articles) == (3, 3, 3)
    assert report.figures["retrieval.hit@10"].value == 1
    assert report.figures["abstention.auroc_article"].questions == 3
    encoded = len(encoder.encoded)
    again = evaluate(request, lambda: encoder)
    assert len(encoder.encoded) == encoded, "nothing is encoded twice"
    assert again.figures == report.figures, "the same figures for everyone"


def test_an_index_of_somebodys_articles_is_never_replaced(tmp_path: Path, searcher: Searcher) -> None:
    request = Request("squad", squad(tmp_path), tmp_path / "index")
    with pytest.raises(UsageError, match="holds an index of other articles"):
        evaluate(request, HashingEncoder)
    assert Searcher.open(tmp_path / "index", HashingEncoder()).articles.keys() == TEXTS.keys()


def test_a_beir_folder_is_judged_by_document_and_leaves_the_rest_undefined(tmp_path: Path) -> None:
    documents = [{"_id": name, "title": name, "text": text} for name, text in TEXTS.items()]
    queries = [{"_id": "q1", "text": "Où est le port de commerce ?"}, {"_id": "q2", "text": "Que porte la lanterne ?"}]
    for name, records in (("corpus", documents), ("queries", queries)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tport\t2\nq1\tgare\t1\nq2\tphare\t1\n", "utf-8")
    report = evaluate(Request("beir", tmp_path, tmp_path / "made"), HashingEncoder)
    figures = report.figures
    assert figures["retrieval.recall@10"].value == figures["retrieval.article_recall@10"].value == 1
    assert figures["retrieval.hit@1"].value == 1
    assert figures["abstention.auroc_article"].questions == 2
    for key in (
        "answer.sentence@1",
        "answer.fact_recall",
        "citations.precision",
        "abstention.ece",
        "retrieval.facts@5",
    ):
        assert figures[key].value is None, key
