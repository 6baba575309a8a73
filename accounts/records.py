"""The tables of people and their grants."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel

from core.errors import NotFound
from core.ids import uuid7
from core.language import N_
from core.tables import Uid, UtcDateTime


class PersonRecord(SQLModel, table=True):
    """A person as stored. Without a password hash, no door opens."""

    __tablename__ = "person"

    id: UUID = Field(default_factory=uuid7, primary_key=True, sa_type=Uid)
    login: str = Field(unique=True)
    name: str
    password_hash: str | None = None
    active: bool = True
    created_at: datetime = Field(sa_type=UtcDateTime)


class GrantRecord(SQLModel, table=True):
    """One grant of one person; without a `scope_id` it holds for the whole installation."""

    __tablename__ = "person_grant"
    __table_args__ = (Index("ix_person_grant_person", "person_id"),)

    id: UUID = Field(default_factory=uuid7, primary_key=True, sa_type=Uid)
    person_id: UUID = Field(foreign_key="person.id", sa_type=Uid)
    scope_kind: str
    scope_id: UUID | None = Field(default=None, sa_type=Uid)
    role: str
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)


def stored(session: Session, person_id: UUID) -> PersonRecord:
    """Raises NotFound."""
    record = session.get(PersonRecord, person_id)
    if record is None:
        raise NotFound(N_("There is no such person. “maillage person list” names everybody."))
    return record
