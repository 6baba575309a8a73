"""Where a source says something new against a person's correction: a clash, queued once for a person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, select
from sqlmodel import Field, Session, SQLModel

from core import bulk
from core.tables import Json, Uid, UtcDateTime
from directory.fields import Fields
from directory.provenance.merge import Contradiction
from directory.provenance.overlay import Corrections
from directory.provenance.updates import update_rows
from directory.rows import table_of


class ClashState(StrEnum):
    """OPEN waits for a person, who says OURS or THEIRS; MOOT settled itself, as nobody differs any more."""

    OPEN = "open"
    OURS = "ours"
    THEIRS = "theirs"
    MOOT = "moot"


class Clash(SQLModel, table=True):
    """One field, one source. `refused` are the statements a person turned down: they never come back."""

    __tablename__ = "clash"
    __table_args__ = (
        Index("uq_clash_entry_path_source", "entry_id", "path", "source", unique=True),
        Index("ix_clash_state", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    path: str
    source: str
    ours: Any = Field(default=None, sa_type=Json, nullable=True)
    theirs: Any = Field(default=None, sa_type=Json, nullable=True)
    refused: list[Any] = Field(default_factory=list, sa_type=Json)
    state: str = ClashState.OPEN
    opened_at: datetime = Field(sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_by: UUID | None = Field(default=None, sa_type=Uid)


@dataclass(frozen=True)
class Held:
    """A clash as it is kept; `id` is None until it is stored."""

    id: int | None
    entry_id: int
    path: str
    source: str
    ours: Any
    theirs: Any
    refused: tuple[Any, ...]
    state: str
    opened_at: datetime
    settled_at: datetime | None = None
    settled_by: UUID | None = None


TABLE = table_of(Clash)
_COLUMNS = tuple(column.name for column in TABLE.columns if column.name != "id")
Clashes = Mapping[tuple[str, str], Held]  # by path and source


def of_entries(session: Session, entry_ids: Sequence[int]) -> dict[int, dict[tuple[str, str], Held]]:
    """Every clash of these entries, settled ones included."""
    found: dict[int, dict[tuple[str, str], Held]] = defaultdict(dict)
    for row in session.execute(select(TABLE).where(TABLE.c.entry_id.in_(entry_ids))):
        held = as_held(row)
        found[held.entry_id][held.path, held.source] = held
    return found


def as_held(row: Any) -> Held:
    return Held(**{**row._mapping, "refused": tuple(row.refused or ())})


def followed(
    held: Clashes, entry_id: int, news: Sequence[Contradiction], said: Fields, at: datetime
) -> list[Held]:
    """The clashes that an import opened, brought up to date or made moot; never one a person refused."""
    changed: list[Held] = []
    spoken = set()
    for one in news:
        spoken.add((one.path, one.source))
        if (clash := _opened(held.get((one.path, one.source)), entry_id, one, at)) is not None:
            changed.append(clash)
    for name, clash in held.items():
        if clash.state == ClashState.OPEN and name not in spoken and said.get(clash.path) != clash.theirs:
            changed.append(replace(clash, state=ClashState.MOOT, settled_at=at))
    return changed


def _opened(clash: Held | None, entry_id: int, news: Contradiction, at: datetime) -> Held | None:
    """The clash that this news makes, or None when it changes nothing."""
    if clash is None:
        return Held(
            None, entry_id, news.path, news.source, news.ours, news.theirs, (), ClashState.OPEN, opened_at=at
        )
    if news.theirs in clash.refused:
        is_open = clash.state == ClashState.OPEN
        return replace(clash, state=ClashState.MOOT, settled_at=at) if is_open else None
    if clash.state == ClashState.OPEN and (clash.ours, clash.theirs) == (news.ours, news.theirs):
        return None
    opened_at = clash.opened_at if clash.state == ClashState.OPEN else at
    return replace(
        clash,
        ours=news.ours,
        theirs=news.theirs,
        state=ClashState.OPEN,
        opened_at=opened_at,
        settled_at=None,
        settled_by=None,
    )


def follow_edit(
    session: Session, entry_id: int, corrections: Corrections, *, at: datetime, by: UUID | None
) -> None:
    """Bring the clashes of an entry up to date after a person's edit."""
    write(session, answered(of_entries(session, [entry_id])[entry_id], corrections, at, by))


def answered(held: Clashes, corrections: Corrections, at: datetime, by: UUID | None) -> list[Held]:
    """The clashes that an edit settled, by taking the source's word, or that it said otherwise."""
    changed = []
    for clash in held.values():
        if clash.state != ClashState.OPEN:
            continue
        if (clash.path, "") not in corrections:
            changed.append(replace(clash, state=ClashState.THEIRS, settled_at=at, settled_by=by))
        elif corrections[clash.path, ""] != clash.ours:
            changed.append(replace(clash, ours=corrections[clash.path, ""]))
    return changed


def write(session: Session, clashes: Sequence[Held]) -> None:
    """Store new clashes and what changed of others."""
    new = [clash for clash in clashes if clash.id is None]
    bulk.insert_rows(session, TABLE, _COLUMNS, [_row(clash) for clash in new])
    known = [(clash.id, _row(clash)) for clash in clashes if clash.id is not None]
    update_rows(session, TABLE, _COLUMNS, known)


def _row(clash: Held) -> tuple[Any, ...]:
    return tuple(list(clash.refused) if name == "refused" else getattr(clash, name) for name in _COLUMNS)
