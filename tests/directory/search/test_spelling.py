"""What a search that finds nothing, or hardly anything, is put right to."""

import pytest

from core.runtime import Runtime
from directory.search.find import find
from directory.search.results import Found, SearchRequest
from search.engine import Engine
from tests.cast import OWNER


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("portagerepas saumur", "portage repas saumur"),
        ("portagederepas saumur", "portage de repas saumur"),
        ("accueildejour chinon", "accueil de jour chinon"),
        ("montreuilbellay kiné", "montreuil bellay kiné"),
        ("rosierssurloire infirmier", "rosiers sur loire infirmier"),
        ("ortho phoniste saumur", "orthophoniste saumur"),
        ("mobil age", "mobilage"),
        ("loirevigie", "loire vigie"),
    ],
)
def test_words_joined_and_words_apart(territory: Runtime, engine: Engine, typed: str, meant: str) -> None:
    found = ask(territory, engine, typed)

    assert found.did_you_mean == meant
    assert found.total


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quinésithérapeute saumur", "kinésithérapeute saumur"),
        ("farmacie thouars", "pharmacie thouars"),
        ("fisio saumur", "physio saumur"),
        ("sicologue saumur", "psychologue saumur"),
        ("medsin doué", "médecin doué"),
        ("infirmié somur", "infirmier saumur"),
        ("infirmier monsoro", "infirmier montsoreau"),
        ("pédicure jenne", "pédicure gennes"),
        ("Saint Clement de la Plasse", "Saint-Clément-de-la-Place"),
        ("saint clemant des levés", "Saint-Clément-des-Levées"),
    ],
)
def test_what_is_written_by_ear(territory: Runtime, engine: Engine, typed: str, meant: str) -> None:
    found = ask(territory, engine, typed)

    assert found.did_you_mean == meant
    assert found.total


def test_three_letters_are_not_heard_as_something_else(territory: Runtime, engine: Engine) -> None:
    """“zau”, “sos” and the first word of Ceaux-en-Loudun sound alike."""
    assert ask(territory, engine, "zau médecin").did_you_mean is None


@pytest.mark.parametrize("text", ["portage repas saumurr", "infirmier saumurr", "ehpad saumurr"])
def test_a_place_that_only_sentences_name_is_put_right_or_proposed(
    territory: Runtime, engine: Engine, text: str
) -> None:
    assert ask(territory, engine, text).did_you_mean == text.replace("saumurr", "saumur")


def test_what_is_put_right_may_be_sought_further_away(territory: Runtime, engine: Engine) -> None:
    found = ask(territory, engine, "médecin Saint Clement de la Plasse")

    assert found.did_you_mean == "médecin Saint-Clément-de-la-Place"
    assert found.total and found.notices


@pytest.mark.parametrize("text", ["ehpad le mans", "ehpad les ponts de cé"])
def test_a_commune_elsewhere_is_not_misspelt(territory: Runtime, engine: Engine, text: str) -> None:
    found = ask(territory, engine, text)

    assert found.did_you_mean is None
    assert [chip.field for chip in found.filters] == ["service_type", "near"]


@pytest.mark.parametrize("text", ["infirmier", "kiné saumur", "lemasson eva", "portage repas gennes samedi"])
def test_what_is_found_is_not_put_right(territory: Runtime, engine: Engine, text: str) -> None:
    assert ask(territory, engine, text).did_you_mean is None


def ask(territory: Runtime, engine: Engine, text: str) -> Found:
    with territory.read() as session:
        return find(session, engine, OWNER, SearchRequest(text))
