"""The chain of the journal: see that nothing was changed behind it; erase values without breaking it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, Text, delete, func, select, type_coerce
from sqlmodel import Session, SQLModel, col

from core import journal
from core.journal import NO_HASH, START, JournalRecord, JournalValues, Position

ERASED = "erased"  # the verb of the row that announces an erasure
SEQS = "seqs"  # in its changes: the rows whose values are gone
_SLICE = 5_000


@dataclass(frozen=True)
class ChainReport:
    """What `verify` found. Keep `head` elsewhere: only it can show that last rows were cut off."""

    rows: int
    erased: int  # rows whose values were erased, as announced
    first_broken: int | None  # the first seq that is missing or not as it was written
    head: Position

    @property
    def whole(self) -> bool:
        return self.first_broken is None


def erase(session: Session, actor_id: UUID | None, kind: str, subject: UUID) -> int:
    """Delete all values that the journal holds of one subject, and announce it; gives how many rows."""
    held = select(col(JournalValues.seq)).join(
        JournalRecord, col(JournalRecord.seq) == col(JournalValues.seq)
    )
    of_subject = (
        col(JournalRecord.subject) == subject,
        col(JournalRecord.kind) == kind,
        col(JournalRecord.verb) != ERASED,
    )
    held = held.where(*of_subject)
    seqs = sorted(session.execute(held).scalars())
    if seqs:
        session.execute(delete(JournalValues).where(col(JournalValues.seq).in_(held)))
        journal.append(session, actor_id, kind, subject, ERASED, {SEQS: (None, seqs)})
    return len(seqs)


def verify(session: Session) -> ChainReport:
    """Recompute every hash, in order. Needs one snapshot: `runtime.read()`."""
    checked = _Checked()
    previous, seq = NO_HASH, START.seq
    for stored in _stored_rows(session):
        if stored is None or not _follows(stored, previous, seq) or not checked.values_fit(stored):
            return checked.report(seq + 1)
        previous, seq = stored.hash, stored.seq
        checked.head = Position(seq, previous)
    return checked.report(_first(checked.unexplained(), _first_orphan(session)))


class _Stored(NamedTuple):
    """A row as it is stored, with its values' text."""

    seq: int
    at: datetime
    actor_id: UUID | None
    space_id: UUID | None
    kind: str
    subject: UUID
    verb: str
    values_digest: bytes | None
    prev_hash: bytes
    hash: bytes
    salt: bytes | None
    changes: str | None


@dataclass
class _Checked:
    """What was seen on the way along the chain."""

    head: Position = START
    erased: int = 0
    missing: dict[int, tuple[str, UUID]] = field(default_factory=dict)  # seq -> kind and subject
    revived: list[int] = field(default_factory=list)

    def values_fit(self, stored: _Stored) -> bool:
        if stored.salt is None or stored.changes is None:
            if stored.values_digest is not None:
                self.missing[stored.seq] = (stored.kind, stored.subject)
            return True
        if journal.values_digest(stored.salt, stored.changes) != stored.values_digest:
            return False
        if stored.verb == ERASED:
            self._announced(stored)
        return True

    def _announced(self, stored: _Stored) -> None:
        for seq in json.loads(stored.changes or "{}")[SEQS][1]:
            if self.missing.get(seq) == (stored.kind, stored.subject):
                del self.missing[seq]
                self.erased += 1
            else:
                self.revived.append(seq)

    def unexplained(self) -> int | None:
        """The first row whose values are gone without a word, or are there though they were erased."""
        return min([*self.missing, *self.revived], default=None)

    def report(self, first_broken: int | None) -> ChainReport:
        return ChainReport(self.head.seq, self.erased, first_broken, self.head)


def _follows(stored: _Stored, previous: bytes, seq: int) -> bool:
    if stored.seq != seq + 1 or stored.prev_hash != previous:
        return False
    return stored.hash == journal.row_digest(
        previous,
        stored.seq,
        journal.microseconds(stored.at),
        journal.bytes_of(stored.actor_id),
        journal.bytes_of(stored.space_id),
        stored.subject.bytes,
        stored.values_digest,
        stored.kind,
        stored.verb,
    )


def _stored_rows(session: Session) -> Iterator[_Stored | None]:
    """The rows in order; None, and the end, at the first that cannot even be read."""
    seq: int | None = None
    size = _SLICE
    while True:
        try:
            found = [_Stored(*row) for row in session.execute(_slice(seq, size))]
        except (ValueError, TypeError):
            if size == 1:
                yield None
                return
            size = 1  # up to the one that is at fault
            continue
        yield from found
        if len(found) < size:
            return
        seq = found[-1].seq


def _slice(seq: int | None, size: int) -> Select[Any]:
    rows, values = (SQLModel.metadata.tables[name] for name in ("journal", "journal_values"))
    columns: list[Any] = [rows.c[name] for name in _Stored._fields[:-2]]
    texts = select(*columns, values.c.salt, type_coerce(values.c.changes, Text))
    whole = texts.outerjoin(values, values.c.seq == rows.c.seq).order_by(rows.c.seq).limit(size)
    return whole if seq is None else whole.where(rows.c.seq > seq)


def _first_orphan(session: Session) -> int | None:
    """The first values that belong to no row."""
    rows = select(col(JournalRecord.seq))
    orphans = select(func.min(JournalValues.seq)).where(col(JournalValues.seq).not_in(rows))
    return session.execute(orphans).scalar()


def _first(*seqs: int | None) -> int | None:
    return min((seq for seq in seqs if seq is not None), default=None)
