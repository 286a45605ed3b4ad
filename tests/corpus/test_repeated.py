"""What many articles of a folder share at their edges is not the article."""

from corpus.records import Article, Removed
from corpus.repeated import RULE, without_repeated
from corpus.traced import Traced

PROMOTION = "Retrouvez tous les soirs le grand débat sur notre antenne."
SUBJECTS = ("du blé", "de la pêche", "du rail", "des écoles", "du cinéma", "de l'eau")


def articles(folder: str, promotion: str = PROMOTION) -> list[Article]:
    texts = [
        f"Le marché {s} a bien changé en dix ans.\n\nLes chiffres {s} le montrent.\n\n{promotion}" for s in SUBJECTS
    ]
    return [
        Article("", text, "t", path=f"{folder}/{i}.txt", origin=Traced.of(text).stretches())
        for i, text in enumerate(texts)
    ]


def test_a_paragraph_shared_by_a_folder_goes_and_is_named() -> None:
    for before, after in zip(articles("a"), without_repeated(articles("a")), strict=True):
        assert after.text == before.text.removesuffix(f"\n\n{PROMOTION}")
        assert after.removed == (Removed(RULE, PROMOTION),)
        assert sum(s.length for s in after.origin) == len(after.text)


def test_a_paragraph_of_one_article_or_of_other_folders_stays() -> None:
    alone = [articles(f"{i}")[i] for i in range(6)]
    assert without_repeated(alone) == alone


def test_an_article_is_never_emptied() -> None:
    same = [Article("", PROMOTION, "t", path=f"a/{i}.txt") for i in range(6)]
    assert without_repeated(same) == same
