"""The people of the tests: the same in every database, each with the rights of one role."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from accounts.people import LOCAL_LOGIN
from accounts.permissions import ANONYMOUS, Actor, Grant, Role
from accounts.records import GrantRecord, PersonRecord

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # a Friday


def _actor(number: int, name: str, role: Role) -> Actor:
    person_id = UUID(f"00000000-0000-7000-8000-{number:012}")
    return Actor(person_id, name, (Grant("instance", None, role),))


OWNER = _actor(1, "Odile Propriétaire", Role.ADMIN)  # the local owner
SECRETARY = _actor(2, "Solange Secrétaire", Role.SECRETARIAT)
MEMBER = _actor(3, "Marius Membre", Role.MEMBER)
PROFESSIONAL = _actor(4, "Prune Professionnelle", Role.PROFESSIONAL)

LOGINS = {LOCAL_LOGIN: OWNER, "solange": SECRETARY, "marius": MEMBER, "prune": PROFESSIONAL}
BY_ROLE: dict[Role | None, Actor] = {actor.grants[0].role: actor for actor in LOGINS.values()} | {
    None: ANONYMOUS
}


class SteppingClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        """Move on by `hours=1`, `days=2`…"""
        self.now += timedelta(**by)


def settle_in(session: Session) -> None:
    """Store the cast, without passwords and without a word in the journal."""
    for login, actor in LOGINS.items():
        assert actor.person_id is not None
        session.add(PersonRecord(id=actor.person_id, login=login, name=actor.name, created_at=NOW))
        session.flush()
        for grant in actor.grants:
            session.add(GrantRecord(person_id=actor.person_id, scope_kind=grant.scope_kind, role=grant.role))
