"""What imports leave for a person to look at: entries that went missing, numbers of two entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Index, select
from sqlmodel import Field, Session, SQLModel

from accounts.permissions import Action, Actor, Target, require
from core import bulk, clock, journal
from core.errors import NotFound
from core.language import N_
from core.tables import Uid, UtcDateTime
from directory.entries import Entry
from directory.provenance.updates import update_rows
from directory.rows import table_of


class Reason(StrEnum):
    """Why a person should look."""

    WITHDRAWN = "withdrawn"
    KEPT = "kept"
    NUMBERS = "numbers"


SENTENCES = {
    Reason.WITHDRAWN: N_("{source} no longer names this entry, so it left the searches."),
    Reason.KEPT: N_("{source} no longer names this entry; it stays, since a person added or checked it."),
    Reason.NUMBERS: N_("{source} gives it the number {subject}, which belongs to another entry."),
}


class Review(SQLModel, table=True):
    """One thing to look at. A number of two entries is shown once; an absence, each time it happens."""

    __tablename__ = "review"
    __table_args__ = (
        Index("uq_review_matter", "entry_id", "reason", "source", "subject", unique=True),
        Index("ix_review_closed_at", "closed_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    reason: str
    source: str
    subject: str = ""  # the number in question
    opened_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_by: UUID | None = Field(default=None, sa_type=Uid)


class Wish(NamedTuple):
    """Something to put in the queue."""

    entry_id: int
    reason: str
    source: str
    subject: str


@dataclass(frozen=True)
class OpenReview:
    """One thing to look at, as it is shown; `reason` has its sentence in SENTENCES."""

    id: int
    uid: UUID
    kind: str
    name: str
    reason: Reason
    source: str
    subject: str
    opened_at: datetime


TABLE = table_of(Review)
_ENTRY = table_of(Entry)
_COLUMNS = ("entry_id", "reason", "source", "subject", "opened_at")


def open_ones(session: Session, actor: Actor, limit: int = 500) -> list[OpenReview]:
    """The queue, oldest first."""
    require(actor, Action.SETTLE, Target(kind="review"), clock.of(session))
    wanted = (
        select(
            TABLE.c.id,
            _ENTRY.c.uid,
            _ENTRY.c.kind,
            _ENTRY.c.name,
            TABLE.c.reason,
            TABLE.c.source,
            TABLE.c.subject,
            TABLE.c.opened_at,
        )
        .join(_ENTRY, _ENTRY.c.id == TABLE.c.entry_id)
        .where(TABLE.c.closed_at.is_(None))
        .order_by(TABLE.c.opened_at, TABLE.c.id)
        .limit(limit)
    )
    return [OpenReview(**{**row._mapping, "reason": Reason(row.reason)}) for row in session.execute(wanted)]


def close(session: Session, actor: Actor, review_id: int) -> None:
    """Take one out of the queue: a person looked. Raises NotFound when it does not wait there."""
    require(actor, Action.SETTLE, Target(kind="review"), clock.of(session))
    row = session.get(Review, review_id)
    if row is None or row.closed_at is not None:
        raise NotFound(N_("There is nothing to review under that number."))
    row.closed_at, row.closed_by = clock.of(session), actor.person_id
    session.add(row)
    session.flush()
    entry = session.get_one(Entry, row.entry_id)
    told = {"reason": row.reason, "source": row.source, "number": row.subject}
    changes = {name: (None, value) for name, value in told.items() if value}
    journal.append(session, actor.person_id, entry.kind, entry.uid, "reviewed", changes)


def queue(session: Session, wishes: Sequence[Wish], at: datetime) -> None:
    """Put these in the queue, unless they wait there; a number that a person looked at stays closed."""
    if not wishes:
        return
    entry_ids = {wish.entry_id for wish in wishes}
    there = {
        Wish(row.entry_id, row.reason, row.source, row.subject): row
        for row in session.execute(select(TABLE).where(TABLE.c.entry_id.in_(entry_ids)))
    }
    new = [(*wish, at) for wish in dict.fromkeys(wishes) if wish not in there]
    bulk.insert_rows(session, TABLE, _COLUMNS, new)
    again = [
        there[wish].id
        for wish in wishes
        if wish in there and there[wish].closed_at is not None and wish.reason != Reason.NUMBERS
    ]
    _reopen(session, again, at)


def _reopen(session: Session, numbers: Sequence[int], at: datetime) -> None:
    columns = ("opened_at", "closed_at", "closed_by")
    update_rows(session, TABLE, columns, [(number, (at, None, None)) for number in numbers])


def close_absences(session: Session, entry_ids: Sequence[int], at: datetime) -> None:
    """Take out of the queue the absence of entries that are named again."""
    if not entry_ids:
        return
    absent = (Reason.WITHDRAWN, Reason.KEPT)
    wanted = select(TABLE.c.id).where(
        TABLE.c.entry_id.in_(entry_ids), TABLE.c.closed_at.is_(None), TABLE.c.reason.in_(absent)
    )
    numbers = list(session.execute(wanted).scalars())
    update_rows(session, TABLE, ("closed_at",), [(number, (at,)) for number in numbers])
