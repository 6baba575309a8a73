"""Sort records into what says nothing new, which stops here, and what must be taken in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlmodel import Session

from core.language import N_
from directory.provenance import records
from directory.provenance.intake import Origin, Statement
from importers.facts import Checked, Fact, Reader, Record, Refusal
from importers.marks import Mark, Marks
from importers.report import Report

TWICE = N_("“{value}” was read already, further up. Only the first one was taken.")
DOUBTFUL = b""  # the digest kept for a record with remarks: it is read again each time, to tell them again


class Stage:
    """What one import met so far; asks the database in batches, and never writes."""

    def __init__(self, report: Report) -> None:
        self.records_met = Marks()
        self.entries_met = Marks()
        self._report = report
        self._waiting: set[tuple[str, str]] = set()  # keys on their way into the database

    def sort(
        self, session: Session, origin: Origin, reader: Reader, checked: Checked, batch: Sequence[Record]
    ) -> tuple[list[Statement], list[tuple[int, tuple[str, ...]]]]:
        """Statements to take in, and records that only gain a scope: (number, scopes)."""
        known = records.known(session, origin.source, [record.key for record in batch])
        statements: list[Statement] = []
        widened: list[tuple[int, tuple[str, ...]]] = []
        same_records: list[int] = []
        same_entries: list[int] = []
        for record in batch:
            there = known.get(record.key)
            if there is not None and there.digest == record.digest and not there.withdrawn:
                same_records.append(there.id)
                same_entries.append(there.entry_id)
                if not origin.scopes.issubset(there.scopes):
                    widened.append((there.id, tuple(sorted(origin.scopes.union(there.scopes)))))
            elif self._is_first(origin, checked, record, there):
                statements += self._statement(reader, checked.path.name, record, there)
        self.records_met.put(same_records, Mark.SEEN)
        self.entries_met.put(same_entries, Mark.SEEN)
        return statements, widened

    def taken(self, touched: Iterable[tuple[int, int]]) -> None:
        """These records are in the database now: (number of record, number of its entry)."""
        pairs = list(touched)
        self.records_met.put((record for record, _ in pairs), Mark.SEEN)
        self.entries_met.put((entry for _, entry in pairs), Mark.SEEN)

    def arrived(self, origin: Origin, statements: Iterable[Statement]) -> None:
        """These statements wait no more: the database knows them."""
        self._waiting.difference_update((origin.source, each.key) for each in statements)

    def _is_first(
        self, origin: Origin, checked: Checked, record: Record, there: records.Known | None
    ) -> bool:
        name = (origin.source, record.key)
        if name in self._waiting or (there is not None and self.records_met.met(there.id)):
            self._report.refuse(
                Refusal(checked.path.name, record.line, None, record.key, TWICE, rows=record.rows)
            )
            return False
        self._waiting.add(name)
        return True

    def _statement(
        self, reader: Reader, file: str, record: Record, there: records.Known | None
    ) -> list[Statement]:
        """What the record says: nothing when it was refused, and then what it said before stands."""
        said: Fact | None = None
        remarked = refused = False
        for finding in reader.facts(record):
            if isinstance(finding, Fact):
                said = finding
            elif isinstance(finding, Refusal):
                refused = True
                self._report.refuse(replace(finding, file=file))
            else:
                remarked = True
                self._report.warn(replace(finding, file=file))
        if said is None:
            if refused and there is not None:
                self.taken([(there.id, there.entry_id)])
            return []
        digest = DOUBTFUL if remarked or refused else record.digest
        return [Statement(record.key, digest, said.kind, said.fields, said.attach_only)]
