"""French dates in their spellings."""

import pytest

from corpus.dates import as_iso, dates_in, dates_told, relative_dates_in


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("21/08/2017", "2017-08-21"),
        ("22 - 12 - 2016", "2016-12-22"),
        ("3.4.2021", "2021-04-03"),
        ("21 août 2017", "2017-08-21"),
        ("21 Aout 2017", "2017-08-21"),
        ("1er mars 2020", "2020-03-01"),
        ("1 er mars 2020", "2020-03-01"),
        ("jeudi 31 octobre 2024", "2024-10-31"),
        ("lun. 4 févr. 2019", "2019-02-04"),
        ("2024-05", "2024-05"),
        ("2024-05-09", "2024-05-09"),
        ("2024-05-09T08:30:00+01:00", "2024-05-09"),
        ("mai 2024", "2024-05"),
        ("Déc. 2016", "2016-12"),
        ("2016", "2016"),
    ],
)
def test_a_date_becomes_iso(written: str, iso: str) -> None:
    assert as_iso(written) == iso


@pytest.mark.parametrize("written", ["31/02/2020", "hier", "45 mai 2020", "2024-2025", "12/2020/13", "1.300", ""])
def test_what_is_no_date_is_none(written: str) -> None:
    assert as_iso(written) is None


def test_dates_are_found_where_they_stand() -> None:
    text = "Ouvert le 3 mai 2019, fermé en juin 2020."
    found = list(dates_in(text))
    assert [(d.span.of(text), d.iso) for d in found] == [("3 mai 2019", "2019-05-03"), ("juin 2020", "2020-06")]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("premier mars 2020", "2020-03-01"),
        ("1ᵉʳ mai 2019", "2019-05-01"),
        ("Lundi, 21 novembre 2022 10:35", "2022-11-21"),
        ("12 janv. 22", "2022-01-12"),
        ("October 8, 2021", "2021-10-08"),
        ("01 Dec 2023", "2023-12-01"),
        ("2024/05/09", "2024-05-09"),
        ("lundi 3 avril 2017 à 14h05", "2017-04-03"),
        ("3. 3. 2017", "2017-03-03"),
    ],
)
def test_a_date_of_other_systems_becomes_iso(written: str, iso: str) -> None:
    assert as_iso(written) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("réunis vendredi dernier", "2017-08-18"),
        ("a annoncé lundi le ministre", "2017-08-21"),
        ("lundi dernier", "2017-08-14"),
        ("jeudi prochain", "2017-08-24"),
        ("hier", "2017-08-20"),
        ("avant-hier", "2017-08-19"),
        ("le 3 mars dernier", "2017-03-03"),
        ("le 28 décembre dernier", "2016-12-28"),
        ("le 2 janvier prochain", "2018-01-02"),
        ("le 30 août", "2017-08-30"),
        ("en mai dernier", "2017-05"),
        ("la semaine dernière", "2017-08-14"),
        ("le mois prochain", "2017-09"),
        ("l’an dernier", "2016"),
        ("le vendredi 3 mars 2015", None),
        ("le 3 mars 2015", None),
    ],
)
def test_a_relative_date_is_counted_from_the_publication(text: str, iso: str | None) -> None:
    assert [date.iso for date in relative_dates_in(text, "2017-08-21")] == ([iso] if iso else [])
    assert not list(relative_dates_in(text, "2017-08"))


def test_dates_written_and_counted_come_in_order_and_none_twice() -> None:
    text = "Vendredi dernier, le jury du 3 mars 2015 s'est revu ; il siégera le 2 janvier prochain."
    assert [d.iso for d in dates_told(text, "2017-08-21")] == ["2017-08-18", "2015-03-03", "2018-01-02"]
    assert [d.iso for d in dates_told(text, None)] == ["2015-03-03"]
