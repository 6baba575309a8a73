"""What becomes of a field when sources change their words: the merge, without a database."""

from typing import Any

from hypothesis import given

from directory.fields import Fields
from directory.provenance.merge import Contradiction, merge
from directory.provenance.overlay import noted, overlay
from directory.provenance.resolve import Said, resolve
from tests.directory.provenance.said import FIELDS, tidied

RESOLVED = {"name": "Portage des Rives", "conditions": "old"}


def rpps(**fields: Any) -> list[Said]:
    return [Said("rpps", "1", fields)]


@given(before=FIELDS, now=FIELDS)
def test_without_a_correction_the_entry_follows_the_source(before: Fields, now: Fields) -> None:
    merged = merge([Said("rpps", "1", before)], [Said("rpps", "1", now)], {})

    assert tidied(merged.fields) == now
    assert merged.contradictions == ()


@given(said=FIELDS, written=FIELDS)
def test_the_same_statements_again_change_nothing(said: Fields, written: Fields) -> None:
    statements = [Said("rpps", "1", said)]
    corrections = noted({}, said, written, said)

    merged = merge(statements, statements, corrections)

    assert merged.changes == {}
    assert merged.contradictions == ()


@given(before=FIELDS, now=FIELDS, written=FIELDS)
def test_no_correction_of_a_plain_field_is_lost(before: Fields, now: Fields, written: Fields) -> None:
    corrections = noted({}, before, written, before)

    merged = merge([Said("rpps", "1", before)], [Said("rpps", "1", now)], corrections)

    for (path, element), value in corrections.items():
        if path in ("name", "hours") and not element:
            assert merged.fields.get(path) == value


@given(before=FIELDS, now=FIELDS, written=FIELDS)
def test_what_was_said_before_contradicts_nothing(before: Fields, now: Fields, written: Fields) -> None:
    corrections = noted({}, before, written, before)

    merged = merge([Said("rpps", "1", before)], [Said("rpps", "1", now)], corrections)

    for news in merged.contradictions:
        assert news.theirs != before.get(news.path)
        assert news.theirs != news.ours
        assert merged.fields.get(news.path) == news.ours


@given(one=FIELDS, other=FIELDS)
def test_the_order_of_the_records_does_not_matter(one: Fields, other: Fields) -> None:
    first, second = Said("rpps", "1", one), Said("table", "9", other)

    assert resolve([first, second]) == resolve([second, first])


@given(said=FIELDS, written=FIELDS)
def test_the_changes_lead_from_the_old_fields_to_the_new(said: Fields, written: Fields) -> None:
    merged = merge([], [Said("rpps", "1", said)], noted({}, {}, written, {}))

    before = overlay({}, noted({}, {}, written, {}))
    rebuilt = before | {path: pair[1] for path, pair in merged.changes.items()}
    assert {path: value for path, value in rebuilt.items() if value is not None} == merged.fields


def test_news_against_a_correction_is_a_contradiction() -> None:
    merged = merge(rpps(name="a"), rpps(name="b"), {("name", ""): "mine"})

    assert merged.contradictions == (Contradiction("name", "rpps", "mine", "b"),)


def test_a_source_that_falls_silent_contradicts_nobody() -> None:
    merged = merge(rpps(name="a"), rpps(), {("name", ""): "mine"})

    assert merged.fields == {"name": "mine"}
    assert merged.contradictions == ()


def test_the_next_source_speaks_when_the_first_falls_silent() -> None:
    table, silent = Said("table", "9", {"name": "t"}), Said("table", "9", {})

    merged = merge([table, *rpps(name="r")], [silent, *rpps(name="r")], {})

    assert merged.changes == {"name": ("t", "r")}


def test_the_register_decides_who_a_practitioner_is() -> None:
    statements = [Said("table", "9", {"family_name": "Dupond"}), *rpps(family_name="DUPONT")]

    assert resolve(statements) == {"family_name": "DUPONT"}


def test_news_in_a_role_a_person_removed_is_no_contradiction() -> None:
    merged = merge(rpps(**{"roles.k1.mode": "L"}), rpps(**{"roles.k1.mode": "S"}), {("roles.k1.", ""): None})

    assert merged.fields == {}
    assert merged.contradictions == ()
