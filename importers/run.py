"""Import files of one source: check them whole, take in what is new, withdraw what is gone, report."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import perf_counter

from accounts.permissions import Actor
from core import bulk, clock
from core.alone import alone
from core.errors import Conflict, Invalid
from core.language import N_
from core.runtime import Runtime
from core.text import clean
from directory.provenance import absence, imports, records
from directory.provenance.imports import ImportRun
from directory.provenance.intake import Origin
from directory.provenance.records import Known
from importers import progress, wrong_files
from importers.batches import Batches
from importers.facts import EVERYWHERE, Area, Checked, Reader, Record, Warning
from importers.marks import Mark
from importers.progress import Tell, Teller
from importers.registry import SOURCES, Source
from importers.report import Report
from importers.stage import Stage

LOOKED_UP_AT_ONCE = 1_000  # records
LARGE = 10_000  # records written: from here on it is worth a process that updates the index meanwhile
SLICE = 20_000  # records looked through at once for those that are missing
TOO_FEW = N_(
    "{files}: {rows} rows, when the last import had {last}. Nothing was changed. Download the files again; "
    "if they are whole, import them with the option that accepts fewer rows."
)
HELD_BACK = N_(
    "Only {kept} records lie in that area, when the last import had {last}: what is missing was left in "
    "place. If the file is right, import it with the option that accepts fewer rows."
)

CHANGED = N_(
    "{file} was changed while it was read: what it named until then was taken, what it no longer names was "
    "left in place. Once it is whole, import it again."
)


def run(
    runtime: Runtime,
    actor: Actor,
    source_name: str,
    paths: Sequence[Path],
    *,
    area: Area = EVERYWHERE,
    mapping: Path | None = None,
    dry_run: bool = False,
    accept_fewer: bool = False,
    tell: Tell | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    catch_up: Callable[[], object] | None = None,
    beside: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Report:
    """Import these files, and say what was done. Killed and run again, it ends the same.

    `catch_up` brings the search index up to date at the end; what `beside` opens does so on the way, once
    very much is written. Raises NotAllowed, Conflict while another import runs, and Invalid when a file is
    wrong or has less than half of the rows of the last import: then nothing is changed.
    """
    began = perf_counter()
    report = Report(source_name, [clean(path.name) for path in paths], dry_run)
    job = _Import(runtime, actor, area, report, Teller(tell))
    with runtime.read() as session:
        job.batches.require(session)
    source = _source(source_name)
    with nullcontext() if dry_run else alone(runtime, "import", _busy):
        with runtime.read() as session:
            started = clock.of(session)
        job.check(source, paths, mapping, accept_fewer)
        with bulk.rare_collections(), ExitStack() as meanwhile:
            whole = job.read(cancelled, lambda: meanwhile.enter_context(beside()))
            if whole:
                job.withdraw(accept_fewer)
        job.count()
        if whole and not dry_run:
            job.remember(started)
    if catch_up is not None and not dry_run:
        job.teller.at(progress.INDEXING, job.teller.total)
        catch_up()
    report.seconds, report.longest_transaction = perf_counter() - began, job.batches.longest
    return report


def _busy() -> Conflict:
    return Conflict(
        N_("Another import is running on this directory. Wait until it has ended, then start this one.")
    )


def _source(name: str) -> Source:
    if name not in SOURCES:
        known = ", ".join(sorted(SOURCES))
        raise Invalid(N_("“{name}” is no source of data. Choose among {known}."), name=name, known=known)
    return SOURCES[name]


class _Import:
    """One import on its way."""

    def __init__(self, runtime: Runtime, actor: Actor, area: Area, report: Report, teller: Teller) -> None:
        self.runtime = runtime
        self.actor = actor
        self.area = area
        self.report = report
        self.teller = teller
        self.stage = Stage(report)
        self.batches = Batches(runtime, actor, self.stage, report)
        self.files: list[tuple[Reader, Checked]] = []
        self.origins: dict[str, Origin] = {}
        self.last: dict[str, ImportRun] = {}
        self.stamps: dict[Path, object] = {}  # of each file when it was checked
        self.kept: Counter[str] = Counter()  # records within the area, by source

    def check(self, source: Source, paths: Sequence[Path], mapping: Path | None, accept_fewer: bool) -> None:
        """Read every file once, before anything is changed."""
        for path in paths:
            self.teller.at(progress.CHECKING, len(self.files))
            wrong_files.require_plain(path)
            self.stamps[path] = wrong_files.stamp(path)
            reader = source.reader_of(path)
            self.files.append((reader, reader.check(path, mapping)))
        with self.runtime.read() as session:
            for name in dict.fromkeys(checked.source for _, checked in self.files):
                last = imports.last(session, name, self.area.scopes())
                if last is not None:
                    self.last[name] = last
                self.origins[name] = Origin(name, self.area.scopes(), last.started_at if last else None)
                if not accept_fewer:
                    self._refuse_too_few(name)
        self.report.read = self.teller.total = sum(checked.rows for _, checked in self.files)
        for _, checked in self.files:
            for remark in checked.remarks:
                self.report.note(remark)

    def _refuse_too_few(self, name: str) -> None:
        last = self.last.get(name)
        rows = self._rows(name)
        if last is not None and 2 * rows < last.rows:
            files = ", ".join(self._names(name))
            raise Invalid(TOO_FEW, files=files, rows=rows, last=last.rows)

    def read(self, cancelled: Callable[[], bool], when_large: Callable[[], object]) -> bool:
        """Take in what is new; False when it was cancelled on the way."""
        done, is_large = 0, False
        for reader, checked in self.files:
            for batch in _by(LOOKED_UP_AT_ONCE, self._records(reader, checked)):
                if cancelled():
                    self.report.cancelled = True
                    return False
                self._take(reader, checked, batch)
                if not is_large and self.batches.written >= LARGE:
                    is_large = True
                    when_large()
                self.teller.at(progress.READING, done + min(batch[-1].line, checked.rows))
            done += checked.rows
        self.batches.flush()
        return True

    def _records(self, reader: Reader, checked: Checked) -> Iterator[Record]:
        for item in reader.records(checked, self.area):
            if isinstance(item, Record):
                yield item
            else:
                self.report.refuse(item)

    def _take(self, reader: Reader, checked: Checked, batch: Sequence[Record]) -> None:
        origin = self.origins[checked.source]
        with self.runtime.read() as session:
            statements, widened = self.stage.sort(session, origin, reader, checked, batch)
        self.kept[checked.source] += len(batch)
        self.batches.take(origin, statements)
        self.batches.widen(widened)

    def withdraw(self, accept_fewer: bool) -> None:
        """Withdraw what the files no longer name, unless they name suspiciously little. Raises Invalid when
        a file is no longer the one that was checked: then nobody knows what it named.
        """
        for path, stamp in self.stamps.items():
            if wrong_files.stamp(path) != stamp:
                raise Invalid(CHANGED, file=path.name)
        for name, origin in self.origins.items():
            last = self.last.get(name)
            if last is not None and 2 * self.kept[name] < last.records and not accept_fewer:
                self._hold_back(name, last.records)
                continue
            self.teller.at(progress.WITHDRAWING, self.teller.total)
            for absent in self._absent(origin):
                self.batches.withdraw(origin, absent)

    def _hold_back(self, name: str, last: int) -> None:
        values = {"kept": self.kept[name], "last": last}
        files = ", ".join(self._names(name))
        self.report.warn(Warning(files, 1, None, None, HELD_BACK, values))

    def _absent(self, origin: Origin) -> Iterator[list[Known]]:
        """The records still in force that the files did not name, where they should have."""
        after = 0
        while True:
            with self.runtime.read() as session:
                numbers = records.in_force(session, origin.source, after, SLICE)
                missing = [number for number in numbers if not self.stage.records_met.met(number)]
                known = records.of_numbers(session, missing)
            if not numbers:
                return
            after = numbers[-1]
            yield [each for each in known if absence.remaining(origin.scopes, each.scopes) != each.scopes]

    def count(self) -> None:
        met = self.stage.entries_met
        self.report.added, self.report.changed = met.count(Mark.ADDED), met.count(Mark.CHANGED)
        self.report.unchanged, self.report.withdrawn = met.count(Mark.SEEN), met.count(Mark.WITHDRAWN)

    def remember(self, started: datetime) -> None:
        """Note the finished import, for the next one to compare with."""
        with self.runtime.write() as session:
            self.batches.require(session)
            for name, origin in self.origins.items():
                session.add(
                    ImportRun(
                        source=name,
                        scopes=tuple(sorted(origin.scopes)),
                        files=self._names(name),
                        rows=self._rows(name),
                        records=self.kept[name],
                        started_at=started,
                        finished_at=clock.of(session),
                        person_id=self.actor.person_id,
                        counters=self.report.counters(),
                    )
                )

    def _rows(self, name: str) -> int:
        return sum(checked.rows for _, checked in self.files if checked.source == name)

    def _names(self, name: str) -> list[str]:
        return [clean(checked.path.name) for _, checked in self.files if checked.source == name]


def _by(size: int, records_in_order: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records_in_order, size)):
        yield batch
