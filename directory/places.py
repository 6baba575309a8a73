"""What entries of every kind have: address, contact points and hours of each part; and numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, SQLModel

from directory import contacts, identifiers, locations, schedules
from directory.fields import Fields
from directory.rows import Rows

TABLES: tuple[type[SQLModel], ...] = (
    locations.Location,
    contacts.ContactPoint,
    identifiers.Identifier,
    identifiers.PendingLink,
    schedules.Schedule,
    schedules.ScheduleException,
)


def put(rows: Rows, entry_id: int, part: str, fields: Mapping[str, Any]) -> None:
    """Add the rows of one place; `part` is "" for the entry itself."""
    locations.put(rows, entry_id, part, fields)
    contacts.put(rows, entry_id, part, fields.get("contacts"))
    schedules.put(rows, entry_id, part, fields)


def read(session: Session, entry_ids: Sequence[int], into: Mapping[int, Fields], prefix: str = "") -> None:
    """Add the fields of all places, a part's under `<prefix>.<part>.`, then the numbers and waiting links."""
    locations.read(session, entry_ids, into, prefix)
    contacts.read(session, entry_ids, into, prefix)
    identifiers.read(session, entry_ids, into)
    identifiers.read_links(session, entry_ids, into, prefix)
    schedules.read(session, entry_ids, into, prefix)
