"""The door: a login and a password become an Actor; too many wrong ones have to wait."""

from datetime import datetime, timedelta
from hashlib import blake2b
from math import ceil
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Field, Session, SQLModel, col

from accounts import passwords, people
from accounts.permissions import Actor
from core import clock
from core.errors import NotAllowed
from core.language import N_
from core.runtime import Runtime
from core.tables import Blob, UtcDateTime

FREE_FAILURES = 5  # wrong passwords before one has to wait
FIRST_WAIT = timedelta(seconds=30)  # doubled by each further failure
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)

_WRONG = N_("The login or the password is wrong. Check both; capitals count in the password.")
_WAIT = N_("Too many wrong passwords for this login. Wait {seconds} seconds, then try again.")


class FailedSignIn(SQLModel, table=True):
    """Wrong passwords of late, by a digest of what was typed as login, whether or not anybody has it."""

    __tablename__ = "failed_sign_in"

    login_digest: bytes = Field(primary_key=True, sa_type=Blob)
    failures: int
    last_at: datetime = Field(sa_type=UtcDateTime)


def enter(runtime: Runtime, login: str, password: str) -> Actor:
    """Sign in at an edge. Failures are counted; no transaction is open while the password is compared.

    Raises NotAllowed.
    """
    with runtime.read() as session:
        _refuse_hurry(session, login)
        person_id, stored_hash = people.password_hash_of(session, login)
    right = passwords.is_right(password, stored_hash)
    with runtime.write() as session:
        if right:
            _forget(session, login)
        else:
            _count(session, login)
    with runtime.read() as session:
        return _actor(session, person_id, right)


def sign_in(session: Session, login: str, password: str) -> Actor:
    """The person of that login and password; the same answer and time for a wrong one of either.

    Counts nothing: edges use `enter`. Raises NotAllowed.
    """
    _refuse_hurry(session, login)
    person_id, stored_hash = people.password_hash_of(session, login)
    return _actor(session, person_id, passwords.is_right(password, stored_hash))


def _actor(session: Session, person_id: UUID | None, right: bool) -> Actor:
    if person_id is None or not right:
        raise NotAllowed(_WRONG)
    return people.actor_of(session, person_id)


def _refuse_hurry(session: Session, login: str) -> None:
    failed = session.get(FailedSignIn, _digest(login))
    if failed is None or failed.failures < FREE_FAILURES:
        return
    wait = min(FIRST_WAIT * 2 ** min(failed.failures - FREE_FAILURES, 20), LONGEST_WAIT)
    left = failed.last_at + wait - clock.of(session)
    if left > timedelta(0):
        raise NotAllowed(_WAIT, seconds=ceil(left.total_seconds()))


def _count(session: Session, login: str) -> None:
    now = clock.of(session)
    session.execute(delete(FailedSignIn).where(col(FailedSignIn.last_at) < now - FORGOTTEN_AFTER))
    failed = session.get(FailedSignIn, _digest(login))
    if failed is None:
        failed = FailedSignIn(login_digest=_digest(login), failures=0, last_at=now)
    failed.failures += 1
    failed.last_at = now
    session.add(failed)


def _forget(session: Session, login: str) -> None:
    session.execute(delete(FailedSignIn).where(col(FailedSignIn.login_digest) == _digest(login)))


def _digest(login: str) -> bytes:
    return blake2b(people.normal_login(login).encode(), digest_size=16).digest()
