"""What surrounds an entry: the organizations it names, what it runs, who works there, its sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from accounts.permissions import Actor
from core import clock
from core.language import _, short_date_text
from directory import identifiers
from directory.entries import Entry
from directory.fields import Fields
from directory.kinds import EntryKind, EntryStatus
from directory.organizations import Organization
from directory.practitioners import PractitionerRole
from directory.provenance import records
from directory.services import Service
from directory.visibility import visible_to

_SOURCES = {"rpps": "RPPS", "finess-plus": "FINESS", "mssante": "MSSanté"}
MOST = 50  # neighbours shown of each sort


@dataclass(frozen=True)
class Neighbour:
    """Another entry, as a link to it."""

    uid: UUID
    kind: str
    name: str


@dataclass(frozen=True)
class Around:
    """The neighbours of an entry that the actor may see; `named` is by reference."""

    named: Mapping[str, Neighbour]
    services: tuple[Neighbour, ...] = ()
    sites: tuple[Neighbour, ...] = ()
    people: tuple[Neighbour, ...] = ()
    sources: tuple[str, ...] = ()


def around(session: Session, actor: Actor, entry: Entry, fields: Fields) -> Around:
    """Everything one step from this entry. Hidden neighbours are left out."""
    visible = visible_to(actor, clock.of(session)) & (col(Entry.status) == EntryStatus.ACTIVE)
    numbers = identifiers.resolve(session, identifiers.refs_in(fields))
    found = select(Entry).where(col(Entry.id).in_(numbers.values()), visible)
    by_number = {other.id: _neighbour(other) for other in session.exec(found)}
    named = {ref: by_number[number] for ref, number in numbers.items() if number in by_number}
    sources = _sources(session, entry.id)
    if entry.kind != EntryKind.ORGANIZATION:
        return Around(named, sources=sources)
    linked = (
        select(Service.entry_id).where(Service.organization_id == entry.id),
        select(Organization.entry_id).where(Organization.part_of == entry.id),
        select(PractitionerRole.entry_id).where(PractitionerRole.organization_id == entry.id),
    )
    services, sites, people = (_among(session, numbers, visible) for numbers in linked)
    return Around(named, services, sites, people, sources)


def _among(session: Session, numbers: Any, visible: ColumnElement[bool]) -> tuple[Neighbour, ...]:
    wanted = select(Entry).where(col(Entry.id).in_(numbers), visible).order_by(Entry.name).limit(MOST)
    return tuple(_neighbour(other) for other in session.exec(wanted))


def _sources(session: Session, number: int) -> tuple[str, ...]:
    """Who says this entry is there or completes it, with the day they last said something new."""
    said = {
        record.source: clock.day(record.said_at)
        for record in records.of_entries(session, [number]).get(number, ())
        if not record.withdrawn
    }
    return tuple(f"{source_name(source)} ({short_date_text(day)})" for source, day in sorted(said.items()))


def source_name(source: str) -> str:
    """What people call a source; "table:aides" is a secretariat's own table "aides"."""
    name, _separator, table = source.partition(":")
    if name == "table":
        return _("table “{name}”").format(name=table)
    return _SOURCES.get(name, name)


def _neighbour(entry: Entry) -> Neighbour:
    return Neighbour(entry.uid, entry.kind, entry.name)
