"""Two sources that overlap and people who edit, in any order: nothing people said is lost or asked twice."""

import tempfile
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import Session, col, select

from core import chain, journal
from core.runtime import open_runtime
from directory import editing, shapes
from directory.entries import Entry
from directory.identifiers import Identifier
from directory.kinds import EntryStatus
from directory.provenance import clashes, suppression
from directory.provenance.clashes import OpenClash, Side
from importers import run as runner
from importers.facts import EVERYWHERE, Area
from importers.report import Report
from tests import cast
from tests.databases import Databases
from tests.importers import paper

SOURCES = st.sampled_from(["rpps", "table"])
PERSONS = "1"
PEOPLE = st.sampled_from(PERSONS)
PLACES = st.sampled_from(["49", "37"])
AREAS = st.sampled_from(
    [EVERYWHERE, Area(frozenset({"49"})), Area(frozenset({"37"})), Area(frozenset({"49", "37"}))]
)
THEIRS = st.fixed_dictionaries(
    {"description": st.sampled_from(["a", "b", "c"])},
    optional={
        "roles.k.mode": st.sampled_from(["L", "S"]),
        "specialties": st.lists(st.sampled_from(["SM26", "SM54"]), min_size=1, unique=True).map(sorted),
    },
)
OURS = {"description": ["mine", "ours"], "specialties": ["SM05", "SM02"]}


class Machine(RuleBasedStateMachine):
    """`papers` are the files as they lie there; `corrected`, `refused`… are what people said."""

    databases: Databases

    def __init__(self) -> None:
        super().__init__()
        self.runtime = open_runtime(self.databases.copy(), cast.SteppingClock())
        self.folder = tempfile.TemporaryDirectory()
        self.papers: dict[str, dict[str, dict[str, Any]]] = {"rpps": {}, "table": {}}
        self.corrected: dict[tuple[str, str], str] = {}
        self.added: set[tuple[str, ...]] = set()  # person, code
        self.removed: set[tuple[str, ...]] = set()
        self.refused: set[tuple[str, ...]] = set()  # person, path, source, statement
        self.suppressed: dict[str, UUID] = {}
        self.retired: set[str] = set()

    def teardown(self) -> None:
        with self.runtime.read() as session:
            assert chain.verify(session).whole
        self.runtime.close()
        self.databases.drop(self.runtime.engine.url)
        self.folder.cleanup()

    # What happens

    @initialize(said=st.lists(THEIRS, min_size=2, max_size=2))
    def both_sources_name_everybody(self, said: list[dict[str, Any]]) -> None:
        for place, (source, person) in zip(said, product(self.papers, PERSONS), strict=True):
            self.papers[source][person] = _line(person, "49", place)
        for source in self.papers:
            self.run(source, EVERYWHERE)

    @rule(source=SOURCES, person=PEOPLE, place=PLACES, said=THEIRS, area=AREAS)
    def a_source_says(self, source: str, person: str, place: str, said: dict[str, Any], area: Area) -> None:
        self.papers[source][person] = _line(person, place, said)
        self.run(source, area)

    @rule(sources=st.sampled_from([["rpps"], ["table"], ["rpps", "table"]]), person=PEOPLE, area=AREAS)
    def sources_drop_somebody(self, sources: list[str], person: str, area: Area) -> None:
        for source in sources:
            self.papers[source].pop(person, None)
            self.run(source, area)

    @precondition(lambda self: self.refused)
    @rule(other=st.sampled_from(["a", "b", "c"]))
    def a_source_insists(self, other: str) -> None:
        person, path, source, statement = sorted(self.refused)[0]
        for value in (other, statement):
            self.papers[source][person] = _line(person, "49", {path: value})
            self.run(source, EVERYWHERE)

    @rule(source=SOURCES, area=AREAS)
    def the_same_is_imported_twice(self, source: str, area: Area) -> None:
        dry = self.run(source, area, dry_run=True)
        assert dry.counters() == self.run(source, area).counters()
        before = self.head()

        again = self.run(source, area)

        assert (again.added, again.changed, again.withdrawn, again.clashes) == (0, 0, 0, 0)
        assert self.head() == before

    @rule(person=PEOPLE, value=st.sampled_from(OURS["description"]))
    def a_person_corrects(self, person: str, value: str) -> None:
        if self.edit(person, {"description": value}):
            self.corrected[person, "description"] = value

    @rule(person=PEOPLE, code=st.sampled_from(OURS["specialties"]))
    def a_person_adds_a_code(self, person: str, code: str) -> None:
        held = self.fields(person).get("specialties", [])
        if self.edit(person, {"specialties": sorted({*held, code})}):
            self.added.add((person, code))

    @rule(person=PEOPLE, code=st.sampled_from(["SM26", "SM54"]))
    def a_person_removes_a_code(self, person: str, code: str) -> None:
        held = self.fields(person).get("specialties", [])
        if code in held and self.edit(person, {"specialties": [each for each in held if each != code]}):
            self.removed.add((person, code))

    @rule(person=PEOPLE)
    def a_person_lists_somebody(self, person: str) -> None:
        if person in self.suppressed or self.entry(person) is not None:
            return
        fields = {"family_name": "Mine", "identifiers": [f"rpps:{person}"], "description": "mine"}
        with self.runtime.write() as session:
            editing.add(session, cast.SECRETARY, "practitioner", fields)
        self.corrected[person, "description"] = "mine"

    @rule(person=PEOPLE)
    def a_person_retires(self, person: str) -> None:
        entry = self.entry(person)
        if entry is not None and entry.status == EntryStatus.ACTIVE:
            with self.runtime.write() as session:
                editing.retire(session, cast.SECRETARY, entry.uid, seen_version=entry.version)
            self.retired.add(person)

    @precondition(lambda self: self.retired)
    @rule()
    def a_person_restores(self) -> None:
        person = sorted(self.retired)[0]
        entry = self.entry(person)
        if entry is not None:
            with self.runtime.write() as session:
                editing.restore(session, cast.SECRETARY, entry.uid, seen_version=entry.version)
        self.retired.discard(person)

    @rule(take=st.sampled_from(["ours", "theirs"]))
    def a_person_settles(self, take: Side) -> None:
        waiting = self.open_clashes()
        if not waiting:
            return
        clash, person = waiting[0]
        with self.runtime.write() as session:
            clashes.settle(session, cast.SECRETARY, clash.id, take=take)
        if take == "ours":
            self.refused.add((person, clash.path, clash.source, clash.theirs))
        else:
            self.corrected.pop((person, clash.path), None)
            assert self.fields(person)[clash.path] == clash.theirs

    @rule(person=PEOPLE)
    def somebody_objects(self, person: str) -> None:
        entry = self.entry(person)
        if entry is None:
            return
        with self.runtime.write() as session:
            suppression.suppress(session, cast.OWNER, entry.uid)
        self.suppressed[person] = entry.uid
        self.retired.discard(person)
        self.corrected = {name: value for name, value in self.corrected.items() if name[0] != person}
        for kept in (self.added, self.removed, self.refused):
            kept -= {name for name in kept if name[0] == person}

    @precondition(lambda self: self.suppressed)
    @rule()
    def the_objection_is_lifted(self) -> None:
        _, uid = self.suppressed.popitem()
        with self.runtime.write() as session:
            suppression.lift(session, cast.OWNER, uid)

    # What must hold

    @invariant()
    def what_people_said_holds(self) -> None:
        with self.runtime.read() as session:
            listed = {person: entry for person in PERSONS if (entry := _entry(session, person)) is not None}
            numbers = [entry.id for entry in listed.values()]
            fields = shapes.read_fields(session, "practitioner", numbers)
            refs = session.exec(select(Identifier.ref)).all()
        said = {person: fields[entry.id] for person, entry in listed.items()}
        for (person, path), value in self.corrected.items():
            assert said[person].get(path) == value
        assert all(code in said[person]["specialties"] for person, code in self.added)
        assert not any(code in said[person].get("specialties", []) for person, code in self.removed)
        assert not self.suppressed.keys() & listed.keys()
        assert all(listed[person].status == EntryStatus.RETIRED for person in self.retired)
        assert len(refs) == len(set(refs))

    @invariant()
    def no_clash_waits_twice_or_comes_back(self) -> None:
        waiting = [(person, clash.path, clash.source) for clash, person in self.open_clashes()]
        assert len(waiting) == len(set(waiting))
        statements = {
            (person, clash.path, clash.source, clash.theirs) for clash, person in self.open_clashes()
        }
        assert not statements & self.refused

    # How

    def run(self, source: str, area: Area, **wishes: Any) -> Report:
        path = paper.write(Path(self.folder.name), source, self.papers[source].values())
        return runner.run(
            self.runtime, cast.SECRETARY, source, [path], area=area, accept_fewer=True, **wishes
        )

    def edit(self, person: str, changes: dict[str, Any]) -> bool:
        entry = self.entry(person)
        if entry is None:
            return False
        with self.runtime.write() as session:
            editing.edit(session, cast.SECRETARY, entry.uid, changes, seen_version=entry.version)
        return True

    def entry(self, person: str) -> Entry | None:
        with self.runtime.read() as session:
            return _entry(session, person)

    def fields(self, person: str) -> dict[str, Any]:
        with self.runtime.read() as session:
            entry = _entry(session, person)
            return shapes.read_fields(session, entry.kind, [entry.id])[entry.id] if entry else {}

    def open_clashes(self) -> list[tuple[OpenClash, str]]:
        with self.runtime.read() as session:
            waiting = clashes.open_ones(session, cast.SECRETARY)
            uids = {entry.uid: person for person in PERSONS if (entry := _entry(session, person)) is not None}
        return [(clash, uids[clash.uid]) for clash in waiting]

    def head(self) -> int:
        with self.runtime.read() as session:
            return journal.head(session).seq


def _line(person: str, place: str, said: dict[str, Any]) -> dict[str, Any]:
    own = {"family_name": f"N{person}", "identifiers": [f"rpps:{person}"]}
    return paper.person(person, place) | {"fields": own | said}


def _entry(session: Session, person: str) -> Entry | None:
    holding = select(Entry).join(Identifier).where(col(Identifier.ref) == f"rpps:{person}")
    return session.exec(holding).first()


def test_merge_machine(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "SOURCES", paper.SOURCES)
    chosen = type("ChosenMachine", (Machine,), {"databases": databases})

    run_state_machine_as_test(
        chosen,
        settings=settings(
            max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
