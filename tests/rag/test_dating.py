import pytest

from corpus import Article
from rag.dating import fit
from rag.period import Period, period_of
from rag.question import analyse


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Combien de ponts en 2017 ?", Period(2017, 2017, named=True)),
        ("Combien de ponts fin 2026 ?", Period(2026, 2026, named=True)),
        ("Combien de ponts en août 2017 ?", Period(2017, 2017, named=True)),
        ("Combien de ponts d'ici 2026 ?", Period(2026, 2026, named=True)),
        ("Combien de ponts depuis 2020 ?", Period(2020, None, named=False)),
        ("combien de ponts apres mars 2020", Period(2020, None, named=False)),
        ("Combien de ponts avant 2019 ?", Period(None, 2019, named=False)),
        ("Combien de ponts jusqu’en 2019 ?", Period(None, 2019, named=False)),
        ("Combien de ponts entre 2017 et 2020 ?", Period(2017, 2020, named=False)),
        ("Combien de ponts de 2017 à 2020 ?", Period(2017, 2020, named=False)),
        ("Quels ponts ont récemment rouvert ?", Period(None, None, named=False, recent=True)),
        ("Quels ponts rouvrent cette année ?", Period(None, None, named=False, recent=True)),
        ("Combien de ponts depuis longtemps ?", None),
        ("Qui a vendu 2 000 litres ?", None),
    ],
)
def test_the_period_of_a_question(question: str, expected: Period | None) -> None:
    assert period_of(question) == expected


def test_only_a_year_that_is_named_must_be_spoken_of() -> None:
    assert analyse("Combien de ponts en 2017 ?").years == {"2017"}
    assert analyse("Combien de ponts depuis 2017 ?").years == frozenset()


SINCE, BEFORE, RECENT = Period(2020, None, named=False), Period(None, 2019, named=False), period_of("Et récemment ?")


@pytest.mark.parametrize(
    ("period", "published", "text", "expected"),
    [
        (SINCE, "2022-03", "Le pont rouvre.", 1.0),
        (SINCE, "2017-08", "Le pont rouvre.", 0.0),
        (SINCE, "2017-08", "Le pont rouvrira en 2021.", 1.0),  # an article of before may speak of then
        (BEFORE, "2024", "En 2018, le pont a fermé.", 1.0),  # and one of later
        (BEFORE, "2024", "Le pont a fermé.", 0.0),
        (SINCE, None, "Le pont rouvre.", 0.5),
        (RECENT, "2024-05", "Le pont rouvre.", 1.0),
        (RECENT, "2023-05", "Le pont rouvre.", 0.5),
        (RECENT, None, "Le pont rouvre.", 0.0),
    ],
)
def test_how_well_an_article_fits(period: Period, published: str | None, text: str, expected: float) -> None:
    assert fit(period, Article("pont", text, "Le pont", published=published), text, "2024-06") == expected
