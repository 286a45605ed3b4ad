"""An answer that rests on an article in another language says so."""

from pathlib import Path

from fakes import HashingEncoder

from corpus import Article, split
from index import Searcher, build_index
from rag import Assistant, Question

ARTICLES = (
    Article("lait", "La ferme Duval vend son lait 2 euros le litre.", "Le lait des Duval"),
    Article("milk", "The Smith dairy sells milk at 3 dollars a gallon.", "Smith's milk", language="en"),
)


def test_the_language_is_named_with_the_number_of_its_citation(tmp_path: Path) -> None:
    build_index(ARTICLES, [p for article in ARTICLES for p in split(article)], HashingEncoder(), tmp_path)
    assistant = Assistant(Searcher.open(tmp_path, HashingEncoder()))
    foreign = assistant.ask(Question("Smith dairy sells milk"), abstain=False)
    numbers = [c.number for c in foreign.citations if c.article_id == "milk"]
    marks = " ".join(f"[{number}]" for number in numbers)
    assert numbers
    assert foreign.notices == (f"Cette réponse s'appuie sur un article en anglais {marks}.",)
    french = assistant.ask(Question("Combien la ferme Duval vend-elle son lait ?"), abstain=False)
    assert bool(french.notices) == any(c.article_id == "milk" for c in french.citations)
