"""`maillage opposition …`: people who objected to being listed."""

import json

import pytest

from tests.cli.conftest import Maillage

NURSE = {"family_name": "LEMOINE", "given_name": "Aurélie", "profession": "60"}


@pytest.fixture
def nurse(maillage: Maillage) -> str:
    """The identifier of a practitioner who was just added."""
    return str(maillage("entry", "add", "practitioner", "--json", reads=json.dumps(NURSE)).answer["id"])


def test_who_objects_leaves_nothing_but_a_notice(maillage: Maillage, nurse: str) -> None:
    done = maillage("opposition", "add", nurse, "--yes", "--reason", "letter of 3 March")

    assert done.code == 0
    assert maillage("search", "lemoine", "--json").answer["total"] == 0
    assert "LEMOINE" not in maillage("show", nurse).out
    assert maillage("show", nurse, "--json").answer["notice"].startswith("The person objected")


def test_nothing_is_erased_without_a_yes(maillage: Maillage, nurse: str) -> None:
    done = maillage("opposition", "add", nurse, reads="n\n")

    assert "Aurélie LEMOINE" in done.out + done.err
    assert maillage("search", "lemoine", "--json").answer["total"] == 1


def test_objections_are_listed_without_a_name(maillage: Maillage, nurse: str) -> None:
    maillage("opposition", "add", nurse, "--yes", "--reason", "letter of 3 March")

    done = maillage("opposition", "list")

    assert "letter of 3 March" in done.out
    assert "LEMOINE" not in done.out
