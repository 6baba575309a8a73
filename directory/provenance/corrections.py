"""The corrections of people, kept entry by entry (see `overlay` for what they do)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Field, Session, SQLModel

from core import bulk
from core.tables import Json, Uid, UtcDateTime
from directory.contacts import default_visibility
from directory.fields import Fields, compact
from directory.provenance import contradictions, records, references
from directory.provenance.overlay import Corrections, noted
from directory.provenance.resolve import resolve
from directory.rows import table_of


class CorrectionRow(SQLModel, table=True):
    """One correction. `element` is "" for a field that merges whole; a `value` of NULL is "not so"."""

    __tablename__ = "correction"

    entry_id: int = Field(primary_key=True, foreign_key="entry.id", sa_column_kwargs={"autoincrement": False})
    path: str = Field(primary_key=True)
    element: str = Field(primary_key=True, default="")
    value: Any = Field(default=None, sa_type=Json, nullable=True)
    at: datetime = Field(sa_type=UtcDateTime)
    person_id: UUID | None = Field(default=None, sa_type=Uid)


_TABLE = table_of(CorrectionRow)
_COLUMNS = ("entry_id", "path", "element", "value", "at", "person_id")


def note(
    session: Session,
    entry_id: int,
    before: Fields,
    after: Fields,
    *,
    at: datetime,
    by: UUID | None,
) -> None:
    """Remember what a person changed, so that no import undoes it; nothing to do while no source speaks."""
    stored = records.of_entries(session, [entry_id])[entry_id]
    if not stored:
        return
    said = resolve(records.statements(stored))
    held = of_entries(session, [entry_id])[entry_id]
    kept = noted(held, complete(before), complete(after), complete(references.as_ours(session, said)))
    write(session, entry_id, held, kept, at=at, by=by)
    contradictions.follow_edit(session, entry_id, kept, at=at, by=by)


def of_entries(session: Session, entry_ids: Sequence[int]) -> dict[int, Corrections]:
    """The corrections of these entries, by number of entry."""
    found: dict[int, dict[tuple[str, str], Any]] = defaultdict(dict)
    wanted = select(_TABLE.c.entry_id, _TABLE.c.path, _TABLE.c.element, _TABLE.c.value)
    for entry_id, path, element, value in session.execute(wanted.where(_TABLE.c.entry_id.in_(entry_ids))):
        found[entry_id][path, element] = value
    return found  # type: ignore[return-value]  # a dict of dicts is a dict of mappings, read only


def write(
    session: Session,
    entry_id: int,
    held: Corrections,
    kept: Corrections,
    *,
    at: datetime,
    by: UUID | None,
) -> None:
    """Store `kept` in the place of `held`, touching only what differs."""
    changed = [name for name in kept if name not in held or held[name] != kept[name]]
    for path, element in [*changed, *(name for name in held if name not in kept)]:
        session.execute(delete(_TABLE).where(_same(entry_id, path, element)))
    rows = [(entry_id, path, element, kept[path, element], at, by) for path, element in changed]
    bulk.insert_rows(session, _TABLE, _COLUMNS, rows)


def _same(entry_id: int, path: str, element: str) -> Any:
    return (_TABLE.c.entry_id == entry_id) & (_TABLE.c.path == path) & (_TABLE.c.element == element)


def complete(fields: Fields) -> Fields:
    """The fields with each contact point in the one form that entries read."""
    return {
        path: [_contact(contact) for contact in value] if path.endswith("contacts") else value
        for path, value in compact(fields).items()
    }


def _contact(contact: Fields) -> Fields:
    visibility = contact.get("visibility") or default_visibility(contact["kind"])
    return compact(contact | {"visibility": visibility})
