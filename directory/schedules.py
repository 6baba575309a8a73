"""Opening hours: simple weekly slots, and dated exceptions to them (never bare RRULEs)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from core.language import _, current
from directory import nomenclatures
from directory.fields import Fields
from directory.rows import Rows

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


class Schedule(SQLModel, table=True):
    """One weekly slot; times are "HH:MM" on the local clock, `closes` may be "24:00"."""

    __tablename__ = "schedule"
    __table_args__ = (Index("ix_schedule_entry", "entry_id"),)

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    part: str = ""
    day: str
    opens: str
    closes: str


class ScheduleException(SQLModel, table=True):
    """From one date to another (both included): closed, or other hours when `opens` is given."""

    __tablename__ = "schedule_exception"
    __table_args__ = (Index("ix_schedule_exception_entry", "entry_id"),)

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    part: str = ""
    starts: str  # ISO 8601 date
    ends: str
    opens: str | None = None
    closes: str | None = None
    label: str | None = None


def put(rows: Rows, entry_id: int, part: str, fields: Mapping[str, Any]) -> None:
    for slot in fields.get("hours") or ():
        rows.add(Schedule, (entry_id, part, slot["day"], slot["opens"], slot["closes"]))
    for closure in fields.get("closures") or ():
        rows.add(
            ScheduleException,
            (
                entry_id,
                part,
                closure["from"],
                closure["to"],
                closure.get("opens"),
                closure.get("closes"),
                closure.get("label"),
            ),
        )


def read(session: Session, entry_ids: Sequence[int], into: Mapping[int, Fields], prefix: str) -> None:
    slots = select(Schedule).where(col(Schedule.entry_id).in_(entry_ids)).order_by(col(Schedule.id))
    for slot in session.exec(slots):
        value = {"day": slot.day, "opens": slot.opens, "closes": slot.closes}
        into[slot.entry_id].setdefault(_path(prefix, slot.part, "hours"), []).append(value)
    closures = select(ScheduleException).where(col(ScheduleException.entry_id).in_(entry_ids))
    for closure in session.exec(closures.order_by(col(ScheduleException.id))):
        path = _path(prefix, closure.part, "closures")
        into[closure.entry_id].setdefault(path, []).append(_closure(closure))


def _closure(closure: ScheduleException) -> dict[str, Any]:
    value = {"from": closure.starts, "to": closure.ends}
    optional = {"opens": closure.opens, "closes": closure.closes, "label": closure.label}
    return value | {name: said for name, said in optional.items() if said}


def _path(prefix: str, part: str, name: str) -> str:
    return f"{prefix}.{part}.{name}" if part else name


def days_text(days: Iterable[str]) -> str:
    """ "du lundi au samedi", "lundi, jeudi", "tous les jours"; in week order."""
    chosen = [day for day in DAYS if day in set(days)]
    if len(chosen) == len(DAYS):
        return _("every day")
    names = [nomenclatures.label("day", day) for day in chosen]
    if current() == "fr":
        names = [name.lower() for name in names]
    if len(chosen) > 2 and _follow_each_other(chosen):
        return _("from {first} to {last}").format(first=names[0], last=names[-1])
    return ", ".join(names)


def days_brief(days: Iterable[str]) -> str:
    """ "lun–sam", "lun, jeu", "7j/7": for a narrow line."""
    chosen = [day for day in DAYS if day in set(days)]
    if len(chosen) == len(DAYS):
        return _("daily")
    names = [nomenclatures.brief("day", day) for day in chosen]
    if len(chosen) > 2 and _follow_each_other(chosen):
        return f"{names[0]}–{names[-1]}"
    return ", ".join(names)


def _follow_each_other(days: Sequence[str]) -> bool:
    start = DAYS.index(days[0])
    return tuple(days) == DAYS[start : start + len(days)]
