"""Corrections of people over what sources say, without a database."""

from hypothesis import given

from directory.fields import Fields
from directory.provenance.overlay import noted, overlay, without_agreed
from tests.directory.provenance.said import FIELDS, tidied


@given(resolved=FIELDS, first=FIELDS, second=FIELDS)
def test_what_a_person_wrote_is_what_is_seen(resolved: Fields, first: Fields, second: Fields) -> None:
    corrections = noted({}, resolved, first, resolved)
    assert tidied(overlay(resolved, corrections)) == first

    corrections = noted(corrections, first, second, resolved)
    assert tidied(overlay(resolved, corrections)) == second


@given(resolved=FIELDS, written=FIELDS)
def test_writing_what_the_sources_say_leaves_no_correction(resolved: Fields, written: Fields) -> None:
    corrections = noted({}, resolved, written, resolved)

    assert noted(corrections, written, resolved, resolved) == {}


@given(resolved=FIELDS, written=FIELDS)
def test_dropping_what_agrees_changes_nothing_seen(resolved: Fields, written: Fields) -> None:
    corrections = noted({}, {}, written, {})

    kept = without_agreed(corrections, resolved)

    assert tidied(overlay(resolved, kept)) == tidied(overlay(resolved, corrections))


def test_a_role_disappears_with_its_source_although_a_field_was_corrected() -> None:
    resolved = {"name": "a", "roles.k1.mode": "L", "roles.k1.sector": "SA07"}
    corrections = noted({}, resolved, resolved | {"roles.k1.mode": "S"}, resolved)

    assert overlay({"name": "a"}, corrections) == {"name": "a"}


def test_a_corrected_role_that_comes_back_comes_back_corrected() -> None:
    resolved = {"roles.k1.mode": "L"}
    corrections = noted({}, resolved, {"roles.k1.mode": "S"}, resolved)

    overlay({}, corrections)

    assert overlay(resolved, corrections) == {"roles.k1.mode": "S"}


def test_a_role_a_person_added_stays_although_the_source_dropped_its_own() -> None:
    resolved = {"roles.k1.mode": "L"}
    corrections = noted({}, resolved, resolved | {"roles.mine.mode": "S"}, resolved)

    assert overlay({}, corrections) == {"roles.mine.mode": "S"}


def test_a_role_a_person_removed_stays_out() -> None:
    resolved = {"roles.k1.mode": "L"}
    corrections = noted({}, resolved, {}, resolved)

    assert overlay({"roles.k1.mode": "S"}, corrections) == {}


def test_a_code_a_person_removed_stays_out_and_others_follow_the_source() -> None:
    corrections = noted({}, {"diets": ["x", "y"]}, {"diets": ["x"]}, {"diets": ["x", "y"]})

    assert overlay({"diets": ["y", "z"]}, corrections) == {"diets": ["z"]}
