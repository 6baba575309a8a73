"""The services whose area is a territory. Their communes are the territory's, read where they are needed."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, select
from sqlmodel import Session

from directory import territory_records
from directory.areas import MealRound, ServiceArea
from directory.rows import table_of

RULE = "territory"  # of an area whose code is a territory's uid
_AREA, _ROUND = table_of(ServiceArea).c, table_of(MealRound).c
Among = Callable[[ColumnElement[Any]], ColumnElement[bool]]  # narrows a column of entry numbers


def numbers(session: Session, uid: UUID | None = None) -> list[int]:
    """The entry numbers of the services that cover that territory (or any), in whole or with a round."""
    by_area = select(_AREA.entry_id).where(_AREA.rule == RULE)
    if uid is not None:
        by_area = by_area.where(_AREA.code == str(uid))
    in_round = select(_ROUND.entry_id).where(_says(str(uid or RULE)))
    return sorted({*session.execute(by_area).scalars(), *session.execute(in_round).scalars()})


def communes_by_service(session: Session, among: Among) -> Mapping[int, frozenset[str]]:
    """The communes of the territories that each service covers; no key for one that names none."""
    communes = cache(lambda code: _communes(session, code))
    found: dict[int, frozenset[str]] = {}
    for number, code in _codes(session, among):
        found[number] = found[number] | communes(code) if number in found else communes(code)
    return found


def _codes(session: Session, among: Among) -> Iterator[tuple[int, str]]:
    """Entry numbers with the territories they name, those of their rounds included."""
    by_area = select(_AREA.entry_id, _AREA.code).where(_AREA.rule == RULE, among(_AREA.entry_id))
    for number, code in session.execute(by_area):
        yield number, code
    in_rounds = select(_ROUND.entry_id, _ROUND.areas).where(_says(RULE), among(_ROUND.entry_id))
    for number, areas in session.execute(in_rounds):
        yield from ((number, area["code"]) for area in areas if area["rule"] == RULE)


def _says(word: str) -> ColumnElement[bool]:
    return cast(_ROUND.areas, Text).contains(f'"{word}"')


def _communes(session: Session, code: str) -> frozenset[str]:
    """None for a territory that is gone, or a code that never was one."""
    try:
        return territory_records.communes_of(session, [UUID(code)])
    except ValueError:
        return frozenset()
