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
        ("4,50 € le trajet", 450, "trip"),
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


@pytest.mark.parametrize(
    ("text", "costs"),
    [
        ("de 8 à 12 €", [(800, None), (1200, None)]),
        ("entre 8,50 € et 10 €", [(850, None), (1000, None)]),
        ("8-12 €", [(800, None), (1200, None)]),
        ("8 €/repas + 2 € livraison", [(800, "+ 2 € livraison")]),
        ("8 € ; livraison 2 €", [(800, "livraison 2 €")]),
        ("6,96 € /repas (hors livraison 1,50 €)", [(696, "hors livraison 1,50 €")]),
        ("Repas : 7,80 € Livraison : 2 €", [(780, "Repas, Livraison : 2 €")]),
        ("8 € (midi) / 3,50 € (soir)", [(800, "midi"), (350, "soir")]),
        ("8 € sans livraison, 10 € avec livraison", [(800, "sans livraison"), (1000, "avec livraison")]),
        ("6,96 € TTC/repas", [(696, None)]),
        ("€ 8,50", [(850, None)]),
        ("à partir de 7 €", [(700, "à partir de")]),
    ],
)
def test_ranges_supplements_and_labels(text: str, costs: list[tuple[int, str | None]]) -> None:
    found = prices.read(text).costs

    assert [(cost["cents"], cost.get("condition")) for cost in found] == costs


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
