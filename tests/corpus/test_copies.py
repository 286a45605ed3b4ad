"""The same article in several files is kept once; other articles of the same form are not."""

from corpus.copies import without_copies
from corpus.records import Article

WIRE = (
    "Le barrage de Tamza est plein à 82 %, a annoncé lundi l'agence du bassin. Les pluies de mars ont "
    "apporté 14 millions de mètres cubes en neuf jours. Les agriculteurs de la plaine pourront irriguer "
    "dès le 3 avril, sans attendre l'été. L'an passé, à la même date, la retenue n'atteignait que 31 % de "
    "sa capacité. Un lâcher est prévu à la fin du mois."
)
WEATHER = (
    "Voici le temps attendu {day} sur la côte et dans les plaines du nord du pays. Le matin, ciel couvert "
    "et brouillard par endroits, puis de belles éclaircies dans l'après-midi. Températures : {low} degrés "
    "à l'aube et {high} degrés au plus chaud de la journée, vent de nord-ouest de {wind} km/h, mer peu "
    "agitée à agitée au large."
)


def article(path: str, text: str, source: str | None = None) -> Article:
    return Article(id="", text=text, title="t", path=path, source=source)


def test_a_copy_shortened_or_begun_otherwise_goes_and_is_named() -> None:
    longest = article("a.txt", WIRE, "Agence")
    shortened = article("b.txt", WIRE.rsplit(" Un lâcher", 1)[0], "Le Petit Large")
    begun_otherwise = article("c.txt", "Bonne nouvelle. " + WIRE.rsplit(" Un lâcher", 1)[0])
    kept, left_out = without_copies([shortened, longest, begun_otherwise])
    assert [(a.path, a.repeated_in) for a in kept] == [("a.txt", ("Le Petit Large", "c.txt"))]
    assert [(x.path, x.status, x.why) for x in left_out] == [
        ("b.txt", "duplicate", "nearly the same text as a.txt"),
        ("c.txt", "duplicate", "nearly the same text as a.txt"),
    ]


def test_the_same_words_with_other_numbers_are_another_article() -> None:
    days = [
        article(f"{i}.txt", WEATHER.format(day=day, low=i + 5, high=i + 17, wind=10 * i + 15))
        for i, day in enumerate(["lundi", "mardi", "mercredi"])
    ]
    kept, left_out = without_copies(days)
    assert kept == days
    assert left_out == []
