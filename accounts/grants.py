"""The grants of people: a role in a scope, given and taken back by an administrator."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from accounts.permissions import INSTANCE, Action, Actor, Grant, Role, ScopeKind, require
from accounts.records import GrantRecord, PersonRecord, stored
from core import clock, journal
from core.errors import Conflict, Invalid, NotFound, Problem
from core.language import N_

KIND = "person"  # the subject of these journal rows is the person
_ADMIN_OF_A_PLACE = N_(
    "An administrator is one for the whole installation: people and erasures belong to no place. "
    "For a territory or an organization, give the role secretariat."
)


def of_people(session: Session, person_ids: Collection[UUID]) -> dict[UUID, tuple[Grant, ...]]:
    """The grants of each, expired ones too, in the order they were given; no key for a person without."""
    wanted = select(GrantRecord).where(col(GrantRecord.person_id).in_(person_ids))
    found: dict[UUID, tuple[Grant, ...]] = {}
    for record in session.exec(wanted.order_by(col(GrantRecord.id))):
        found[record.person_id] = (*found.get(record.person_id, ()), _grant(record))
    return found


def give(session: Session, actor: Actor, person_id: UUID, grant: Grant) -> None:
    """Add a grant; the same role in the same scope takes the new end. Raises NotFound, Invalid, Conflict."""
    require(actor, Action.MANAGE_PEOPLE, INSTANCE, clock.of(session))
    if grant.role is Role.ADMIN and grant.scope_kind != "instance":
        raise Invalid(_ADMIN_OF_A_PLACE)
    stored(session, person_id)
    note_given(session, actor.person_id, person_id, grant)


def note_given(session: Session, actor_id: UUID | None, person_id: UUID, grant: Grant) -> None:
    """Store a grant that was allowed, and write it in the journal."""
    before = _stored(session, person_id, grant)
    record = before or GrantRecord(
        person_id=person_id, scope_kind=grant.scope_kind, scope_id=grant.scope_id, role=grant.role
    )
    old_end = None if before is None else before.until
    if before is not None and old_end == grant.until:
        return
    if before is not None and grant.until is not None:
        _refuse_last_admin(session, person_id, grant)
    if not grant.holds(clock.of(session)):
        over = N_("The end of this role is over already. Choose a later day.")
        raise Invalid([Problem("until", over, complete=True)])
    record.until = grant.until
    session.add(record)
    changes = {"grant": (None, _words(grant)), "until": (_iso(old_end), _iso(grant.until))}
    journal.append(session, actor_id, KIND, person_id, "granted", changes)


def withdraw(session: Session, actor: Actor, person_id: UUID, grant: Grant) -> None:
    """Take back a grant. Raises NotFound, and Conflict for the last administrator's."""
    require(actor, Action.MANAGE_PEOPLE, INSTANCE, clock.of(session))
    record = _stored(session, person_id, grant)
    if record is None:
        raise NotFound(N_("This person does not have this role. “maillage person list” says who has which."))
    _refuse_last_admin(session, person_id, grant)
    session.delete(record)
    changes = {"grant": (_words(grant), None), "until": (_iso(record.until), None)}
    journal.append(session, actor.person_id, KIND, person_id, "grant_withdrawn", changes)


def _refuse_last_admin(session: Session, person_id: UUID, grant: Grant) -> None:
    if grant.role is Role.ADMIN and grant.scope_kind == "instance":
        refuse_without_admin(session, person_id)


def refuse_without_admin(session: Session, leaving: UUID) -> None:
    """Raises Conflict when nobody else could manage people any more."""
    others = (
        select(GrantRecord.id)
        .join(PersonRecord, col(PersonRecord.id) == col(GrantRecord.person_id))
        .where(col(PersonRecord.active), GrantRecord.person_id != leaving)
        .where(GrantRecord.role == Role.ADMIN, GrantRecord.scope_kind == "instance")
        .where(col(GrantRecord.until).is_(None))
    )
    if session.exec(others.limit(1)).first() is None:
        raise Conflict(N_("This is the last administrator. Make somebody else administrator first."))


def anybody_in(session: Session, scope_kind: ScopeKind, scope_id: UUID) -> bool:
    """Whether somebody has, or had until a while ago, a role in that scope."""
    same = (GrantRecord.scope_kind == scope_kind, GrantRecord.scope_id == scope_id)
    return session.exec(select(GrantRecord.id).where(*same).limit(1)).first() is not None


def _stored(session: Session, person_id: UUID, grant: Grant) -> GrantRecord | None:
    same = select(GrantRecord).where(
        GrantRecord.person_id == person_id,
        GrantRecord.scope_kind == grant.scope_kind,
        GrantRecord.scope_id == grant.scope_id,
        GrantRecord.role == grant.role,
    )
    return session.exec(same).first()


def _grant(record: GrantRecord) -> Grant:
    return Grant(record.scope_kind, record.scope_id, Role(record.role), record.until)  # type: ignore[arg-type]  # written by us


def _words(grant: Grant) -> str:
    return ":".join([grant.role, grant.scope_kind, *([str(grant.scope_id)] if grant.scope_id else [])])


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
