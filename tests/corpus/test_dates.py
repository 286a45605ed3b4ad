"""French dates in their spellings."""

import pytest

from corpus.dates import as_iso, dates_in


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
