"""Statements on their way into the database, in transactions short enough to let others write in between."""

from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter

from sqlmodel import Session

from accounts.acting import Acting
from accounts.permissions import INSTANCE, Action, Actor, require
from core import clock
from core.bulk import no_collection
from core.runtime import Runtime
from directory.provenance import absence, apply, intake, records
from directory.provenance.contradictions import ClashState
from directory.provenance.intake import Numbers, Origin, Plan, Statement
from directory.provenance.records import Known
from importers.marks import Mark
from importers.report import Report
from importers.stage import Stage

AIM = 0.05  # seconds; no write transaction may take 0.2, and now and then one takes four times its share
FIRST_SIZE, LEAST, MOST = 250, 25, 2_000


class Batches:
    """Takes statements in, a transaction per batch, and learns how large a batch may be.

    A dry run decides the same on the same data, and writes nothing. Each transaction asks whether the
    person may still import; once they may not, NotAllowed leaves, and what was taken in before stays.
    """

    def __init__(self, runtime: Runtime, actor: Actor, stage: Stage, report: Report) -> None:
        self.size = FIRST_SIZE
        self.longest = 0.0  # seconds that the longest transaction took
        self.written = 0  # records, new and changed
        self._runtime = runtime
        self._actor_id = actor.person_id
        self._acting = Acting(actor)
        self._stage = stage
        self._report = report
        self._trial: Numbers | None = None
        self._dry_run = report.dry_run
        self._origin: Origin | None = None
        self._gathered: list[Statement] = []

    def take(self, origin: Origin, statements: Sequence[Statement]) -> None:
        """Decide on these statements and write what follows, as soon as there are enough for a batch."""
        if origin != self._origin:
            self.flush()
        self._origin = origin
        self._gathered += statements
        while len(self._gathered) >= self.size:
            self._take_batch(origin)

    def flush(self) -> None:
        """Take in what is left."""
        while self._gathered and self._origin is not None:
            self._take_batch(self._origin)

    def _take_batch(self, origin: Origin) -> None:
        batch, self._gathered = self._gathered[: self.size], self._gathered[self.size :]
        self._in_transaction(partial(self._take, origin=origin, statements=batch))

    def withdraw(self, origin: Origin, absent: Sequence[Known]) -> None:
        """Decide on records that were not named, and write what follows."""
        rest = list(absent)
        while rest:
            batch, rest = rest[: self.size], rest[self.size :]
            self._in_transaction(partial(self._withdraw, origin=origin, absent=batch))

    def widen(self, scopes: Sequence[tuple[int, tuple[str, ...]]]) -> None:
        """Note from which parts of the source these records were read: (number, scopes)."""
        if scopes and not self._dry_run:
            self._in_transaction(lambda session: records.set_scopes(session, scopes))

    def _in_transaction(self, work: Callable[[Session], None]) -> None:
        if self._dry_run:
            with self._runtime.read() as session:
                self.require(session)
                work(session)
            return
        with no_collection(), self._runtime.write() as session:
            started = perf_counter()
            self.require(session)
            work(session)
        self._learn(perf_counter() - started)

    def require(self, session: Session) -> None:
        """Raises NotAllowed unless the person may import now."""
        require(self._acting.now(session), Action.IMPORT, INSTANCE, clock.of(session))

    def _learn(self, took: float) -> None:
        self.longest = max(self.longest, took)
        fitting = int(self.size * AIM / max(took, 0.001))
        self.size = max(LEAST, min(MOST, fitting, self.size * 5 // 4))  # one quick batch proves little

    def _take(self, session: Session, origin: Origin, statements: Sequence[Statement]) -> None:
        rest = list(statements)
        while rest:
            numbers = self._numbers(session)
            plan = intake.plan(session, origin, rest, numbers)
            self._write(session, plan)
            self._stage.entries_met.put((row.id for row, _ in plan.new), Mark.ADDED)
            rest = [] if self._dry_run else plan.later
        if not self._dry_run:
            self._stage.arrived(origin, statements)

    def _withdraw(self, session: Session, origin: Origin, absent: Sequence[Known]) -> None:
        self._write(session, absence.plan(session, origin, absent))

    def _numbers(self, session: Session) -> Numbers:
        """Fresh from the database, except in a dry run, which stores nothing there."""
        if not self._dry_run:
            return intake.next_numbers(session)
        self._trial = self._trial or intake.next_numbers(session)
        return self._trial

    def _write(self, session: Session, plan: Plan) -> None:
        if not self._dry_run:
            apply.write(session, self._actor_id, plan)
            self.written += len(plan.new_records) + len(plan.changed_records)
        self._stage.taken(plan.touched)
        for _, one in plan.decisions:
            if one.verb:
                mark = Mark.WITHDRAWN if one.verb == "withdrawn" else Mark.CHANGED
                self._stage.entries_met.put([one.row.id], mark)
            self._report.clashes += sum(clash.state == ClashState.OPEN for clash in one.clashes)
        self._report.unmatched += plan.unmatched
        self._report.suppressed += plan.suppressed
