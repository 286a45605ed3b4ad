from dataclasses import replace

import pytest
from fakes import HashingEncoder

from corpus import Article, split
from index import Searcher
from index.builder import contents_of
from rag import Answer, Assistant, Question
from rag.figures import NOTICE

OLD = Article(
    "vieux",
    "Le port de Sète abrite 340 bateaux de pêche. Le port est grand.",
    "Le port de Sète",
    "Le Phare",
    "2017-08-21",
)
NEW = Article(
    "neuf", "Le port de Sète abrite 512 bateaux de pêche. Le maire sourit.", "Le port de Sète", "L'Ancre", "2024-05"
)
ASKED = "Combien de bateaux de pêche le port de Sète abrite-t-il ?"


def ask(question: str, *articles: Article) -> Answer:
    encoder = HashingEncoder()
    passages = [passage for article in articles for passage in split(article)]
    searcher = Searcher(contents_of(articles, passages, encoder)[0], encoder)
    return Assistant(searcher).ask(Question(question), abstain=False)


def text_of(article: Article, text: str) -> Article:
    return replace(article, text=text)


@pytest.mark.parametrize("articles", [(OLD, NEW), (NEW, OLD)])
def test_different_figures_are_shown_side_by_side_oldest_first(articles: tuple[Article, ...]) -> None:
    answer = ask(ASKED, *articles)
    assert answer.answer == (
        "Selon Le Phare (21 août 2017) : « Le port de Sète abrite 340 bateaux de pêche. » [1]\n\n"
        "Selon L'Ancre (mai 2024) : « Le port de Sète abrite 512 bateaux de pêche. » [2]"
    )
    assert [citation.short.text for citation in answer.citations if citation.short] == ["340", "512"]
    assert answer.notices == (NOTICE,)


def test_an_undated_article_comes_last() -> None:
    answer = ask(ASKED, replace(OLD, published=None), NEW)
    assert [citation.article_id for citation in answer.citations] == ["neuf", "vieux"]
    assert "Selon Le Phare (sans date)" in answer.answer


@pytest.mark.parametrize(
    ("question", "other"),
    [
        (ASKED, text_of(NEW, "Le port de Sète abrite 340 bateaux de pêche, dit-on.")),  # the same figure
        (ASKED, text_of(NEW, "Le port de Sète vend 512 tonnes de pêche.")),  # another unit
        (ASKED, text_of(NEW, "Le port de Brest abrite 512 bateaux de pêche.")),  # another port
        (ASKED, replace(NEW, source="Le Phare", published="2017-08-21")),  # the same outlet on the same day
        (ASKED, text_of(NEW, "Le port de Sète abrite des bateaux de pêche.")),  # no figure
        ("Combien de bateaux de pêche le port de Sète abrite-t-il en 2017 ?", NEW),  # a year has one answer
        ("Pourquoi le port de Sète abrite-t-il des bateaux de pêche ?", NEW),  # no figure is asked for
    ],
)
def test_figures_that_do_not_differ_are_quoted_as_always(question: str, other: Article) -> None:
    if other.text.startswith("Le port de Brest"):
        other = replace(other, title="Le port de Brest")
    answer = ask(question, OLD, other)
    assert "Selon" not in answer.answer
    assert answer.notices == ()
