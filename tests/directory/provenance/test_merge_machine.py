"""Sources, edits and settlements in any order, on one entry and without a database, thousands of times."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from directory import shapes
from directory.kinds import EntryStatus
from directory.provenance import records, standing
from directory.provenance.contradictions import ClashState, Held, answered
from directory.provenance.overlay import noted, overlay
from directory.provenance.records import Stored
from directory.provenance.resolve import resolve
from directory.provenance.standing import Standing
from tests.directory.provenance.said import FIELDS, tidied

AT = datetime(2026, 11, 20, tzinfo=UTC)
SOURCES = ("table", "finess-plus", "rpps")
WHOLE = ("name", "hours", "roles.k1.mode", "roles.k2.mode", "roles.k2.sector")


class Machine(RuleBasedStateMachine):
    """`seen` are the fields that people see, as the merges changed them step by step."""

    def __init__(self) -> None:
        super().__init__()
        row = shapes.row_of("practitioner", {}, number=1, uid=UUID(int=1), at=AT)
        self.entry = Standing(row, {}, {}, {})
        self.hours = 0
        self.seen: dict[str, Any] = {}
        self.mine: dict[str, Any] = {}  # what a person wrote of a field that merges whole
        self.refused: set[tuple[str, str, str]] = set()

    @rule(number=st.integers(0, 2), said=FIELDS)
    def a_source_says(self, number: int, said: dict[str, Any]) -> None:
        record = Stored(number, SOURCES[number], "1", 1, b"", said, ("all",), False, False, self.time())
        self.entry.now = self.entry.before | {number: record}
        self.merge()

    @rule(number=st.integers(0, 2))
    def a_source_falls_silent(self, number: int) -> None:
        old = self.entry.before.get(number)
        if old is not None and not old.withdrawn:
            self.entry.now = self.entry.before | {number: old._replace(withdrawn=True, said_at=self.time())}
            seen = self.seen
            self.merge()
            if self.entry.row.status == EntryStatus.WITHDRAWN:
                assert self.seen == seen

    @rule()
    def the_same_is_imported_again(self) -> None:
        self.entry.now = dict(self.entry.before)
        decision = standing.decide(self.entry, AT, None)

        assert (decision.verb, decision.changes, decision.clashes) == (None, {}, [])

    @rule(written=FIELDS)
    def a_person_edits(self, written: dict[str, Any]) -> None:
        if not self.entry.before:
            return
        theirs = self.resolved()
        self.entry.held = noted(self.entry.held, self.seen, written, theirs)
        self.keep(answered(self.entry.clashes, self.entry.held, AT, None))
        assert tidied(overlay(theirs, self.entry.held)) == written
        self.seen = overlay(theirs, self.entry.held)
        parts = {path for path in self.seen if path.startswith("roles.")}
        self.mine = {
            path: self.seen.get(path)
            for path in WHOLE
            if (path, "") in self.entry.held and (path in parts or not path.startswith("roles."))
        }

    @precondition(lambda self: self.open())
    @rule(ours=st.booleans())
    def a_person_settles(self, ours: bool) -> None:
        clash = self.open()[0]
        if ours:
            refused = (*clash.refused, clash.theirs)
            self.keep([replace(clash, state=ClashState.OURS, refused=refused)])
            self.refused.add((clash.path, clash.source, repr(clash.theirs)))
            return
        self.keep([replace(clash, state=ClashState.THEIRS)])
        self.entry.held = {name: value for name, value in self.entry.held.items() if name != (clash.path, "")}
        self.mine.pop(clash.path, None)
        self.seen = overlay(self.resolved(), self.entry.held)
        assert self.seen[clash.path] == clash.theirs

    @invariant()
    def what_a_person_wrote_is_seen(self) -> None:
        live = {path.rpartition(".")[0] for path in self.seen if path.startswith("roles.")}
        for path, value in self.mine.items():
            if not path.startswith("roles.") or path.rpartition(".")[0] in live:
                assert self.seen.get(path) == value

    @invariant()
    def no_refused_statement_waits_again(self) -> None:
        waiting = {(clash.path, clash.source, repr(clash.theirs)) for clash in self.open()}
        assert not waiting & self.refused

    @invariant()
    def what_waits_is_what_the_source_says_against_a_correction(self) -> None:
        theirs = self.resolved()
        for clash in self.open():
            assert theirs.get(clash.path) == clash.theirs != clash.ours
            assert self.entry.held[clash.path, ""] == clash.ours

    @invariant()
    def what_nobody_corrected_is_what_the_sources_say(self) -> None:
        if not self.entry.held:
            assert self.seen == self.resolved()

    @invariant()
    def it_is_listed_exactly_while_a_source_names_it(self) -> None:
        if self.entry.before:
            named = any(map(records.vouches, self.entry.before.values()))
            assert (self.entry.row.status == EntryStatus.ACTIVE) == named

    def time(self) -> datetime:
        """Later at each call."""
        self.hours += 1
        return AT + timedelta(hours=self.hours)

    def merge(self) -> None:
        """What an import does, and what it wrote down leads from the old fields to the new."""
        decision = standing.decide(self.entry, AT, None)
        changed = {path: after for path, (_, after) in decision.changes.items() if path != "status"}
        seen = {path: value for path, value in (self.seen | changed).items() if value is not None}
        assert seen == decision.fields
        self.seen = seen
        self.keep(decision.clashes)
        self.entry.before, self.entry.row = dict(self.entry.now), decision.row

    def keep(self, clashes: list[Held]) -> None:
        held = {(clash.path, clash.source): replace(clash, id=1) for clash in clashes}
        self.entry.clashes = {**self.entry.clashes, **held}

    def resolved(self) -> dict[str, Any]:
        return resolve(records.statements(self.entry.before.values()))

    def open(self) -> list[Held]:
        return [clash for clash in self.entry.clashes.values() if clash.state == ClashState.OPEN]


TestMergeMachine = Machine.TestCase
TestMergeMachine.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
