"""Practitioners and the roles they hold (FHIR Practitioner and PractitionerRole)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from core.tables import Codes
from directory import contacts, identifiers, places
from directory.entries import Entry
from directory.fields import Fields, parts
from directory.rows import Known, Rows

PREFIX = "roles"
_ROLE = (
    "profession",
    "mode",
    "sector",
    "function",
    "site_name",
    "conventionnement",
    "new_patients",
    "home_visits",
)


_KNOWN_OF_ALL = ("conventionnement", "new_patients", "home_visits")
_OWN = ("civility", "family_name", "given_name", "profession", "description", *_KNOWN_OF_ALL)


class Practitioner(SQLModel, table=True):
    """A person who practises; `profession` and `specialties` are RPPS codes (TRE_G15, TRE_R38…)."""

    __tablename__ = "practitioner"

    entry_id: int = Field(primary_key=True, foreign_key="entry.id", sa_column_kwargs={"autoincrement": False})
    civility: str | None = None
    family_name: str
    given_name: str | None = None
    profession: str | None = None
    specialties: tuple[str, ...] = Field(default=(), sa_type=Codes)
    description: str | None = None
    conventionnement: str | None = None  # what is known of the person, whichever the activity
    new_patients: bool | None = None
    home_visits: bool | None = None


class PractitionerRole(SQLModel, table=True):
    """One activity of a practitioner; its place and contact points have the same `part` as its `key`."""

    __tablename__ = "practitioner_role"
    __table_args__ = {"sqlite_with_rowid": False}

    entry_id: int = Field(primary_key=True, foreign_key="entry.id", sa_column_kwargs={"autoincrement": False})
    key: str = Field(primary_key=True)  # the source's own key, so that a re-import finds the role again
    organization_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    profession: str | None = None
    mode: str | None = None  # TRE_R23: L libéral, S salarié, B bénévole
    sector: str | None = None  # TRE_R02, e.g. SA07
    function: str | None = None
    site_name: str | None = None
    conventionnement: str | None = None
    new_patients: bool | None = None
    home_visits: bool | None = None


TABLES: tuple[type[SQLModel], ...] = (Practitioner, PractitionerRole, *places.TABLES)


def name_of(fields: Mapping[str, Any]) -> str:
    """The name as it is shown: given name first."""
    return f"{fields.get('given_name') or ''} {fields.get('family_name') or ''}".strip()


def place_of(fields: Mapping[str, Any]) -> tuple[str | None, float | None, float | None]:
    """Commune and coordinates that stand for the person: those of the first role that has a commune."""
    paths = [path for path in fields if path.endswith(".commune")]
    if not paths:
        return None, None, None
    path = min(paths)
    start = path[: -len("commune")]
    return fields[path], fields.get(start + "latitude"), fields.get(start + "longitude")


def put(rows: Rows, entry_id: int, fields: Mapping[str, Any], known: Known) -> None:
    """Add the rows of one practitioner."""
    get = fields.get
    rows.add(
        Practitioner,
        (
            entry_id,
            get("civility"),
            get("family_name") or "",
            get("given_name"),
            get("profession"),
            tuple(get("specialties") or ()),
            get("description"),
            *map(get, _KNOWN_OF_ALL),
        ),
    )
    identifiers.put(rows, entry_id, get("identifiers"))
    contacts.put(rows, entry_id, "", get("contacts"))
    for key, role in parts(fields, PREFIX).items():
        _put_role(rows, entry_id, key, role, known)


def _put_role(rows: Rows, entry_id: int, key: str, role: Mapping[str, Any], known: Known) -> None:
    organization = identifiers.link(rows, entry_id, key, "organization", role, known)
    rows.add(PractitionerRole, (entry_id, key, organization, *map(role.get, _ROLE)))
    places.put(rows, entry_id, key, role)


def read(session: Session, entry_ids: Sequence[int]) -> dict[int, Fields]:
    """The fields of those practitioners, as `put` was given them."""
    found: dict[int, Fields] = {entry_id: {} for entry_id in entry_ids}
    for person in session.exec(select(Practitioner).where(col(Practitioner.entry_id).in_(entry_ids))):
        for name in _OWN:
            if (value := getattr(person, name)) is not None:
                found[person.entry_id][name] = value
        if person.specialties:
            found[person.entry_id]["specialties"] = sorted(person.specialties)
    _read_roles(session, entry_ids, found)
    places.read(session, entry_ids, found, PREFIX)
    return found


def _read_roles(session: Session, entry_ids: Sequence[int], into: Mapping[int, Fields]) -> None:
    organization = aliased(Entry)
    wanted = (
        select(PractitionerRole, organization.uid)
        .join(organization, col(PractitionerRole.organization_id) == organization.id, isouter=True)
        .where(col(PractitionerRole.entry_id).in_(entry_ids))
    )
    for role, organization_uid in session.exec(wanted):
        start = f"{PREFIX}.{role.key}."
        for name in _ROLE:
            if (value := getattr(role, name)) is not None:
                into[role.entry_id][start + name] = value
        if organization_uid is not None:
            into[role.entry_id][start + "organization"] = identifiers.own_ref(organization_uid)
