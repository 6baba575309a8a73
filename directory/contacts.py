"""Contact points: telephones, addresses on the net, each with who may see it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from directory.fields import Fields
from directory.kinds import Visibility
from directory.rows import Rows


class ContactKind(StrEnum):
    """FHIR `ContactPoint.system`, with the secured mail of French health (MSSanté) apart."""

    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    MSSANTE = "mssante"
    URL = "url"


class ContactPoint(SQLModel, table=True):
    """One way to reach an entry or one of its parts. Telephones are E.164 where they can be read."""

    __tablename__ = "contact_point"
    __table_args__ = (Index("ix_contact_point_entry", "entry_id"),)

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    part: str = ""
    kind: str
    value: str
    label: str | None = None
    visibility: str = Visibility.PUBLIC


def put(rows: Rows, entry_id: int, part: str, contacts: Sequence[Mapping[str, Any]] | None) -> None:
    for contact in contacts or ():
        rows.add(
            ContactPoint,
            (
                entry_id,
                part,
                contact["kind"],
                contact["value"],
                contact.get("label"),
                contact.get("visibility") or default_visibility(contact["kind"]),
            ),
        )


def read(session: Session, entry_ids: Sequence[int], into: Mapping[int, Fields], prefix: str) -> None:
    """Add lists of contacts in their order, a part's under `<prefix>.<part>.contacts`."""
    wanted = select(ContactPoint).where(col(ContactPoint.entry_id).in_(entry_ids))
    for point in session.exec(wanted.order_by(col(ContactPoint.id))):
        path = f"{prefix}.{point.part}.contacts" if point.part else "contacts"
        into[point.entry_id].setdefault(path, []).append(as_value(point))


def as_value(point: ContactPoint) -> dict[str, Any]:
    """The JSON form used in fields; says nothing that is not known."""
    value = {"kind": point.kind, "value": point.value, "visibility": point.visibility}
    return value | {"label": point.label} if point.label else value


def kind_of_address(address: str) -> ContactKind:
    """A mail address of MSSanté is told by its domain, wherever it was written."""
    _name, _at, domain = address.lower().rpartition("@")
    return ContactKind.MSSANTE if "mssante" in domain.split(".") else ContactKind.EMAIL


def default_visibility(kind: str) -> str:
    return Visibility.PROFESSIONALS if kind == ContactKind.MSSANTE else Visibility.PUBLIC
