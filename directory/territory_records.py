"""What is stored of territories: their tables, and how they are read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, select

from core.language import N_
from core.tables import Uid
from directory.rows import table_of


class TerritoryKind(StrEnum):
    """What a territory is for; KIND_LABELS has the words."""

    IMMEDIATE_PROXIMITY = "immediate_proximity"
    PROXIMITY = "proximity"
    RECOURSE = "recourse"
    DEPARTEMENT = "departement"
    REGION = "region"
    CLIC = "clic"
    DAC = "dac"
    CPTS = "cpts"
    GHT = "ght"
    DUTY_SECTOR = "duty_sector"
    FREE = "free"


KIND_LABELS: Mapping[str, str] = {
    TerritoryKind.IMMEDIATE_PROXIMITY: N_("Immediate proximity"),
    TerritoryKind.PROXIMITY: N_("Proximity"),
    TerritoryKind.RECOURSE: N_("Recourse"),
    TerritoryKind.DEPARTEMENT: N_("Département"),
    TerritoryKind.REGION: N_("Region"),
    TerritoryKind.CLIC: "CLIC",
    TerritoryKind.DAC: "DAC",
    TerritoryKind.CPTS: "CPTS",
    TerritoryKind.GHT: "GHT",
    TerritoryKind.DUTY_SECTOR: N_("Duty sector"),
    TerritoryKind.FREE: N_("Free"),
}


class TerritoryRecord(SQLModel, table=True):
    """A territory's own row; `is_ours`: the instance is there for it."""

    __tablename__ = "territory"

    id: UUID = Field(primary_key=True, sa_type=Uid)
    name: str
    key: str = Field(unique=True)  # the name as it is compared
    kind: str
    is_ours: bool = False
    version: int = 1


class TerritoryParent(SQLModel, table=True):
    """A territory that another one is part of; there may be several."""

    __tablename__ = "territory_parent"

    territory_id: UUID = Field(primary_key=True, foreign_key="territory.id", sa_type=Uid)
    parent_id: UUID = Field(primary_key=True, foreign_key="territory.id", sa_type=Uid)


class TerritoryArea(SQLModel, table=True):
    """A rule that communes are named by, as `communes.expand` reads it."""

    __tablename__ = "territory_area"

    territory_id: UUID = Field(primary_key=True, foreign_key="territory.id", sa_type=Uid)
    rule: str = Field(primary_key=True)
    code: str = Field(primary_key=True)


class TerritoryCommune(SQLModel, table=True):
    """A commune that the rules stand for."""

    __tablename__ = "territory_commune"

    territory_id: UUID = Field(primary_key=True, foreign_key="territory.id", sa_type=Uid)
    commune: str = Field(primary_key=True)


class Area(NamedTuple):
    rule: str  # commune, former, postcode, epci, departement or region
    code: str


@dataclass(frozen=True)
class Territory:
    """A territory as it is read; `version` is what an edit must have seen."""

    uid: UUID
    name: str
    kind: str
    is_ours: bool
    version: int
    parents: tuple[UUID, ...]
    areas: tuple[Area, ...]


def read(session: Session, uids: Sequence[UUID] | None = None) -> list[Territory]:
    """By name; all of them without `uids`."""
    wanted = select(TerritoryRecord).order_by(col(TerritoryRecord.key))
    if uids is not None:
        wanted = wanted.where(col(TerritoryRecord.id).in_(uids))
    records = session.exec(wanted).all()
    parents: dict[UUID, list[UUID]] = {}
    areas: dict[UUID, list[Area]] = {}
    of_these = [record.id for record in records]
    upwards = select(TerritoryParent).where(col(TerritoryParent.territory_id).in_(of_these))
    for parent in session.exec(upwards):
        parents.setdefault(parent.territory_id, []).append(parent.parent_id)
    rules = select(TerritoryArea).where(col(TerritoryArea.territory_id).in_(of_these))
    for area in session.exec(rules):
        areas.setdefault(area.territory_id, []).append(Area(area.rule, area.code))
    return [
        Territory(
            uid=record.id,
            name=record.name,
            kind=record.kind,
            is_ours=record.is_ours,
            version=record.version,
            parents=tuple(sorted(parents.get(record.id, ()))),
            areas=tuple(sorted(areas.get(record.id, ()))),
        )
        for record in records
    ]


def communes_of(session: Session, uids: Iterable[UUID]) -> frozenset[str]:
    """A parent without rules has the communes of its parts, and they of theirs."""
    found: set[str] = set()
    seen: set[UUID] = set()
    left = set(uids)
    while left:
        seen |= left
        wanted = select(TerritoryCommune.territory_id, TerritoryCommune.commune)
        rows = session.exec(wanted.where(col(TerritoryCommune.territory_id).in_(left))).all()
        found.update(commune for _, commune in rows)
        bare = left - {uid for uid, _ in rows}
        if not bare:
            break
        parts = select(TerritoryParent.territory_id).where(col(TerritoryParent.parent_id).in_(bare))
        left = set(session.exec(parts)) - seen
    return frozenset(found)


def above(session: Session, uids: Iterable[UUID]) -> set[UUID]:
    """These territories and all that they are parts of."""
    found, left = set[UUID](), set(uids)
    while left:
        found |= left
        higher = select(TerritoryParent.parent_id).where(col(TerritoryParent.territory_id).in_(left))
        left = set(session.exec(higher)) - found
    return found


@dataclass(frozen=True)
class Snapshot:
    """What a search needs of the territories: the communes of ours, and each one's name and communes."""

    ours: frozenset[str] = frozenset()
    named: tuple[tuple[str, frozenset[str]], ...] = ()


_snapshots: dict[tuple[tuple[object, ...], ...], Snapshot] = {}
_KEPT = 8


def snapshot(session: Session) -> Snapshot:
    """As of now; read anew only when a territory has another version than when it was last read.

    A session that only reads sees one state, so that it looks once.
    """
    if session.info.get("writes"):  # what it sees may never be committed
        return _snapshot(session)
    if "territories" not in session.info:
        session.info["territories"] = _kept(session)
    seen: Snapshot = session.info["territories"]
    return seen


def _kept(session: Session) -> Snapshot:
    table = table_of(TerritoryRecord)
    versions = select_columns(table.c.id, table.c.version).order_by(table.c.id)
    edition = tuple(tuple(row) for row in session.connection().execute(versions))
    found = _snapshots.get(edition)
    if found is None:
        found = _snapshot(session)
        while len(_snapshots) >= _KEPT:
            _snapshots.pop(next(iter(_snapshots)), None)
        _snapshots[edition] = found
    return found


def _snapshot(session: Session) -> Snapshot:
    territories = read(session)
    return Snapshot(
        ours=communes_of(session, [territory.uid for territory in territories if territory.is_ours]),
        named=tuple((territory.name, communes_of(session, [territory.uid])) for territory in territories),
    )
