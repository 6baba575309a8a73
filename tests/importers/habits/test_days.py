"""Days as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.habits import days

WEEK = "mo tu we th fr sa su"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("7j/7", WEEK),
        ("7/7", WEEK),
        ("7 jours sur 7", WEEK),
        ("tous les jours", WEEK),
        ("quotidien", WEEK),
        ("lun-sam", "mo tu we th fr sa"),
        ("lun.-ven.", "mo tu we th fr"),
        ("Lundi à vendredi", "mo tu we th fr"),
        ("du lundi au vendredi", "mo tu we th fr"),
        ("L M Me J V", "mo tu we th fr"),
        ("LMMJV", "mo tu we th fr"),
        ("L, M, M, J, V", "mo tu we th fr"),
        ("lundi, mercredi et vendredi", "mo we fr"),
        ("sauf dimanche", "mo tu we th fr sa"),
        ("7j/7 sauf mercredi", "mo tu th fr sa su"),
        ("du lundi au vendredi sauf jeudi", "mo tu we fr"),
        ("week-end", "sa su"),
        ("le week end", "sa su"),
        ("en semaine", "mo tu we th fr"),
        ("ven-lun", "mo fr sa su"),
        ("mar/jeu", "tu th"),
        ("samedi et jours fériés", "sa ho"),
        ("les mardis", "tu"),
        ("", ""),
    ],
)
def test_habits(text: str, codes: str) -> None:
    assert days.read(text) == days.Days(codes.split(), "")


def test_words_not_understood_are_given_back() -> None:
    assert days.read("lun, mer selon la saison").unread


@given(st.text())
def test_any_text_gives_known_days(text: str) -> None:
    assert set(days.read(text).codes) <= {*WEEK.split(), "ho"}
