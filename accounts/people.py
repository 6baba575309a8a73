"""The people who use this installation: their login, and who they are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from accounts import grants, passwords
from accounts.permissions import INSTANCE, Action, Actor, Grant, Role, require
from accounts.records import PersonRecord, stored
from core import clock, journal
from core.errors import Conflict, Invalid, NotAllowed, Problem
from core.language import N_, _
from core.text import clean

KIND = grants.KIND
LOCAL_LOGIN = "local"  # the owner of this computer: no password, no door, everything allowed
NAME_LIMIT = 200
CLOSED = N_("This account is closed. Ask an administrator to open it again.")
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")


@dataclass(frozen=True)
class PersonDraft:
    """What is asked for a new person; `role` holds for the whole installation."""

    login: str
    name: str
    role: Role


@dataclass(frozen=True)
class Person:
    """A person as others see them."""

    id: UUID
    login: str
    name: str
    active: bool
    created_at: datetime
    grants: tuple[Grant, ...]


def add(session: Session, actor: Actor, draft: PersonDraft, password: str) -> Person:
    """Add a person. Raises Invalid, and Conflict when the login is taken."""
    require(actor, Action.MANAGE_PEOPLE, INSTANCE, clock.of(session))
    login, name = normal_login(draft.login), clean(draft.name, NAME_LIMIT)
    _refuse_invalid(login, name, password)
    if by_login(session, login) is not None:
        raise Conflict(N_("The login “{login}” is taken. Choose another one."), login=login)
    return _create(session, actor.person_id, login, name, draft.role, passwords.hash_of(password))


def deactivate(session: Session, actor: Actor, person_id: UUID) -> Person:
    """Close every door to a person; what they did stays. Raises Conflict for the last administrator."""
    require(actor, Action.MANAGE_PEOPLE, INSTANCE, clock.of(session))
    record = stored(session, person_id)
    if record.login == LOCAL_LOGIN:
        raise Conflict(N_("The owner of this computer stays: without them nobody could repair it."))
    grants.refuse_without_admin(session, person_id)
    return _set_active(session, actor, record, False)


def reactivate(session: Session, actor: Actor, person_id: UUID) -> Person:
    """Let a person in again, with their grants and their password."""
    require(actor, Action.MANAGE_PEOPLE, INSTANCE, clock.of(session))
    return _set_active(session, actor, stored(session, person_id), True)


def change_password(session: Session, actor: Actor, person_id: UUID, password: str) -> None:
    """Replace a person's password: their own, or anybody's for who manages people. Raises Invalid."""
    if actor.person_id is None or actor.person_id != person_id:
        require(actor, Action.MANAGE_PEOPLE, INSTANCE, clock.of(session))
    record = stored(session, person_id)
    if problems := passwords.problems_of(password, record.login):
        raise Invalid(problems)
    record.password_hash = passwords.hash_of(password)
    session.add(record)
    journal.append(session, actor.person_id, KIND, person_id, "password_changed")


def listing(session: Session, actor: Actor) -> list[Person]:
    """Everybody, by login."""
    require(actor, Action.MANAGE_PEOPLE, INSTANCE, clock.of(session))
    return _seen(session, session.exec(select(PersonRecord).order_by(col(PersonRecord.login))))


def by_login(session: Session, login: str) -> Person | None:
    found = _seen(session, session.exec(_of_login(login)))
    return found[0] if found else None


def actor_of(session: Session, person_id: UUID) -> Actor:
    """The person as the one who acts. Raises NotFound, and NotAllowed once they were deactivated."""
    person = _seen(session, [stored(session, person_id)])[0]
    if not person.active:
        raise NotAllowed(CLOSED)
    return Actor(person.id, person.name, person.grants)


def local_owner(session: Session) -> Actor:
    """The owner of this computer, an administrator; the first call, in a write session, creates them."""
    record = session.exec(_of_login(LOCAL_LOGIN)).first()
    if record is None:
        return actor_of(session, _create(session, None, LOCAL_LOGIN, "", Role.ADMIN, None).id)
    return actor_of(session, record.id)


def password_hash_of(session: Session, login: str) -> tuple[UUID | None, str | None]:
    """Who has that login, and the hash of their password; Nones for nobody."""
    record = session.exec(_of_login(login)).first()
    return (None, None) if record is None else (record.id, record.password_hash)


def normal_login(login: str) -> str:
    return clean(login).lower()


def _create(
    session: Session, actor_id: UUID | None, login: str, name: str, role: Role, password_hash: str | None
) -> Person:
    record = PersonRecord(login=login, name=name, password_hash=password_hash, created_at=clock.of(session))
    session.add(record)
    session.flush()
    changes = {"login": (None, login), "name": (None, name)}
    journal.append(session, actor_id, KIND, record.id, "added", changes)
    grants.note_given(session, actor_id, record.id, Grant("instance", None, role))
    return _seen(session, [record])[0]


def _refuse_invalid(login: str, name: str, password: str) -> None:
    problems = passwords.problems_of(password, login)
    if _LOGIN.fullmatch(login) is None:
        message = N_("A login has 2 to 64 of: unaccented letters, digits, full stop, @, hyphen, underscore.")
        problems.insert(0, Problem("login", message, complete=True))
    if not name:
        problems.append(Problem("name", N_("Say the person's name."), complete=True))
    if problems:
        raise Invalid(problems)


def _set_active(session: Session, actor: Actor, record: PersonRecord, active: bool) -> Person:
    if record.active != active:
        record.active = active
        session.add(record)
        verb = "reactivated" if active else "deactivated"
        journal.append(session, actor.person_id, KIND, record.id, verb)
    return _seen(session, [record])[0]


def _of_login(login: str) -> SelectOfScalar[PersonRecord]:
    return select(PersonRecord).where(PersonRecord.login == normal_login(login))


def _seen(session: Session, records: Iterable[PersonRecord]) -> list[Person]:
    people = list(records)
    theirs = grants.of_people(session, [record.id for record in people])
    return [
        Person(
            id=record.id,
            login=record.login,
            name=_("Owner of this computer") if record.login == LOCAL_LOGIN else record.name,
            active=record.active,
            created_at=record.created_at,
            grants=theirs.get(record.id, ()),
        )
        for record in people
    ]
