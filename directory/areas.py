"""Areas served: the rule as people say it, and the communes it stands for."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from core.tables import Json
from directory import communes
from directory.fields import Fields
from directory.rows import Rows


class ServiceArea(SQLModel, table=True):
    """One rule of an area: `rule` is commune, former, epci, departement, postcode or territory."""

    __tablename__ = "service_area"
    __table_args__ = (Index("ix_service_area_entry", "entry_id"),)

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    rule: str
    code: str
    label: str | None = None


class ServiceAreaCommune(SQLModel, table=True):
    """A commune that a service covers; "d49149" is the former commune 49149, now part of another.

    Those of a territory stand with the territory: it may change, and thousands of services may cover it.
    """

    __tablename__ = "service_area_commune"

    entry_id: int = Field(primary_key=True, foreign_key="entry.id", sa_column_kwargs={"autoincrement": False})
    commune: str = Field(primary_key=True, index=True)


class MealRound(SQLModel, table=True):
    """A delivery round: its days, the part of the area it serves and the days its meals are for."""

    __tablename__ = "meal_round"
    __table_args__ = (Index("ix_meal_round_entry", "entry_id"),)

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    days: list[str] = Field(default_factory=list, sa_type=Json)
    half_day: str | None = None  # "am" or "pm"
    days_covered: list[str] = Field(default_factory=list, sa_type=Json)
    areas: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)


def put(rows: Rows, entry_id: int, fields: Mapping[str, Any]) -> None:
    """Add the rules, the communes they stand for (rounds included) and the rounds.

    A territory stands for none here: its communes are its own (see `territory_services`).
    """
    covered: set[str] = set()
    for area in fields.get("areas") or ():
        rows.add(ServiceArea, (entry_id, area["rule"], area["code"], area.get("label")))
        covered |= communes.expand(area["rule"], area["code"])
    for meal_round in fields.get("rounds") or ():
        rows.add(
            MealRound,
            (
                entry_id,
                list(meal_round.get("days") or ()),
                meal_round.get("half_day"),
                list(meal_round.get("days_covered") or ()),
                list(meal_round.get("areas") or ()),
            ),
        )
        for area in meal_round.get("areas") or ():
            covered |= communes.expand(area["rule"], area["code"])
    for commune in sorted(covered):
        rows.add(ServiceAreaCommune, (entry_id, commune))


def read(session: Session, entry_ids: Sequence[int], into: Mapping[int, Fields]) -> None:
    areas = select(ServiceArea).where(col(ServiceArea.entry_id).in_(entry_ids))
    for area in session.exec(areas.order_by(col(ServiceArea.id))):
        value = {"rule": area.rule, "code": area.code}
        if area.label:
            value["label"] = area.label
        into[area.entry_id].setdefault("areas", []).append(value)
    rounds = select(MealRound).where(col(MealRound.entry_id).in_(entry_ids))
    for meal_round in session.exec(rounds.order_by(col(MealRound.id))):
        into[meal_round.entry_id].setdefault("rounds", []).append(_round(meal_round))


def _round(meal_round: MealRound) -> dict[str, Any]:
    value = {
        "days": list(meal_round.days),
        "half_day": meal_round.half_day,
        "days_covered": list(meal_round.days_covered),
        "areas": list(meal_round.areas),
    }
    return {name: said for name, said in value.items() if said}
