"""The imports that were done, and what each one counted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from core.tables import Codes, Json, Uid, UtcDateTime


class ImportRun(SQLModel, table=True):
    """One finished import of one source within one area: `source` is the name its records are kept under."""

    __tablename__ = "import_run"
    __table_args__ = (Index("ix_import_run_source", "source"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    scopes: tuple[str, ...] = Field(sa_type=Codes)
    files: list[str] = Field(sa_type=Json)
    rows: int  # rows of the files, whatever the area
    records: int  # records within the area
    started_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime = Field(sa_type=UtcDateTime)
    person_id: UUID | None = Field(default=None, sa_type=Uid)
    counters: dict[str, Any] = Field(sa_type=Json)


def last(session: Session, source: str, scopes: frozenset[str]) -> ImportRun | None:
    """The last finished import of that source within exactly that area."""
    finished = select(ImportRun).where(ImportRun.source == source, col(ImportRun.scopes) == tuple(scopes))
    return session.exec(finished.order_by(col(ImportRun.id).desc()).limit(1)).first()
