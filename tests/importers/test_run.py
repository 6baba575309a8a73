from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from accounts.permissions import Actor
from core import chain, journal
from core.errors import Invalid, NotAllowed
from core.runtime import Runtime
from directory import editing, shapes
from directory.entries import Entry
from directory.fields import Fields
from directory.identifiers import Identifier
from directory.provenance import clashes, imports, review, suppression
from directory.provenance.clashes import Side
from importers import run as runner
from importers.facts import EVERYWHERE, Area
from importers.progress import Progress
from importers.report import Report
from tests.importers import paper
from tests.importers.paper import person


@pytest.fixture(autouse=True)
def paper_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "SOURCES", paper.SOURCES)


class Desk:
    """Somebody who imports lists, and looks at what comes out."""

    def __init__(self, runtime: Runtime, actor: Actor, folder: Path) -> None:
        self.runtime, self.actor, self.folder = runtime, actor, folder

    def take(self, lines: paper.Lines, name: str = "rpps", source: str = "", **wishes: Any) -> Report:
        path = paper.write(self.folder, name, lines)
        return runner.run(self.runtime, self.actor, source or name.partition("-of-")[0], [path], **wishes)

    def entry(self, number: str) -> Entry:
        with self.runtime.read() as session:
            holding = select(Entry).join(Identifier).where(col(Identifier.ref) == number)
            return session.exec(holding).one()

    def fields(self, number: str) -> Fields:
        entry = self.entry(number)
        with self.runtime.read() as session:
            return shapes.read_fields(session, entry.kind, [entry.id])[entry.id]

    def edit(self, number: str, **changes: object) -> None:
        entry = self.entry(number)
        with self.runtime.write() as session:
            paths = {name.replace("__", "."): value for name, value in changes.items()}
            editing.edit(session, self.actor, entry.uid, paths, seen_version=entry.version)

    def clashes(self) -> list[tuple[str, object, object]]:
        with self.runtime.read() as session:
            return [(each.path, each.ours, each.theirs) for each in clashes.open_ones(session, self.actor)]

    def settle(self, side: Side) -> None:
        with self.runtime.write() as session:
            (clash,) = clashes.open_ones(session, self.actor)
            clashes.settle(session, self.actor, clash.id, take=side)

    def reviews(self) -> list[tuple[str, str]]:
        with self.runtime.read() as session:
            return [(each.reason, each.name) for each in review.open_ones(session, self.actor)]

    def head(self) -> int:
        with self.runtime.read() as session:
            return journal.head(session).seq


@pytest.fixture
def desk(runtime: Runtime, secretary: Actor, tmp_path: Path) -> Desk:
    return Desk(runtime, secretary, tmp_path)


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


def test_an_added_entry_has_no_values_in_the_journal(desk: Desk) -> None:
    desk.take([person("1")])

    entry = desk.entry("rpps:1")
    with desk.runtime.read() as session:
        assert [
            (row.verb, changes) for row, changes in journal.of_subject(session, entry.kind, entry.uid)
        ] == [("added", None)]


def test_a_correction_survives_the_next_import(desk: Desk) -> None:
    desk.take([person("1", description="theirs")])
    desk.edit("rpps:1", description="ours")

    report = desk.take([person("1", description="theirs", profession="60")])

    assert desk.fields("rpps:1")["description"] == "ours"
    assert (report.changed, report.clashes) == (1, 0)


def test_news_against_a_correction_clashes_once(desk: Desk) -> None:
    desk.take([person("1", description="old")])
    desk.edit("rpps:1", description="ours")

    first = desk.take([person("1", description="new")])
    again = desk.take([person("1", description="new", profession="60")])

    assert (first.clashes, again.clashes) == (1, 0)
    assert desk.clashes() == [("description", "ours", "new")]


def test_a_statement_a_person_refused_never_comes_back(desk: Desk) -> None:
    desk.take([person("1", description="old")])
    desk.edit("rpps:1", description="ours")
    desk.take([person("1", description="new")])
    desk.settle("ours")

    desk.take([person("1", description="other")])
    assert desk.clashes() == [("description", "ours", "other")]
    report = desk.take([person("1", description="new")])

    assert (report.clashes, desk.clashes()) == (0, [])
    assert desk.fields("rpps:1")["description"] == "ours"


def test_a_field_given_back_follows_the_source_again(desk: Desk) -> None:
    desk.take([person("1", description="old")])
    desk.edit("rpps:1", description="ours")
    desk.take([person("1", description="new")])

    desk.settle("theirs")
    assert desk.fields("rpps:1")["description"] == "new"
    desk.take([person("1", description="newer")])

    assert desk.fields("rpps:1")["description"] == "newer"
    assert desk.clashes() == []


def test_taking_their_word_by_hand_settles_the_clash(desk: Desk) -> None:
    desk.take([person("1", description="old")])
    desk.edit("rpps:1", description="ours")
    desk.take([person("1", description="new")])

    desk.edit("rpps:1", description="new")

    assert desk.clashes() == []


def test_codes_of_two_sources_come_together_and_a_removed_one_stays_out(desk: Desk) -> None:
    desk.take([person("1", specialties=["SM54", "SM26"])])
    desk.take([person("1", specialties=["SM05"])], "table")
    assert desk.fields("rpps:1")["specialties"] == ["SM05", "SM26", "SM54"]
    desk.edit("rpps:1", specialties=["SM05", "SM54"])

    desk.take([person("1", specialties=["SM26", "SM54"], profession="60")])

    assert desk.fields("rpps:1")["specialties"] == ["SM05", "SM54"]


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


class TestSuppression:
    def test_the_person_leaves_with_every_value(self, desk: Desk, owner: Actor) -> None:
        desk.take([person("1", profession="60", description="theirs")])
        desk.edit("rpps:1", description="ours")
        entry = desk.entry("rpps:1")

        with desk.runtime.write() as session:
            suppression.suppress(session, owner, entry.uid, reason="letter")

        with desk.runtime.read() as session:
            left = session.get(Entry, entry.id)
            assert left is not None
            assert (left.status, left.name) == ("suppressed", "")
            assert shapes.read_fields(session, "practitioner", [entry.id]) == {entry.id: {"family_name": ""}}
            kept = [changes for row, changes in journal.of_subject(session, entry.kind, entry.uid)]
            assert all(changes is None or set(changes) == {"seqs"} for changes in kept)
            assert chain.verify(session).whole

    def test_no_source_brings_the_person_back(self, desk: Desk, owner: Actor) -> None:
        desk.take([person("1"), person("2")])
        with desk.runtime.write() as session:
            suppression.suppress(session, owner, desk.entry("rpps:1").uid)

        report = desk.take([person("1", profession="60"), person("2")])
        other = desk.take([person("1")], "table")

        assert (report.suppressed, report.added, other.suppressed, other.added) == (1, 0, 1, 0)

    def test_a_name_without_a_number_is_known_too(self, desk: Desk, owner: Actor) -> None:
        known = {"profession": "60", "roles__k__commune": "49261"}
        desk.take([person("1", **known), person("2")])
        with desk.runtime.write() as session:
            suppression.suppress(session, owner, desk.entry("rpps:1").uid)

        line = person("1", **known)
        del line["fields"]["identifiers"]
        assert desk.take([line], "table").suppressed == 1

    def test_a_namesake_with_another_number_is_somebody_else(self, desk: Desk, owner: Actor) -> None:
        known = {"family_name": "Martin", "profession": "60", "roles__k__commune": "49261"}
        desk.take([person("1", **known)])
        with desk.runtime.write() as session:
            suppression.suppress(session, owner, desk.entry("rpps:1").uid)

        assert desk.take([person("3", **known)], "table").added == 1

    def test_the_person_is_listed_anew_after_the_objection_is_lifted(self, desk: Desk, owner: Actor) -> None:
        desk.take([person("1")])
        uid = desk.entry("rpps:1").uid
        with desk.runtime.write() as session:
            suppression.suppress(session, owner, uid)
        with desk.runtime.write() as session:
            suppression.lift(session, owner, uid)

        assert desk.take([person("1")]).added == 1

    def test_only_an_administrator_may(self, desk: Desk, secretary: Actor) -> None:
        desk.take([person("1")])
        uid = desk.entry("rpps:1").uid

        with desk.runtime.write() as session, pytest.raises(NotAllowed):
            suppression.suppress(session, secretary, uid)


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
