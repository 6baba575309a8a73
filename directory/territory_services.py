"""The services whose area is a territory: they follow when its communes change."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, delete
from sqlmodel import Session, col, select

from accounts.permissions import Actor
from core import journal
from directory.areas import MealRound, ServiceArea, ServiceAreaCommune
from directory.entries import Entry
from directory.kinds import EntryKind
from directory.rows import Expand, Rows


def numbers(session: Session, uids: Iterable[UUID]) -> list[int]:
    """The entry numbers of the services that cover a territory, in whole or with one of their rounds."""
    found: set[int] = set()
    for code in map(str, uids):
        by_area = select(ServiceArea.entry_id).where(
            ServiceArea.rule == "territory", ServiceArea.code == code
        )
        in_round = cast(col(MealRound.areas), Text).contains(code)
        found.update(session.exec(by_area), session.exec(select(MealRound.entry_id).where(in_round)))
    return sorted(found)


def refresh(session: Session, actor: Actor, uids: Iterable[UUID], expand: Expand) -> None:
    """Work out again the communes of those services, and tell the journal, which the index follows."""
    found = numbers(session, uids)
    before = _communes(session, found)
    rows, changed = Rows(), []
    for number, areas in _areas(session, found).items():
        covered = {commune for area in areas for commune in expand(area["rule"], area["code"])}
        if covered != before[number]:
            changed.append(number)
            for commune in sorted(covered):
                rows.add(ServiceAreaCommune, (number, commune))
    session.execute(delete(ServiceAreaCommune).where(col(ServiceAreaCommune.entry_id).in_(changed)))
    rows.insert(session, (ServiceAreaCommune,))
    services = session.exec(select(Entry.uid).where(col(Entry.id).in_(changed)).order_by(col(Entry.id)))
    followed = [(str(EntryKind.SERVICE), service, "area_followed", None) for service in services]
    journal.append_many(session, actor.person_id, followed)


def _communes(session: Session, numbers: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {number: set() for number in numbers}
    of_these = col(ServiceAreaCommune.entry_id).in_(numbers)
    for row in session.exec(select(ServiceAreaCommune).where(of_these)):
        found[row.entry_id].add(row.commune)
    return found


def _areas(session: Session, numbers: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The rules of each service, those of its rounds included."""
    found: dict[int, list[dict[str, Any]]] = {number: [] for number in numbers}
    for area in session.exec(select(ServiceArea).where(col(ServiceArea.entry_id).in_(numbers))):
        found[area.entry_id].append({"rule": area.rule, "code": area.code})
    for meal_round in session.exec(select(MealRound).where(col(MealRound.entry_id).in_(numbers))):
        found[meal_round.entry_id].extend(meal_round.areas)
    return found
