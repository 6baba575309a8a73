"""Postcodes, however they are written, beside telephones, départements and register numbers."""

import pytest

from tests.directory.search.asked import asked, fields, words


@pytest.mark.parametrize("said", ["49 350", "49-350", "CP 49350", "code postal 49350", "cp 49 350"])
def test_a_postcode_however_it_is_written(said: str) -> None:
    understood = asked(f"infirmier {said}")

    assert [chip.key for chip in understood.chips if chip.field == "postcode"] == ["postcode:49350"]
    assert not understood.words


@pytest.mark.parametrize("said", ["près de 49 350", "autour de 49350"])
def test_around_a_postcode(said: str) -> None:
    understood = asked(f"infirmier {said}")

    assert fields(f"infirmier {said}") == ["profession", "near"]
    assert not understood.words


@pytest.mark.parametrize("said", ["01 000", "01-000", "01000"])
def test_a_postcode_that_begins_like_a_telephone(said: str) -> None:
    assert fields(f"infirmier {said}") == ["profession", "postcode"]


def test_cp_before_a_town_is_a_word() -> None:
    assert words(asked("orthophoniste cp saumur")) == ["cp"]


def test_a_number_after_a_departement_is_no_postcode() -> None:
    assert fields("49 999") == ["departement"]


def test_postcodes_side_by_side_are_no_register_number() -> None:
    assert fields("49400 49350") == ["postcode", "postcode"]


def test_a_postcode_stands_where_it_has_most_people() -> None:
    """Gennes-Val-de-Loire is larger than Longué, but has three postcodes."""
    assert [near.code for text in ("49160", "49350") if (near := asked(f"autour de {text}").near)] == [
        "49180", "49261",
    ]  # fmt: skip


def test_two_ways_to_say_one_thing_are_one_filter() -> None:
    assert fields("jardinage bricolage") == ["service_type"]
