"""Running an import: what is taken in, counted, refused and remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from accounts import people
from accounts.permissions import Actor
from core import chain, journal
from core.errors import Invalid, NotAllowed
from core.runtime import Runtime
from directory.provenance import imports
from importers import batches
from importers import run as runner
from importers.facts import EVERYWHERE, Area
from importers.progress import Progress
from tests.importers import paper
from tests.importers.desk import Desk
from tests.importers.paper import person


def test_new_records_become_entries(desk: Desk) -> None:
    report = desk.take([person("1", profession="60"), person("2")])

    assert (report.read, report.added, report.unchanged) == (2, 2, 0)
    assert desk.fields("rpps:1")["profession"] == "60"


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    desk.take([person("1"), person("2")])
    before = desk.head()

    report = desk.take([person("1"), person("2")])

    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)
    assert desk.head() == before


def test_a_change_is_taken_over_and_written_down(desk: Desk) -> None:
    desk.take([person("1", profession="60")])

    report = desk.take([person("1", profession="70")])

    assert report.changed == 1
    with desk.runtime.read() as session:
        entry = desk.entry("rpps:1")
        row, changes = journal.of_subject(session, entry.kind, entry.uid)[0]
        assert (row.verb, changes) == ("changed", {"profession": ("60", "70")})
        assert chain.verify(session).whole


@pytest.mark.parametrize("dry_run", [False, True])
def test_who_may_import_no_more_is_stopped_at_the_next_write(
    desk: Desk, owner: Actor, monkeypatch: pytest.MonkeyPatch, dry_run: bool
) -> None:
    monkeypatch.setattr(batches, "FIRST_SIZE", 1)
    monkeypatch.setattr(runner, "LOOKED_UP_AT_ONCE", 1)

    def put_out(progress: Progress) -> None:
        if progress.done == 1 and desk.actor.person_id:
            with desk.runtime.write() as session:
                people.deactivate(session, owner, desk.actor.person_id)

    with pytest.raises(NotAllowed, match="closed"):
        desk.take([person(str(number)) for number in range(3)], tell=put_out, dry_run=dry_run)

    with desk.runtime.read() as session:
        added = [row.verb for row in journal.after(session, 0) if row.kind == "practitioner"]
        assert added == ([] if dry_run else ["added"])


def test_an_added_entry_has_no_values_in_the_journal(desk: Desk) -> None:
    desk.take([person("1")])

    entry = desk.entry("rpps:1")
    with desk.runtime.read() as session:
        assert [
            (row.verb, changes) for row, changes in journal.of_subject(session, entry.kind, entry.uid)
        ] == [("added", None)]


def test_a_record_of_another_source_finds_the_entry_by_its_number(desk: Desk) -> None:
    desk.take([person("1")])

    report = desk.take([person("1", description="said by the table")], "table")

    assert (report.added, report.changed) == (0, 1)
    assert desk.fields("rpps:1")["description"] == "said by the table"


def test_numbers_of_two_entries_are_queued_and_never_merged(desk: Desk) -> None:
    desk.take([person("1"), person("2")])

    report = desk.take([person("1") | {"fields": {"identifiers": ["rpps:1", "rpps:2"]}}], "table")

    assert report.added == 0
    assert desk.entry("rpps:1").id != desk.entry("rpps:2").id
    assert [reason for reason, _ in desk.reviews()] == ["numbers"]


def test_what_only_completes_and_finds_nobody_is_counted(desk: Desk) -> None:
    report = desk.take([person("9") | {"attach": True}], "mssante")

    assert (report.added, report.unmatched) == (0, 1)


def test_what_only_completes_finds_the_entry_once_it_is_there(desk: Desk) -> None:
    address = {"kind": "mssante", "value": "un@medecin.mssante.fr", "visibility": "professionals"}
    line = {"key": "a", "attach": True, "fields": {"identifiers": ["rpps:1"], "contacts": [address]}}
    desk.take([line], "mssante")
    desk.take([person("1")])

    report = desk.take([line], "mssante")

    assert (report.changed, report.unmatched) == (1, 0)
    assert desk.fields("rpps:1")["contacts"] == [address]


def test_a_file_with_less_than_half_the_rows_is_refused_whole(desk: Desk) -> None:
    desk.take([person(str(number)) for number in range(5)])
    before = desk.head()

    with pytest.raises(Invalid):
        desk.take([person("0", profession="60"), person("1")])

    assert desk.head() == before


def test_fewer_rows_are_taken_when_a_person_says_so(desk: Desk) -> None:
    desk.take([person(str(number)) for number in range(5)])

    assert desk.take([person("0")], accept_fewer=True).withdrawn == 4


def test_what_is_missing_stays_when_hardly_anything_lies_in_the_area(desk: Desk) -> None:
    area = Area(frozenset({"49"}))
    desk.take([person(str(number), "49") for number in range(5)], area=area)

    report = desk.take([person(str(number), "37" if number else "49") for number in range(5)], area=area)

    assert (report.withdrawn, report.warnings) == (0, 1)


def test_a_wrong_file_among_others_stops_everything(desk: Desk) -> None:
    good = paper.write(desk.folder, "rpps", [person("1")])
    bad = desk.folder / "rpps.two"
    bad.write_text("cut", encoding="utf-8")

    with pytest.raises(Invalid):
        runner.run(desk.runtime, desk.actor, "rpps", [good, bad])

    assert desk.head() == 0


def test_refused_rows_are_told_each_time_and_lose_nothing(desk: Desk) -> None:
    desk.take([person("1", profession="60")])

    for _ in range(2):
        report = desk.take([person("1") | {"refuse": True}])
        assert (report.refused, report.withdrawn) == (1, 0)
    assert desk.fields("rpps:1")["profession"] == "60"


def test_doubts_are_told_each_time_and_change_nothing_twice(desk: Desk) -> None:
    desk.take([person("1") | {"doubt": True}])
    before = desk.head()

    report = desk.take([person("1") | {"doubt": True}])

    assert (report.warnings, report.unchanged, desk.head()) == (1, 1, before)


def test_the_second_of_two_equal_keys_is_refused(desk: Desk) -> None:
    report = desk.take([person("1"), person("1", profession="60")])

    assert (report.added, report.refused) == (1, 1)
    assert "profession" not in desk.fields("rpps:1")


def test_two_records_of_one_person_in_one_file_make_one_entry(desk: Desk) -> None:
    second = person("2", description="also")
    second["fields"]["identifiers"] = ["rpps:1"]

    report = desk.take([person("1"), second])

    assert report.added == 1
    assert desk.fields("rpps:1")["description"] == "also"


LINES = [person("1"), person("2", profession="60"), person("3") | {"refuse": True}, person("1")]


def test_a_dry_run_counts_the_same_and_writes_nothing(desk: Desk) -> None:
    desk.take([person("2"), person("4"), person("5")])
    before = desk.head()

    dry = desk.take(LINES, dry_run=True)
    assert desk.head() == before
    real = desk.take(LINES)

    assert dry.counters() == real.counters()
    assert (real.added, real.changed, real.withdrawn, real.refused) == (1, 1, 2, 2)


def test_a_cancelled_import_withdraws_nothing_and_ends_well_the_next_time(desk: Desk) -> None:
    desk.take([person("1"), person("2")])

    report = desk.take([person("2")], cancelled=lambda: True)

    assert (report.cancelled, report.withdrawn) == (True, 0)
    assert desk.take([person("2")]).withdrawn == 1


def test_a_link_is_made_when_its_target_arrives(desk: Desk) -> None:
    desk.take([person("1", roles__k__organization="finess:490000001")])
    house = {
        "key": "h",
        "kind": "organization",
        "fields": {"name": "Maison", "identifiers": ["finess:490000001"]},
    }

    desk.take([house], "finess-plus")

    uid = desk.entry("finess:490000001").uid
    assert desk.fields("rpps:1")["roles.k.organization"] == f"maillage:{uid}"


def test_a_link_to_another_record_is_made_whichever_comes_first(desk: Desk) -> None:
    service = {
        "key": "s", "kind": "service",
        "fields": {"name": "Repas", "organization": "record:table:aides:h", "identifiers": ["local:s"]},
    }  # fmt: skip
    house = {"key": "h", "kind": "organization", "fields": {"name": "Maison", "identifiers": ["local:h"]}}

    desk.take([service, house], "table-of-aides", "table")

    assert desk.fields("local:s")["organization"] == f"maillage:{desk.entry('local:h').uid}"


def test_a_link_to_a_record_of_another_file_is_made_when_it_arrives(desk: Desk) -> None:
    service = {"name": "Repas", "organization": "record:table:houses:h", "identifiers": ["local:s"]}
    house = {"name": "Maison", "identifiers": ["local:h"]}
    desk.take([{"key": "s", "kind": "service", "fields": service}], "table-of-aides", "table")

    desk.take([{"key": "h", "kind": "organization", "fields": house}], "table-of-houses", "table")

    assert desk.fields("local:s")["organization"] == f"maillage:{desk.entry('local:h').uid}"


def test_a_finished_import_is_remembered(desk: Desk) -> None:
    desk.take([person("1")])

    with desk.runtime.read() as session:
        last = imports.last(session, "rpps", EVERYWHERE.scopes())
        assert last is not None
        assert (last.rows, last.records, last.counters["added"]) == (1, 1, 1)


def test_progress_is_told(desk: Desk) -> None:
    told: list[Progress] = []

    desk.take([person("1"), person("2")], tell=told.append)

    assert [each.phase for each in told] == ["checking the files", "reading", "looking for what is missing"]
    assert (told[1].done, told[1].total) == (2, 2)


def test_the_search_index_follows_at_the_end(desk: Desk) -> None:
    heads = []

    desk.take([person("1")], catch_up=lambda: heads.append(desk.head()))

    assert heads == [1]


def test_a_member_may_not_import(runtime: Runtime, member: Actor, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        Desk(runtime, member, tmp_path).take([person("1")])


def test_the_index_follows_beside_once_very_much_is_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "LARGE", 2)
    monkeypatch.setattr(runner, "LOOKED_UP_AT_ONCE", 2)
    for size in ("FIRST_SIZE", "LEAST", "MOST"):
        monkeypatch.setattr(batches, size, 1)
    opened: list[int] = []

    @contextmanager
    def beside() -> Iterator[None]:
        opened.append(desk.head())
        yield

    desk.take([person(str(number)) for number in range(6)], beside=beside)
    desk.take([person(str(number)) for number in range(6)], beside=beside)

    assert opened == [2]
