"""Dates as people write them."""

import pytest

from importers.habits import dates


@pytest.mark.parametrize(
    "text", ["24/11/2026", "2026-11-24", "24-11-2026", "24.11.26", "24 novembre 2026", "mardi 24 nov. 2026"]
)
def test_habits(text: str) -> None:
    assert dates.read(text) == "2026-11-24"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("octobre 2026", "2026-10-01"),
        ("oct-26", "2026-10-01"),
        ("10/2026", "2026-10-01"),
        ("mars 2000", "2000-03-01"),
        ("mars 00", "2000-03-01"),
        ("3 mars 2000", "2000-03-03"),
        ("mars", None),
    ],
)
def test_the_first_day_of_a_month_of_a_year(text: str, day: str | None) -> None:
    assert dates.first_day(text) == day


@pytest.mark.parametrize("text", ["", "bientôt", "31/02/2026", "45/13/2026"])
def test_what_is_no_date(text: str) -> None:
    assert dates.read(text) is None


@pytest.mark.parametrize(
    ("text", "after", "day"),
    [
        ("complet jusqu'en mars", "2026-11-05", "2027-03-31"),
        ("fin décembre", "2026-11-05", "2026-12-31"),
        ("jusqu'à fin février 2028", None, "2028-02-29"),
        ("jusqu'au 15/01/2027", None, "2027-01-15"),
        ("jusqu'en mars", None, None),
    ],
)
def test_last_days(text: str, after: str | None, day: str | None) -> None:
    assert dates.last_day(text, after) == day
