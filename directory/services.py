"""Services: what is offered, to whom, where, when, at what price (HSDS `service`)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from core.tables import Codes
from directory import areas, identifiers, places
from directory.entries import Entry
from directory.fields import Fields, parts
from directory.rows import Known, Rows

PREFIX = "sites"
_LISTS = (
    "activities", "audiences", "gir", "access", "funding", "diets", "meal_temperatures", "days_covered",
)  # fmt: skip
_PLAIN = (
    "service_type", "description", "minimum_age", "maximum_age", "operating_mode", "conditions",
    "availability", "places", "availability_as_of", "availability_until", "availability_note",
    "minimum_order", "notice_days", "home_visits",
)  # fmt: skip
_COST = ("option", "cents", "unit", "condition", "valid_from", "valid_to")


class Service(SQLModel, table=True):
    """One offer of an organization. Dates are ISO 8601; the codes are those of `nomenclatures`."""

    __tablename__ = "service"

    entry_id: int = Field(primary_key=True, foreign_key="entry.id", sa_column_kwargs={"autoincrement": False})
    organization_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    service_type: str | None = None  # ROR, TRE_R244
    description: str | None = None
    minimum_age: int | None = None  # years
    maximum_age: int | None = None
    operating_mode: str | None = None  # prestataire, mandataire or both
    conditions: str | None = None
    availability: str | None = None
    places: int | None = None
    availability_as_of: str | None = None
    availability_until: str | None = None  # after that day what is said of availability is not shown
    availability_note: str | None = None
    minimum_order: int | None = None  # meals a week
    notice_days: int | None = None
    home_visits: bool | None = None
    activities: tuple[str, ...] = Field(default=(), sa_type=Codes)  # FINESS, TRE_R401
    audiences: tuple[str, ...] = Field(default=(), sa_type=Codes)
    gir: tuple[str, ...] = Field(default=(), sa_type=Codes)
    access: tuple[str, ...] = Field(default=(), sa_type=Codes)
    funding: tuple[str, ...] = Field(default=(), sa_type=Codes)
    diets: tuple[str, ...] = Field(default=(), sa_type=Codes)
    meal_temperatures: tuple[str, ...] = Field(default=(), sa_type=Codes)
    days_covered: tuple[str, ...] = Field(default=(), sa_type=Codes)


class ServiceLocation(SQLModel, table=True):
    """A further site of a service (HSDS `service_at_location`); its place has the same `part`."""

    __tablename__ = "service_location"

    entry_id: int = Field(primary_key=True, foreign_key="entry.id", sa_column_kwargs={"autoincrement": False})
    key: str = Field(primary_key=True)
    name: str | None = None


class CostOption(SQLModel, table=True):
    """A price (HSDS `cost_option`): whole euro cents, by `unit`, under a condition, between two dates."""

    __tablename__ = "cost_option"
    __table_args__ = (Index("ix_cost_option_entry", "entry_id"),)

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    option: str | None = None
    cents: int | None = None
    unit: str | None = None
    condition: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


TABLES: tuple[type[SQLModel], ...] = (
    Service,
    ServiceLocation,
    CostOption,
    areas.ServiceArea,
    areas.ServiceAreaCommune,
    areas.MealRound,
    *places.TABLES,
)


def name_of(fields: Mapping[str, Any]) -> str:
    return str(fields.get("name") or "")


def place_of(fields: Mapping[str, Any]) -> tuple[str | None, float | None, float | None]:
    return fields.get("commune"), fields.get("latitude"), fields.get("longitude")


def put(rows: Rows, entry_id: int, fields: Mapping[str, Any], known: Known) -> None:
    """Add the rows of one service."""
    organization = identifiers.link(rows, entry_id, "", "organization", fields, known)
    lists = (tuple(fields.get(name) or ()) for name in _LISTS)
    rows.add(Service, (entry_id, organization, *map(fields.get, _PLAIN), *lists))
    for cost in fields.get("costs") or ():
        rows.add(CostOption, (entry_id, *map(cost.get, _COST)))
    areas.put(rows, entry_id, fields)
    identifiers.put(rows, entry_id, fields.get("identifiers"))
    places.put(rows, entry_id, "", fields)
    for key, site in parts(fields, PREFIX).items():
        rows.add(ServiceLocation, (entry_id, key, site.get("name")))
        places.put(rows, entry_id, key, site)


def read(session: Session, entry_ids: Sequence[int]) -> dict[int, Fields]:
    """The fields of those services, as `put` was given them."""
    found: dict[int, Fields] = {entry_id: {} for entry_id in entry_ids}
    _read_services(session, entry_ids, found)
    for site in session.exec(select(ServiceLocation).where(col(ServiceLocation.entry_id).in_(entry_ids))):
        if site.name:
            found[site.entry_id][f"{PREFIX}.{site.key}.name"] = site.name
    costs = select(CostOption).where(col(CostOption.entry_id).in_(entry_ids)).order_by(col(CostOption.id))
    for cost in session.exec(costs):
        value = {name: said for name in _COST if (said := getattr(cost, name)) is not None}
        found[cost.entry_id].setdefault("costs", []).append(value)
    areas.read(session, entry_ids, found)
    places.read(session, entry_ids, found, PREFIX)
    return found


def _read_services(session: Session, entry_ids: Sequence[int], into: Mapping[int, Fields]) -> None:
    organization = aliased(Entry)
    wanted = (
        select(Service, Entry.name, organization.uid)
        .join(Entry, col(Service.entry_id) == col(Entry.id))
        .join(organization, col(Service.organization_id) == organization.id, isouter=True)
        .where(col(Service.entry_id).in_(entry_ids))
    )
    for service, name, organization_uid in session.exec(wanted):
        fields = into[service.entry_id]
        fields["name"] = name
        fields |= {own: value for own in _PLAIN if (value := getattr(service, own)) is not None}
        fields |= {own: sorted(codes) for own in _LISTS if (codes := getattr(service, own))}
        if organization_uid is not None:
            fields["organization"] = identifiers.own_ref(organization_uid)
