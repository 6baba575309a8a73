"""The words before a place that only say what sort of place it is."""

import pytest

from tests.directory.search.asked import asked, chip, fields, words


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("vers la ville de saumur", "Saumur (49)"),
        ("autour de la ville de doué", "Doué-en-Anjou (49)"),
        ("proche du bourg de gennes", "Gennes (Gennes-Val-de-Loire)"),
        ("près de la commune de saumur", "Saumur (49)"),
        ("près du CP 49350", "49350"),
        ("autour du code postal 49350", "49350"),
        ("autour de Bourg en Bresse", "Bourg-en-Bresse (01)"),
        ("autour du bourg d'iré", "Le Bourg-d'Iré (Segré-en-Anjou Bleu)"),
    ],
)
def test_around_a_town_whose_sort_is_said(text: str, label: str) -> None:
    near = chip(f"infirmier {text}", "near")

    assert near.label in (f"Autour de {label}", f"Around {label}")
    assert words(asked(f"infirmier {text}")) == []


@pytest.mark.parametrize("sort", ["ville de", "la commune de", "bourg de", "ville"])
def test_a_town_whose_sort_is_said_is_that_town(sort: str) -> None:
    assert fields(f"infirmier {sort} saumur") == ["profession", "commune"]
    assert words(asked(f"infirmier {sort} saumur")) == []


def test_a_departement_is_told_by_its_sort() -> None:
    assert fields("kiné département de la vienne") == ["profession", "departement"]
    assert words(asked("kiné département de la vienne")) == []


def test_a_sort_without_a_place_is_a_word() -> None:
    assert words(asked("hôtel de ville")) == ["hôtel", "ville"]
