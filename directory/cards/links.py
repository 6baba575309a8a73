"""What surrounds an entry: the organizations it names, what it runs, who works there, its sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts.permissions import Actor
from sqlmodel import Session, col, select

from core import clock
from directory import identifiers
from directory.entries import Entry
from directory.fields import Fields
from directory.kinds import EntryKind, EntryStatus
from directory.organizations import Organization
from directory.practitioners import PractitionerRole
from directory.provenance import records
from directory.services import Service
from directory.visibility import visible_to

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
    sources = records.labels_of(session, entry.id)
    if entry.kind != EntryKind.ORGANIZATION:
        return Around(named, sources=sources)
    links = (
        (Service.entry_id, Service.organization_id),
        (Organization.entry_id, Organization.part_of),
        (PractitionerRole.entry_id, PractitionerRole.organization_id),
    )
    neighbours = []
    for number, link in links:
        linked = select(col(number)).where(col(link) == entry.id)
        wanted = select(Entry).where(col(Entry.id).in_(linked), visible).order_by(Entry.name).limit(MOST)
        neighbours.append(tuple(_neighbour(other) for other in session.exec(wanted)))
    return Around(named, *neighbours, sources=sources)


def _neighbour(entry: Entry) -> Neighbour:
    return Neighbour(entry.uid, entry.kind, entry.name)
