"""Whoever acts for longer than one question: with the rights that the database gives them now."""

from uuid import UUID

from sqlmodel import Session

from accounts import people
from accounts.permissions import Actor
from core import journal
from core.errors import NotAllowed, NotFound
from core.journal import Position


class Acting:
    """A person over time; asked in the transaction of each question and of each write."""

    def __init__(self, actor: Actor) -> None:
        self._read: tuple[Actor, Position | None] = (actor, None)  # and where the journal stood then

    def now(self, session: Session) -> Actor:
        """The person with the rights of this transaction. Raises NotAllowed once the account is closed.

        Every change of a right is a row of the journal: while no row was added, one small question tells.
        """
        actor, read_at = self._read
        if actor.person_id is None:
            return actor
        head = journal.head(session)
        if head != read_at:
            actor = _stored(session, actor.person_id)
            self._read = (actor, head)
        return actor


def _stored(session: Session, person_id: UUID) -> Actor:
    try:
        return people.actor_of(session, person_id)
    except NotFound as error:  # the database was replaced by one that does not know them
        raise NotAllowed(people.CLOSED) from error
