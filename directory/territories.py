"""Territories: named sets of communes of many kinds, that may overlap and have several parents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col, func, select

from accounts import grants
from accounts.permissions import INSTANCE, Action, Actor, require
from core import clock, journal
from core.bulk import insert_rows
from core.errors import Conflict, Invalid, NotFound, Problem
from core.ids import uuid7
from core.language import N_
from core.text import clean
from directory import communes, territory_records, territory_services
from directory.commune_file import name_key
from directory.rows import table_of
from directory.territory_records import Area as Area
from directory.territory_records import Territory as Territory
from directory.territory_records import TerritoryArea, TerritoryCommune, TerritoryParent, TerritoryRecord
from directory.territory_records import TerritoryKind as TerritoryKind
from directory.territory_records import above as above

KIND = "territory"  # the subject of these journal rows is the territory
NAME_LIMIT = 200


@dataclass(frozen=True)
class TerritoryDraft:
    """What a person or a file submits."""

    name: str
    kind: str = TerritoryKind.FREE
    is_ours: bool = False
    parents: tuple[UUID, ...] = ()
    areas: tuple[Area, ...] = ()


def add(session: Session, actor: Actor, draft: TerritoryDraft) -> Territory:
    """Raises NotAllowed, Invalid, or Conflict for a name that is taken."""
    require(actor, Action.MANAGE_TERRITORIES, INSTANCE, clock.of(session))
    checked = _checked(session, draft)
    record = TerritoryRecord(id=uuid7(), name="", key="", kind="")
    _store(session, record, checked)
    after = get(session, record.id)
    journal.append(session, actor.person_id, KIND, record.id, "added", _changes(None, after))
    return after


def edit(session: Session, actor: Actor, uid: UUID, draft: TerritoryDraft, *, seen_version: int) -> Territory:
    """Give a territory this name, kind, parents and areas; the index follows for those that cover it.

    Who has a role in the territory alone may not: its communes are what that role reaches.

    Raises NotFound, NotAllowed, Invalid, or Conflict for an old `seen_version` or a name that is taken.
    """
    require(actor, Action.MANAGE_TERRITORIES, INSTANCE, clock.of(session))
    before = _seen(session, uid, seen_version)
    checked = _checked(session, draft, uid)
    if _said(before) == checked:
        return before
    record = session.get_one(TerritoryRecord, uid)
    record.version += 1
    _store(session, record, checked)
    after = get(session, uid)
    journal.append(session, actor.person_id, KIND, uid, "edited", _changes(before, after))
    return after


def remove(session: Session, actor: Actor, uid: UUID, *, seen_version: int) -> None:
    """Forget a territory that no service covers and nobody has a role in.

    Raises NotFound, NotAllowed, Conflict.
    """
    require(actor, Action.MANAGE_TERRITORIES, INSTANCE, clock.of(session))
    before = _seen(session, uid, seen_version)
    if territory_services.numbers(session, uid):
        raise Conflict(N_("Services cover “{name}”: give them another area first."), name=before.name)
    if grants.anybody_in(session, "territory", uid):
        message = N_("People have a role in “{name}”: take it back first, with “maillage person revoke”.")
        raise Conflict(message, name=before.name)
    session.execute(delete(TerritoryParent).where(col(TerritoryParent.parent_id) == uid))
    _forget_parts(session, uid)
    session.execute(delete(TerritoryRecord).where(col(TerritoryRecord.id) == uid))
    session.expire_all()
    journal.append(session, actor.person_id, KIND, uid, "removed", _changes(before, None))


def get(session: Session, uid: UUID) -> Territory:
    """Raises NotFound."""
    found = territory_records.read(session, [uid])
    if not found:
        raise NotFound(N_("There is no such territory. Choose one from the list."))
    return found[0]


def by_name(session: Session, name: str) -> Territory | None:
    """However the name is written."""
    found = session.exec(select(TerritoryRecord.id).where(TerritoryRecord.key == name_key(name))).first()
    return get(session, found) if found else None


def listing(session: Session) -> list[Territory]:
    """All territories by name; they are open to everybody."""
    return territory_records.read(session)


def communes_of(session: Session, uid: UUID) -> frozenset[str]:
    """Its communes; those of its parts, when it has no rule of its own."""
    return territory_records.communes_of(session, [uid])


def ours(session: Session) -> frozenset[str]:
    """The communes of all the territories that the instance is there for."""
    return territory_records.snapshot(session).ours


def holding(session: Session, codes: Iterable[str]) -> set[UUID]:
    """The territories that hold one of these communes, and those that they are parts of."""
    wanted = select(territory_records.TerritoryCommune.territory_id)
    column = col(territory_records.TerritoryCommune.commune)
    return territory_records.above(session, session.exec(wanted.where(column.in_(list(codes)))).all())


def _seen(session: Session, uid: UUID, version: int) -> Territory:
    found = get(session, uid)
    if found.version != version:
        raise Conflict(
            N_("“{name}” changed since you opened it. Open it again, then make your change."), name=found.name
        )
    return found


def _said(territory: Territory) -> TerritoryDraft:
    return TerritoryDraft(
        territory.name, territory.kind, territory.is_ours, territory.parents, territory.areas
    )


def _checked(session: Session, draft: TerritoryDraft, uid: UUID | None = None) -> TerritoryDraft:
    """The draft in canonical form."""
    name = clean(draft.name, NAME_LIMIT)
    areas = tuple(sorted(set(draft.areas)))
    parents = tuple(sorted(set(draft.parents)))
    problems = [*_problems(draft, name, areas), *_parent_problems(session, parents, uid)]
    if problems:
        raise Invalid(problems)
    taken = session.exec(select(TerritoryRecord.id).where(TerritoryRecord.key == name_key(name))).first()
    if taken not in (None, uid):
        raise Conflict(N_("There is a territory named “{name}” already. Choose another name."), name=name)
    return TerritoryDraft(name, str(draft.kind), draft.is_ours, parents, areas)


def _problems(draft: TerritoryDraft, name: str, areas: Iterable[Area]) -> Iterable[Problem]:
    if not name_key(name):
        yield Problem("name", N_("Say how the territory is called."), complete=True)
    if draft.kind not in tuple(TerritoryKind):
        given = {"expected": ", ".join(TerritoryKind), "given": draft.kind}
        one_of = N_("The kind of a territory is one of {expected} (given: {given}).")
        yield Problem("kind", one_of, given, complete=True)
    for area in areas:
        if not _known(area):
            nowhere = N_("“{rule} {code}” stands for no commune.")
            yield Problem("areas", nowhere, area._asdict(), complete=True)


def _known(area: Area) -> bool:
    if area.rule in ("commune", "former"):
        return all(communes.by_code(code) is not None for code in communes.expand(*area))
    return bool(communes.expand(*area))


def _parent_problems(session: Session, parents: Sequence[UUID], uid: UUID | None) -> Iterable[Problem]:
    known = session.exec(select(func.count()).where(col(TerritoryRecord.id).in_(parents))).one()
    if known < len(parents):
        missing = N_("A territory that it would be a part of does not exist.")
        yield Problem("parents", missing, complete=True)
    if uid in above(session, parents):
        yield Problem("parents", N_("A territory cannot be a part of itself."), complete=True)


def _store(session: Session, record: TerritoryRecord, draft: TerritoryDraft) -> None:
    record.name, record.key = draft.name, name_key(draft.name)
    record.kind, record.is_ours = draft.kind, draft.is_ours
    session.add(record)
    session.flush()
    _forget_parts(session, record.id)
    found = sorted(frozenset().union(*(communes.expand(*area) for area in draft.areas)))
    rows: Mapping[type[SQLModel], list[tuple[Any, ...]]] = {
        TerritoryParent: [(record.id, parent) for parent in draft.parents],
        TerritoryArea: [(record.id, *area) for area in draft.areas],
        TerritoryCommune: [(record.id, commune) for commune in found],
    }
    for model, values in rows.items():
        table = table_of(model)
        insert_rows(session, table, [column.name for column in table.columns], values)


def _forget_parts(session: Session, uid: UUID) -> None:
    for model in (TerritoryParent, TerritoryArea, TerritoryCommune):
        session.execute(delete(model).where(col(model.territory_id) == uid))


def _changes(before: Territory | None, after: Territory | None) -> journal.Changes:
    old, new = (_values(territory) if territory else {} for territory in (before, after))
    names = sorted(old.keys() | new.keys())
    pairs = {name: (old.get(name), new.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _values(territory: Territory) -> dict[str, Any]:
    return {
        "name": territory.name,
        "kind": territory.kind,
        "is_ours": territory.is_ours,
        "parents": [str(parent) for parent in territory.parents],
        "areas": [f"{area.rule}:{area.code}" for area in territory.areas],
    }
