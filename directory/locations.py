"""Places: the address and coordinates of an entry, or of one of its parts."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from directory.fields import Fields
from directory.rows import Rows

NAMES = ("line", "complement", "postcode", "commune", "locality", "latitude", "longitude")


class Location(SQLModel, table=True):
    """A place, and only a place (HSDS `location` with its `address`).

    `part` is "" for the entry itself, a role's key or a site's key. The contact points and the opening
    hours with the same `part` belong to this place: together they are HSDS's `service_at_location`.
    """

    __tablename__ = "location"
    __table_args__ = {"sqlite_with_rowid": False}

    entry_id: int = Field(primary_key=True, foreign_key="entry.id", sa_column_kwargs={"autoincrement": False})
    part: str = Field(primary_key=True, default="")
    line: str | None = None
    complement: str | None = None
    postcode: str | None = None
    commune: str | None = None  # INSEE code
    locality: str | None = None  # the town as the source writes it
    latitude: float | None = None  # WGS 84, degrees
    longitude: float | None = None


def put(rows: Rows, entry_id: int, part: str, fields: Mapping[str, Any]) -> None:
    get = fields.get
    place = (
        get("line"), get("complement"), get("postcode"), get("commune"), get("locality"),
        get("latitude"), get("longitude"),
    )  # fmt: skip
    if place != _NOWHERE:
        rows.add(Location, (entry_id, part, *place))


_NOWHERE = (None,) * len(NAMES)


def read(session: Session, entry_ids: Sequence[int], into: Mapping[int, Fields], prefix: str) -> None:
    """Add the places' fields, a part's under `<prefix>.<part>.`."""
    for place in session.exec(select(Location).where(col(Location.entry_id).in_(entry_ids))):
        start = f"{prefix}.{place.part}." if place.part else ""
        fields = into[place.entry_id]
        for name in NAMES:
            if (value := getattr(place, name)) is not None:
                fields[start + name] = value
