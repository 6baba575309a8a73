"""Prices as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.habits import prices


@pytest.mark.parametrize(
    ("text", "cents", "unit"),
    [
        ("6,96 €", 696, None),
        ("9.20€/repas", 920, "meal"),
        ("22 €/h", 2200, "hour"),
        ("1 950 €/mois", 195000, "month"),
        ("24,58 € de l'heure", 2458, "hour"),
        ("15 euros la demi-journée", 1500, "half_day"),
        ("6€50", 650, None),
        ("0,40 € / km", 40, "kilometre"),
        ("gratuit", 0, None),
        ("8,5", 850, None),
    ],
)
def test_habits(text: str, cents: int, unit: str | None) -> None:
    (cost,) = prices.read(text).costs

    assert (cost["cents"], cost.get("unit")) == (cents, unit)


def test_a_condition_in_the_cell() -> None:
    assert prices.read("9,80 € (livraison incluse)").costs == [
        {"cents": 980, "condition": "livraison incluse"}
    ]


def test_several_prices_with_the_usual_unit() -> None:
    assert prices.read("6,20 € ; 7,60 €", "meal").costs == [
        {"cents": 620, "unit": "meal"},
        {"cents": 760, "unit": "meal"},
    ]


def test_a_condition_goes_with_the_amount_it_names() -> None:
    costs = prices.with_conditions(prices.read("26,80 €/h ; 21,50 €/h").costs, "21,50 € en mandataire ; APA")

    assert [cost["condition"] for cost in costs] == ["APA", "en mandataire, APA"]


def test_on_quotation() -> None:
    assert prices.read("sur devis").costs == [{"option": "sur devis"}]


def test_words_without_an_amount_are_given_back() -> None:
    assert prices.read("selon les ressources") == prices.Prices([], "selon les ressources")


@given(st.text())
def test_any_text_is_read_or_given_back(text: str) -> None:
    assert all(cost.get("cents", 0) >= 0 for cost in prices.read(text).costs)
