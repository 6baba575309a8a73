"""Places left as people say it, and ticked answers."""

import pytest

from importers.habits import answers, availability


@pytest.mark.parametrize(
    ("text", "state", "places"),
    [
        ("complet", "full", None),
        ("Complète", "full", None),
        ("plus de place", "full", None),
        ("0 place", "full", 0),
        ("liste d'attente", "waiting", None),
        ("places disponibles", "open", None),
        ("3 places", "open", 3),
        ("oui", "open", None),
        ("non", "full", None),
        ("dispo", "open", None),
        ("nous consulter", "unknown", None),
        ("quelque chose", None, None),
    ],
)
def test_states(text: str, state: str | None, places: int | None) -> None:
    found = availability.read(text, None)

    assert (found.state, found.places) == (state, places)


def test_full_until_a_month() -> None:
    found = availability.read("complet jusqu'en mars", "2026-11-05")

    assert found == availability.Availability("full", None, "2027-03-31", "complet jusqu'en mars")


@pytest.mark.parametrize(
    ("text", "answer"),
    [("oui", True), ("O", True), ("x", True), ("✓", True), ("Non", False), ("n", False), ("peut-être", None)],
)
def test_answers(text: str, answer: bool | None) -> None:
    assert answers.read(text) is answer
