"""What a reader makes of the evidence decides which sentence is quoted, and how sure the answer is."""

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashingEncoder, WordReader

from corpus import Article, split
from index import Searcher, build_index
from rag import Assistant, Question, Weights, confidence
from rag.evidence import weigh
from rag.question import analyse
from rag.reading import LEAST, MOST, read, reorder, text_to_read

ARTICLES = (
    Article("ferme", "La ferme Duval vend du lait. Elle le vend deux euros le litre. Il est bon.", "Le lait des Duval"),
    Article("pont", "Le pont de Brest rouvre le 3 mai. Le lait y passe en camion vers la ferme.", "Un pont rouvert"),
)
QUESTION = "Combien la ferme Duval vend-elle son lait ?"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder: Path = tmp_path_factory.mktemp("index")
    build_index(ARTICLES, [p for article in ARTICLES for p in split(article)], HashingEncoder(), folder)
    return Searcher.open(folder, HashingEncoder())


def test_a_sentence_is_read_with_its_title_and_the_one_it_leans_on(searcher: Searcher) -> None:
    passage = next(p for p in searcher.passages if p.article_id == "ferme")
    row = searcher.passages.index(passage)
    first, second = (text_to_read(sentence, row, searcher) for sentence in passage.sentences[:2])
    assert (first.title, first.before) == ("Le lait des Duval", "")
    assert second.before == "La ferme Duval vend du lait."
    assert second.sentence == "Elle le vend deux euros le litre."


def test_only_the_best_are_read_and_what_was_not_stays_behind(searcher: Searcher) -> None:
    asked = analyse(QUESTION)
    found = weigh(asked, searcher.search(QUESTION), searcher, Weights.shipped().evidence)
    assert len(found) > MOST
    reader = WordReader("deux euros")
    readings = read(asked, found, searcher, reader)
    count = len(reader.asked)
    assert LEAST <= count <= MOST
    assert [one.reading is not None for one in readings] == [number < count for number in range(len(found))]
    assert [text.sentence for _, text in reader.asked] == [
        one.sentence.of(searcher.articles[one.hit.passage.article_id].text) for one in found[:count]
    ]
    for weight in (0.0, 0.5, 9.0):
        ordered = reorder(readings, weight)
        assert [one.score for one in ordered] == sorted((one.score for one in ordered), reverse=True)
        assert all(one.reading for one in ordered[:count])
    assert reorder(found, 9.0) == list(found)


def test_without_a_reader_nothing_changes(searcher: Searcher) -> None:
    asked = analyse(QUESTION)
    found = weigh(asked, searcher.search(QUESTION), searcher, Weights.shipped().evidence)
    assert read(asked, found, searcher, None) == found


def test_the_reader_can_put_the_second_sentence_first(searcher: Searcher) -> None:
    weights = replace(Weights.shipped(), reading=9.0)
    before = Assistant(searcher, weights).ask(Question(QUESTION), abstain=False).citations[0].quote
    found = weigh(analyse(QUESTION), searcher.search(QUESTION), searcher, weights.evidence)
    second = found[1].sentence.of(searcher.articles[found[1].hit.passage.article_id].text)
    assert second != before
    answer = Assistant(searcher, weights, WordReader(second)).ask(Question(QUESTION), abstain=False)
    assert answer.citations[0].quote == second
    assert "reading" in answer.timings_ms


def test_what_the_reader_found_is_marked_where_no_span_of_the_type_is_certain(searcher: Searcher) -> None:
    question = "Que fait la ferme Duval ?"
    plain = Assistant(searcher).ask(Question(question), abstain=False).citations[0]
    assert plain.short is None
    marked = Assistant(searcher, reader=WordReader("vend du lait.")).ask(Question(question), abstain=False).citations[0]
    assert marked.quote == "La ferme Duval vend du lait."
    assert marked.short
    assert marked.short.text == "vend du lait"
    assert searcher.articles["ferme"].text[marked.short.start : marked.short.end] == marked.short.text
    unsure = Assistant(searcher, reader=WordReader()).ask(Question(question), abstain=False).citations[0]
    assert unsure.short is None


def test_what_the_reader_thinks_of_the_best_sentence_counts_in_confidence(searcher: Searcher) -> None:
    place = confidence.FEATURES.index("reading")
    asked = analyse(QUESTION)
    found = weigh(asked, searcher.search(QUESTION), searcher, Weights.shipped().evidence)
    for reader, expected in ((WordReader("lait", "litre"), 5.0), (WordReader(), -5.0), (None, 0.0)):
        readings = read(asked, found, searcher, reader)
        assert confidence.features(asked, readings, searcher)[place] == expected
