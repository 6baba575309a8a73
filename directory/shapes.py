"""How each kind of entry lies in the tables; the one place that knows all three kinds.

To add a kind: its module (`TABLES`, `put`, `read`, `name_of`, `place_of`), its draft in `drafts`, a
member of `EntryKind`, and a row here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlmodel import Session, SQLModel, col, select

from directory import identifiers, organizations, practitioners, services
from directory.entries import Entry, EntryRow
from directory.fields import Fields
from directory.kinds import EntryKind, EntryStatus, Visibility
from directory.rows import Known, Rows, remove, table_of

Place = tuple[str | None, float | None, float | None]  # commune, latitude, longitude


@dataclass(frozen=True)
class Shape:
    """One kind of entry between its fields and its tables."""

    tables: tuple[type[SQLModel], ...]
    put: Callable[[Rows, int, Mapping[str, Any], Known], None]
    read: Callable[[Session, Sequence[int]], dict[int, Fields]]
    name_of: Callable[[Mapping[str, Any]], str]
    place_of: Callable[[Mapping[str, Any]], Place]


SHAPES: dict[str, Shape] = {
    EntryKind.PRACTITIONER: Shape(
        practitioners.TABLES,
        practitioners.put,
        practitioners.read,
        practitioners.name_of,
        practitioners.place_of,
    ),
    EntryKind.ORGANIZATION: Shape(
        organizations.TABLES,
        organizations.put,
        organizations.read,
        organizations.name_of,
        organizations.place_of,
    ),
    EntryKind.SERVICE: Shape(
        services.TABLES, services.put, services.read, services.name_of, services.place_of
    ),
}
INSERT_ORDER: tuple[type[SQLModel], ...] = (
    Entry,
    *dict.fromkeys(table for shape in SHAPES.values() for table in shape.tables),
)
_CHANGING: tuple[str, ...] = (
    "status",
    "visibility",
    "name",
    "version",
    "commune",
    "latitude",
    "longitude",
    "verified_at",
    "updated_at",
)


def read_fields(session: Session, kind: str, entry_ids: Sequence[int]) -> dict[int, Fields]:
    """The fields of entries of one kind, by number; `visibility` and `verified_at` are fields too."""
    found = SHAPES[kind].read(session, entry_ids)
    own = select(Entry.id, Entry.visibility, Entry.verified_at).where(col(Entry.id).in_(entry_ids))
    for number, visibility, verified_at in session.exec(own):
        if visibility != Visibility.PUBLIC:
            found[number]["visibility"] = visibility
        if verified_at is not None:
            found[number]["verified_at"] = verified_at.date().isoformat()
    return found


def row_of(
    kind: str, fields: Mapping[str, Any], *, number: int, uid: UUID, at: datetime, version: int = 1
) -> EntryRow:
    """The entry's own row that these fields make, active and created at `at`."""
    shape = SHAPES[kind]
    commune, latitude, longitude = shape.place_of(fields)
    verified = fields.get("verified_at")
    return EntryRow(
        id=number,
        uid=uid,
        kind=kind,
        status=EntryStatus.ACTIVE,
        visibility=fields.get("visibility") or Visibility.PUBLIC,
        name=shape.name_of(fields),
        version=version,
        commune=commune,
        latitude=latitude,
        longitude=longitude,
        by_person=False,
        verified_at=datetime.fromisoformat(verified).replace(tzinfo=UTC) if verified else None,
        created_at=at,
        updated_at=at,
        redirect_to=None,
    )


def insert(session: Session, entries: Iterable[tuple[EntryRow, Fields]], linked: Mapping[str, int]) -> None:
    """Store new entries. `linked`: the numbers of the references in their fields that resolve."""
    rows, known = Rows(), Known(linked)
    new = list(entries)
    for entry, fields in new:
        rows.add(Entry, entry)
        SHAPES[entry.kind].put(rows, entry.id, fields, known)
    rows.insert(session, INSERT_ORDER)
    _link_waiting(session, new)


def replace(
    session: Session,
    entries: Iterable[tuple[EntryRow, Fields]],
    linked: Mapping[str, int],
    stored: Mapping[int, Fields] = MappingProxyType({}),
) -> None:
    """Store entries that are there already anew: their own row is updated, all else is rewritten.

    Where the caller knows the fields that are `stored`, by number, unchanged tables stay as they are.
    """
    rows, old, known = Rows(), Rows(), Known(linked)
    changed = list(entries)
    for entry, fields in changed:
        SHAPES[entry.kind].put(rows, entry.id, fields, known)
        if entry.id in stored:
            SHAPES[entry.kind].put(old, entry.id, stored[entry.id], known)
    alike = {table: rows.alike(old, table, stored) for table in INSERT_ORDER}
    for kind in {entry.kind for entry, _ in changed}:
        numbers = [entry.id for entry, _ in changed if entry.kind == kind]
        for table in reversed(SHAPES[kind].tables):
            remove(session, [table], [number for number in numbers if number not in alike[table]])
    for table, numbers_alike in alike.items():
        rows.leave_out(table, numbers_alike)
    _update_entries(session, [entry for entry, _ in changed])
    rows.insert(session, INSERT_ORDER)
    _link_waiting(session, changed)


def _update_entries(session: Session, entries: Sequence[EntryRow]) -> None:
    if not entries:
        return
    table = table_of(Entry)
    statement = update(table).where(table.c.id == bindparam("number"))
    session.connection().execute(
        statement.values({name: bindparam(f"new_{name}") for name in _CHANGING}),
        [
            {"number": entry.id} | {f"new_{name}": getattr(entry, name) for name in _CHANGING}
            for entry in entries
        ],
    )
    session.expire_all()


def _link_waiting(session: Session, entries: Sequence[tuple[EntryRow, Fields]]) -> None:
    """Make the links that waited for one of these entries."""
    arrived: dict[str, int] = {}
    for entry, fields in entries:
        if entry.kind == EntryKind.ORGANIZATION:  # only organizations are referred to
            arrived |= dict.fromkeys(fields.get("identifiers") or (), entry.id)
            arrived[identifiers.own_ref(entry.uid)] = entry.id
    make_links(session, arrived)


def make_links(session: Session, arrived: Mapping[str, int]) -> None:
    """Make the links that waited for one of these references; it names the organization of that number."""
    if not arrived:
        return
    for link in identifiers.waiting_for(session, arrived):
        target = arrived[link.ref]
        if link.name == "part_of":
            _set(session, organizations.Organization, "part_of", target, entry_id=link.entry_id)
        elif link.part:
            role = practitioners.PractitionerRole
            _set(session, role, "organization_id", target, entry_id=link.entry_id, key=link.part)
        else:
            _set(session, services.Service, "organization_id", target, entry_id=link.entry_id)
        session.delete(link)
    session.flush()


def _set(session: Session, model: type[SQLModel], name: str, value: int, **where: Any) -> None:
    table = table_of(model)
    session.execute(
        update(table).where(*(table.c[column] == key for column, key in where.items())).values({name: value})
    )
