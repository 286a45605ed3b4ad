import pytest
from fakes import HashingEncoder

from corpus import Article, split
from index import Searcher
from index.builder import contents_of
from rag.context import context_of, leans_on_context


@pytest.mark.parametrize(
    "sentence",
    [
        "Il a été fondé en 1950.",
        "Elles ouvrent le dimanche.",
        "Ce dernier s'y oppose.",
        "Cette ferme vend du lait.",
        "« Celui-ci est fermé », dit le maire.",
        "Ainsi, le pont rouvre.",
        "En effet, le pont est vieux.",
        "Toutefois, rien n'est signé.",
        "Par ailleurs, le lait baisse.",
        "Mais le maire refuse.",
        "Or, le pont est fermé.",
        "L’ont précédé deux autres maires.",
        "Son but est de vendre du lait.",
        "C'est une première.",
    ],
)
def test_a_pronoun_or_a_connective_leans_on_the_sentence_before(sentence: str) -> None:
    assert leans_on_context(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le pont rouvre.",
        "Il y a deux ponts à Brest.",
        "Il faut du lait.",
        "Cette année, le pont a rouvert.",
        "Ce que veut le maire, c'est un pont.",
        "Illustre inconnu, Paul Morvan préside le club.",
        "Maisons et ponts ont brûlé.",
        "L'or a baissé.",
        "Ainsi que le veut la loi, le pont est fermé.",
        "Sonia Duval vend du lait.",
    ],
)
def test_a_sentence_that_stands_by_itself_needs_none(sentence: str) -> None:
    assert not leans_on_context(sentence)


def test_the_context_is_the_sentence_before_to_the_character() -> None:
    text = "La ferme Duval est à Lamballe. Elle vend du lait. Le pont est fermé."
    article = Article("ferme", text, "La ferme")
    encoder = HashingEncoder()
    searcher = Searcher(contents_of([article], split(article), encoder)[0], encoder)
    hit = searcher.search("lait")[0]
    first, second, third = hit.passage.sentences
    context = context_of(second, hit.row, searcher)
    assert context is not None
    assert text[context.start : context.end] == context.text == "La ferme Duval est à Lamballe."
    assert context_of(first, hit.row, searcher) is None
    assert context_of(third, hit.row, searcher) is None
