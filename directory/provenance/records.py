"""What each source last said of each entry, record by record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Index, func, select
from sqlmodel import Field, Session, SQLModel

from core import bulk
from core.tables import Codes, Json, UtcDateTime
from directory.fields import Fields
from directory.provenance.resolve import Said
from directory.provenance.updates import update_rows
from directory.rows import table_of


class SourceRecord(SQLModel, table=True):
    """One record of a source: the base of the next merge.

    `scopes` are the parts of the source it was read from: it is withdrawn when none holds it any more. A
    record that only completes an entry (`attached`) does not vouch for it. `said_at` is when it last said
    something new, or fell silent.
    """

    __tablename__ = "source_record"
    __table_args__ = (
        Index("uq_source_record_source_key", "source", "key", unique=True),
        Index("ix_source_record_entry", "entry_id"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    source: str
    key: str
    entry_id: int = Field(foreign_key="entry.id")
    digest: bytes
    fields: dict[str, Any] = Field(sa_type=Json)
    scopes: tuple[str, ...] = Field(default=(), sa_type=Codes)
    attached: bool = False
    withdrawn: bool = False
    said_at: datetime = Field(sa_type=UtcDateTime)


class Stored(NamedTuple):
    """A source record, in the order of the table's columns."""

    id: int
    source: str
    key: str
    entry_id: int
    digest: bytes
    fields: Fields
    scopes: tuple[str, ...]
    attached: bool
    withdrawn: bool
    said_at: datetime


class Known(NamedTuple):
    """What it takes to tell that a record says nothing new."""

    key: str
    id: int
    entry_id: int
    digest: bytes
    scopes: tuple[str, ...]
    withdrawn: bool


TABLE = table_of(SourceRecord)
_CHANGING = ("digest", "fields", "scopes", "attached", "withdrawn", "said_at")
_changing = attrgetter(*_CHANGING)


def next_number(session: Session) -> int:
    """The first free record number; stable only under the write lock."""
    return int(session.execute(select(func.max(TABLE.c.id))).scalar() or 0) + 1


def known(session: Session, source: str, keys: Sequence[str]) -> dict[str, Known]:
    """The records of a source that have these keys."""
    rows = bulk.rows_among(session, TABLE, Known._fields, "key", keys, source=source)
    return {row[0]: Known._make(row) for row in rows}


def in_force(session: Session, source: str, after: int, limit: int) -> list[int]:
    """A slice of the numbers of the records that are not withdrawn, from the one after `after`."""
    wanted = select(TABLE.c.id).where(TABLE.c.source == source, TABLE.c.id > after, ~TABLE.c.withdrawn)
    return list(session.execute(wanted.order_by(TABLE.c.id).limit(limit)).scalars())


def of_numbers(session: Session, numbers: Sequence[int]) -> list[Known]:
    """The records of these numbers, in their order."""
    rows = bulk.rows_among(session, TABLE, Known._fields, "id", numbers)
    return sorted(map(Known._make, rows), key=attrgetter("id"))


def of_entries(session: Session, entry_ids: Sequence[int]) -> dict[int, list[Stored]]:
    """Everything the sources said of these entries, withdrawn records included."""
    found: dict[int, list[Stored]] = defaultdict(list)
    for row in session.execute(select(TABLE).where(TABLE.c.entry_id.in_(entry_ids)).order_by(TABLE.c.id)):
        stored = Stored._make(row)
        found[stored.entry_id].append(stored)
    return found


def insert(session: Session, rows: Sequence[Stored]) -> None:
    bulk.insert_rows(session, TABLE, Stored._fields, rows)


def replace(session: Session, rows: Iterable[Stored]) -> None:
    """Store anew what these records say, by their number."""
    update_rows(session, TABLE, _CHANGING, [(row.id, _changing(row)) for row in rows])


def set_scopes(session: Session, scopes: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Note from which parts of the source records were read: (number, scopes)."""
    update_rows(session, TABLE, ("scopes",), [(number, (tuple(names),)) for number, names in scopes])


def vouches(record: Stored) -> bool:
    """Whether this record says that its entry is there."""
    return not (record.withdrawn or record.attached)


def statements(stored: Iterable[Stored]) -> list[Said]:
    """What counts of these records: those in force. Once none vouches, the last one that did still counts."""
    every = list(stored)
    counting = [record for record in every if not record.withdrawn]
    if not any(map(vouches, counting)):
        gone = [record for record in every if record.withdrawn and not record.attached]
        last = max((record.said_at for record in gone), default=None)
        counting += [record for record in gone if record.said_at == last]
    return [Said(record.source, record.key, record.fields) for record in counting]
