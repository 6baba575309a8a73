"""Areas served as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.habits import areas
from importers.habits.areas import Around

SAUMUR, THOUARS = "49328", "79329"


def codes(text: str, commune: str | None = SAUMUR) -> list[str]:
    found = areas.read(text, Around(commune))
    assert found.unread == []
    return [f"{area['rule']}:{area['code']}" for area in found.areas]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saumur", ["commune:49328"]),
        ("Saumur, Distré et Varrains", ["commune:49328", "commune:49123", "commune:49362"]),
        ("saumur / distre", ["commune:49328", "commune:49123"]),
        ("Saumur ; Distré | Varrains", ["commune:49328", "commune:49123", "commune:49362"]),
        ("St Georges/Loire", ["commune:49283"]),
        ("tout le 49", ["departement:49"]),
        ("Gennes, Distré et environs", ["former:d49149", "commune:49123"]),
        ("Saumur\nDistré", ["commune:49328", "commune:49123"]),
        ("St Clément des Levées", ["commune:49272"]),
        ("Gennes", ["former:d49149"]),
        ("Gennes (49350)", ["former:d49149"]),
        ("commune de Doué-la-Fontaine", ["former:d49125"]),
        ("Bagneux", ["former:d49016"]),
        ("49400, 49260", ["postcode:49400", "postcode:49260"]),
        ("37031, 37228", ["commune:37031", "commune:37228"]),
        ("49", ["departement:49"]),
        ("Maine-et-Loire ; 37", ["departement:49", "departement:37"]),
        ("tout le département", ["departement:49"]),
        ("CA Saumur Val de Loire", ["epci:200071876"]),
        ("toute la CC du Thouarsais", ["epci:247900798"]),
        ("CC Chinon, Vienne et Loire, Bourgueil", ["epci:200043081", "commune:37031"]),
    ],
)
def test_habits(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_homonyms_are_settled_by_what_is_near() -> None:
    assert codes("Argenton-l'Église", THOUARS) == ["former:d79014"]
    assert codes("Saint-Germain-sur-Vienne", "37072") == ["commune:37220"]


def test_a_homonym_that_nothing_settles_is_given_back() -> None:
    assert areas.read("Saint-Sauveur", Around(None)).unread == ["Saint-Sauveur"]


def test_surroundings_are_told_to_be_the_town_alone() -> None:
    found = areas.read("Gennes, Distré et ses environs", Around(SAUMUR))

    assert found.guessed == [("Distré et ses environs", "Distré")]


def test_a_canton_is_given_back() -> None:
    assert areas.read("canton de Doué", Around(SAUMUR)).unread == ["canton de Doué"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Montreuil Belay", "Montreuil-Bellay (49)"),
        ("Les Rosiers", "Les Rosiers-sur-Loire (49)"),
        ("Doué", "Doué-en-Anjou (49)"),
        ("Dampierre", "Dampierre-sur-Loire (49)"),
        ("Agglo de Saumur", "CA Saumur Val de Loire"),
        ("Saumur Agglo", "CA Saumur Val de Loire"),
        ("Bayeux", "Bayeux (14)"),
    ],
)
def test_a_near_miss_is_read_and_told(text: str, name: str) -> None:
    found = areas.read(text, Around(SAUMUR))

    assert (found.guessed, [area["label"] for area in found.areas]) == (
        [(text, name)],
        [name.partition(" (")[0]],
    )


@given(st.text(max_size=60))
def test_any_text_is_read_or_given_back(text: str) -> None:
    for area in areas.read(text, Around(SAUMUR)).areas:
        assert {"rule", "code", "label"} == set(area)
