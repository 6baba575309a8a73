"""What becomes of an entry that its source no longer names."""

from accounts.permissions import Actor
from directory import editing
from importers.facts import Area
from tests.importers.desk import Desk
from tests.importers.paper import person


def test_an_entry_nobody_names_any_more_leaves_and_is_queued(desk: Desk) -> None:
    desk.take([person("1"), person("2")])

    report = desk.take([person("2")])

    assert (report.withdrawn, report.unchanged) == (1, 1)
    assert desk.entry("rpps:1").status == "withdrawn"
    assert desk.reviews() == [("withdrawn", "Name 1")]


def test_it_comes_back_when_the_source_names_it_again(desk: Desk) -> None:
    desk.take([person("1"), person("2")])
    desk.take([person("2")])

    report = desk.take([person("1"), person("2")])

    assert report.changed == 1
    assert (desk.entry("rpps:1").status, desk.reviews()) == ("active", [])


def test_an_entry_another_source_names_stays(desk: Desk) -> None:
    desk.take([person("1", profession="60"), person("2")])
    desk.take([person("1", description="table")], "table")

    report = desk.take([person("2")])

    assert (report.withdrawn, report.changed) == (0, 1)
    assert "profession" not in desk.fields("rpps:1")


def test_what_only_completes_does_not_keep_an_entry(desk: Desk) -> None:
    desk.take([person("1"), person("2")])
    desk.take([person("1", description="x") | {"attach": True}], "mssante")

    assert desk.take([person("2")]).withdrawn == 1


def test_an_entry_outside_the_area_is_left_alone(desk: Desk) -> None:
    desk.take([person("1", "49"), person("2", "37")])

    report = desk.take([person("1", "49")], area=Area(frozenset({"49"})))

    assert report.withdrawn == 0


def test_an_entry_missing_from_every_area_that_named_it_leaves(desk: Desk) -> None:
    both, one = Area(frozenset({"49", "37"})), Area(frozenset({"49"}))
    desk.take([person("1", "49"), person("2", "49")], area=both)
    desk.take([person("2", "49")], area=one)
    assert desk.entry("rpps:1").status == "active"

    desk.take([person("2", "49")], area=both)

    assert desk.entry("rpps:1").status == "withdrawn"


def test_an_entry_a_person_added_stays_and_is_queued(desk: Desk, secretary: Actor) -> None:
    with desk.runtime.write() as session:
        fields = {"family_name": "Ajoutée", "identifiers": ["rpps:1"], "description": "by hand"}
        editing.add(session, secretary, "practitioner", fields)
    desk.take([person("1", profession="60"), person("2")])
    assert desk.fields("rpps:1")["description"] == "by hand"

    report = desk.take([person("2")])

    assert report.withdrawn == 0
    assert desk.reviews() == [("kept", "Ajoutée")]


def test_an_entry_checked_since_the_last_import_stays_and_is_queued(desk: Desk, secretary: Actor) -> None:
    desk.take([person("1"), person("2")])
    with desk.runtime.write() as session:
        editing.verify(session, secretary, desk.entry("rpps:1").uid, seen_version=1)

    assert desk.take([person("2")]).withdrawn == 0
    assert desk.reviews() == [("kept", "Name 1")]


def test_a_retired_entry_stays_out_although_sources_name_it(desk: Desk, secretary: Actor) -> None:
    desk.take([person("1")])
    with desk.runtime.write() as session:
        editing.retire(session, secretary, desk.entry("rpps:1").uid, seen_version=1)

    desk.take([person("1", profession="60")])

    assert desk.entry("rpps:1").status == "retired"
