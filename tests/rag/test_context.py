from dataclasses import replace

import pytest
from fakes import HashingEncoder

from corpus import Article, split
from index import Searcher
from index.builder import contents_of
from rag.context import MOST, context_of, leading_to, leans_on_context
from rag.evidence import words_of_passage


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


def searcher_over(text: str) -> Searcher:
    article = Article("ferme", text, "La ferme")
    encoder = HashingEncoder()
    return Searcher(contents_of([article], split(article), encoder)[0], encoder)


def test_the_context_is_the_sentence_before_to_the_character() -> None:
    text = "La ferme Duval est à Lamballe. Elle vend du lait. Le pont est fermé."
    searcher = searcher_over(text)
    hit = searcher.search("lait")[0]
    first, second, third = hit.passage.sentences
    context = context_of(second, hit.row, searcher)
    assert context is not None
    assert text[context.start : context.end] == context.text == "La ferme Duval est à Lamballe."
    assert context_of(first, hit.row, searcher) is None
    assert context_of(third, hit.row, searcher) is None


def searcher_of(*texts: str) -> Searcher:
    """Return a searcher over articles of one sentence a passage: every sentence stands first in its passage."""
    articles = [Article(f"article-{number}", text, "Au marché") for number, text in enumerate(texts)]
    passages = [
        replace(passage, start=sentence.start, end=sentence.end, sentences=(sentence,))
        for article in articles
        for passage in split(article)
        for sentence in passage.sentences
    ]
    encoder = HashingEncoder()
    return Searcher(contents_of(articles, passages, encoder)[0], encoder)


def leading(searcher: Searcher, row: int) -> list[str]:
    passage = searcher.passages[row]
    text = searcher.articles[passage.article_id].text
    return [sentence.of(text) for sentence in leading_to(passage.sentences[0], row, searcher)]


FARM = "La ferme Duval est à Lamballe. Elle vend du lait."


def test_a_sentence_may_lean_on_one_that_leans_itself() -> None:
    text = "La ferme Duval est à Lamballe. Elle vend du lait. Il est bon. Mais il est cher. Le pont est fermé."
    searcher = searcher_over(text)
    first, second, third, fourth, fifth = searcher.passages[0].sentences
    assert leading_to(fourth, 0, searcher) == [first, second, third]
    assert leading_to(third, 0, searcher, most=1) == [second]
    assert leading_to(first, 0, searcher) == leading_to(fifth, 0, searcher) == []


def test_no_more_sentences_lead_to_one_than_are_looked_at() -> None:
    text = "La ferme Duval est à Lamballe. " + " ".join(f"Elle vend {n} litres." for n in range(10, 20))
    searcher = searcher_over(text)
    sentences = searcher.passages[0].sentences
    assert leading_to(sentences[-1], 0, searcher) == list(sentences[-1 - MOST : -1])


def test_they_may_stand_in_the_passage_before_but_not_in_another_article() -> None:
    searcher = searcher_of("Le pont est à Brest.", FARM)
    assert leading(searcher, 2) == ["La ferme Duval est à Lamballe."]
    assert leading(searcher_of("Le pont est à Brest.", "Elle vend du lait."), 1) == []


def test_a_passage_that_opens_on_a_pronoun_speaks_of_what_the_one_before_does() -> None:
    searcher = searcher_of(FARM, "Le lait est bon.")
    hits = {hit.row: hit for hit in searcher.search("lait ferme Duval", 3)}
    assert "duval" in words_of_passage(hits[1], searcher)
    assert "duval" not in words_of_passage(hits[2], searcher)
