"""Entries ("fiches"): what search finds; the row that every kind of entry has."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, select

from core.errors import NotFound
from core.language import N_
from core.tables import Uid, UtcDateTime
from directory.kinds import EntryStatus, Visibility


class Entry(SQLModel, table=True):
    """The root of a practitioner, an organization or a service.

    `id` is ours alone and numbers the entry in the search index; `uid` is what the world sees.
    `verified_at` is when somebody last checked the entry, whatever its last edit.
    """

    __tablename__ = "entry"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    uid: UUID = Field(sa_type=Uid, unique=True)
    kind: str
    status: str = EntryStatus.ACTIVE
    visibility: str = Visibility.PUBLIC
    name: str
    version: int = 1
    commune: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    by_person: bool = False  # a person added it: it stays even if no source vouches for it
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    redirect_to: int | None = Field(default=None, foreign_key="entry.id")


class EntryRow(NamedTuple):
    """An entry's own row, in the order of the table's columns, for inserts in bulk."""

    id: int
    uid: UUID
    kind: str
    status: str
    visibility: str
    name: str
    version: int
    commune: str | None
    latitude: float | None
    longitude: float | None
    by_person: bool
    verified_at: datetime | None
    created_at: datetime
    updated_at: datetime
    redirect_to: int | None


def next_number(session: Session) -> int:
    """The first free entry number; stable only under the write lock."""
    return (session.exec(select(func.max(Entry.id))).one() or 0) + 1


def stored(session: Session, uid: UUID) -> Entry:
    """The entry of that uid itself, whatever its state. Raises NotFound."""
    entry = session.exec(select(Entry).where(Entry.uid == uid)).first()
    if entry is None:
        raise NotFound(N_("There is no such entry. Search for it by name."))
    return entry


def current(session: Session, uid: UUID) -> Entry:
    """The entry that stands for that uid now: redirects are followed. Raises NotFound."""
    entry = stored(session, uid)
    while entry.redirect_to is not None:
        target = session.get(Entry, entry.redirect_to)
        if target is None:
            break
        entry = target
    return entry
