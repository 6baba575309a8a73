"""Organizations: FINESS legal entities (EJ) and their sites (EG), associations, town halls."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from directory import identifiers, places
from directory.entries import Entry
from directory.fields import Fields
from directory.rows import Known, Rows

_OWN = ("alias", "category", "description")


class Organization(SQLModel, table=True):
    """A body that helps or runs services; `category` is FINESS's (TRE_R66), `part_of` the legal entity."""

    __tablename__ = "organization"

    entry_id: int = Field(primary_key=True, foreign_key="entry.id", sa_column_kwargs={"autoincrement": False})
    part_of: int | None = Field(default=None, foreign_key="entry.id", index=True)
    alias: str | None = None
    category: str | None = None
    description: str | None = None


TABLES: tuple[type[SQLModel], ...] = (Organization, *places.TABLES)


def name_of(fields: Mapping[str, Any]) -> str:
    return str(fields.get("name") or "")


def place_of(fields: Mapping[str, Any]) -> tuple[str | None, float | None, float | None]:
    return fields.get("commune"), fields.get("latitude"), fields.get("longitude")


def put(rows: Rows, entry_id: int, fields: Mapping[str, Any], known: Known) -> None:
    """Add the rows of one organization."""
    legal_entity = identifiers.link(rows, entry_id, "", "part_of", fields, known)
    rows.add(Organization, (entry_id, legal_entity, *map(fields.get, _OWN)))
    identifiers.put(rows, entry_id, fields.get("identifiers"))
    places.put(rows, entry_id, "", fields)


def read(session: Session, entry_ids: Sequence[int]) -> dict[int, Fields]:
    """The fields of those organizations, as `put` was given them."""
    found: dict[int, Fields] = {entry_id: {} for entry_id in entry_ids}
    legal_entity = aliased(Entry)
    wanted = (
        select(Organization, Entry.name, legal_entity.uid)
        .join(Entry, col(Organization.entry_id) == col(Entry.id))
        .join(legal_entity, col(Organization.part_of) == legal_entity.id, isouter=True)
        .where(col(Organization.entry_id).in_(entry_ids))
    )
    for organization, name, part_of in session.exec(wanted):
        fields = found[organization.entry_id]
        fields["name"] = name
        fields |= {own: value for own in _OWN if (value := getattr(organization, own)) is not None}
        if part_of is not None:
            fields["part_of"] = identifiers.own_ref(part_of)
    places.read(session, entry_ids, found)
    return found
