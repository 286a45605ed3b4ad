import pytest

from index.lexical import LexicalIndex
from index.spelling import Speller, Words

TEXTS = ["Le Technopark d'Essaouira héberge des startups, dit Ghita Mezzour.", "Des startups et une stratup."]
SPELLER = Speller(Words.of(TEXTS), LexicalIndex.build(TEXTS).holds)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Conbien de startups ?", "combien de startups ?"),
        ("le technoparc d'Essawira", "le Technopark d'Essaouira"),
        ("QUI HÉBERGE LE TECHNOPARK D'ESSAOUIRA ?", "qui héberge Le Technopark d'Essaouira ?"),
        ("les statups", "les startups"),  # the commoner of two words as near
    ],
)
def test_misspelt_words_become_those_of_the_articles(question: str, meant: str) -> None:
    assert SPELLER.correct(question) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Qui est Gita ?",  # too short to be sure
        "Combien de femmes et de fonctions ?",  # French words the articles do not hold
        "Le Technopark d'Essaouira héberge-t-il ?",
        "et le technopark, les STARTUPS ?",
        "UM6P ?",
        "xyzzyxyzzy 2017 %",
        "",
    ],
)
def test_everything_else_stays_as_it_was(question: str) -> None:
    assert SPELLER.correct(question) == question
