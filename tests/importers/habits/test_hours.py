"""Opening hours as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.habits import hours


def slots(text: str) -> str:
    found = hours.read(text)
    assert not found.unread
    return " ".join(f"{slot['day']}:{slot['opens']}-{slot['closes']}" for slot in found.slots)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lun 9h-12h / 14h-17h30", "mo:09:00-12:00 mo:14:00-17:30"),
        ("lun-mar 9h-12h 14h-16h", "mo:09:00-12:00 mo:14:00-16:00 tu:09:00-12:00 tu:14:00-16:00"),
        ("mar 14h-17h ; ven 14h-17h", "tu:14:00-17:00 fr:14:00-17:00"),
        ("mar 10h-11h, ven 10h-11h", "tu:10:00-11:00 fr:10:00-11:00"),
        ("9h30-17h le lundi et le mardi", "mo:09:30-17:00 tu:09:30-17:00"),
        ("lundi de 9 h à 12 h et de 13 h 30 à 17 h", "mo:09:00-12:00 mo:13:30-17:00"),
        ("sam 20:00-23:30", "sa:20:00-23:30"),
        ("lun-mar 9h-12h / 14h-18h sauf mar après-midi", "mo:09:00-12:00 mo:14:00-18:00 tu:09:00-12:00"),
        ("sam 22h-6h", "sa:22:00-24:00 su:00:00-06:00"),
    ],
)
def test_habits(text: str, expected: str) -> None:
    assert slots(text) == expected


def test_night_and_day() -> None:
    assert len(hours.read("24h/24 7j/7").slots) == 7
    assert hours.read("24h/24").slots[0] == {"day": "mo", "opens": "00:00", "closes": "24:00"}


@pytest.mark.parametrize("text", ["1er mardi du mois 18h-20h", "sur rendez-vous", "semaines paires 9h-12h"])
def test_what_is_not_weekly_is_given_back(text: str) -> None:
    assert hours.read(text) == hours.Hours([], text)


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_gives_slots_in_order(text: str) -> None:
    assert all(slot["opens"] < slot["closes"] for slot in hours.read(text).slots)
