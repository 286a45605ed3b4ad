from fakes import HashingEncoder

from corpus import Article, split
from index import Searcher
from index.builder import contents_of
from rag.evidence import Evidence
from rag.neighbouring import MOST, TRIED, neighbours
from rag.question import analyse

TEXT = "La ferme Duval vend 300 fromages en Bretagne en 2019. La ferme Duval vend aussi du lait à Lamballe."


def near(question: str, answered: bool = True) -> tuple[tuple[str, ...], list[str]]:
    """Return what is offered and what was tried."""
    article = Article("ferme", TEXT, "La ferme Duval")
    encoder = HashingEncoder()
    searcher = Searcher(contents_of([article], split(article), encoder)[0], encoder)
    (hit,) = searcher.search(question, 1)
    evidence = [Evidence(hit, sentence, 0.0, ()) for sentence in hit.passage.sentences]
    tried: list[str] = []

    def answers(other: str) -> bool:
        tried.append(other)
        return answered

    return neighbours(analyse(question), evidence, searcher, answers), tried


def test_a_place_that_the_articles_do_not_speak_of_gives_way_to_one_of_theirs() -> None:
    offered, _ = near("Combien de fromages la ferme Duval vend-elle en Corse ?")
    assert "Combien de fromages la ferme Duval vend-elle en Bretagne ?" in offered


def test_a_year_gives_way_to_one_of_theirs() -> None:
    offered, _ = near("Combien de fromages la ferme Duval vend-elle en 2005 ?")
    assert offered == ("Combien de fromages la ferme Duval vend-elle en 2019 ?",)


def test_what_is_not_answered_is_not_offered_and_few_are_tried() -> None:
    offered, tried = near("Combien de fromages la ferme Duval vend-elle en Corse en 2005 ?", answered=False)
    assert offered == ()
    assert 0 < len(tried) <= TRIED
    assert len(near("Combien de fromages la ferme Duval vend-elle en Corse en 2005 ?")[0]) <= MOST


def test_a_name_of_the_question_is_not_put_in_twice() -> None:
    _, tried = near("Combien de fromages de Bretagne la ferme Duval vend-elle en Corse ?")
    assert not any("en Bretagne" in question for question in tried)


def test_a_question_about_something_else_has_no_neighbours() -> None:
    assert near("Quelle est la capitale de l'Australie ?") == ((), [])
