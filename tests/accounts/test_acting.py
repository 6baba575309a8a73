"""Whoever acts for a while has the rights of now, at the price of one small question."""

from uuid import UUID

import pytest
from sqlalchemy import delete, event
from sqlmodel import col

from accounts import grants, people
from accounts.acting import Acting
from accounts.permissions import ANONYMOUS, Actor, Grant, Role
from accounts.records import GrantRecord, PersonRecord
from core.errors import NotAllowed
from core.runtime import Runtime
from tests.cast import OWNER, SECRETARY

ID = SECRETARY.person_id or UUID(int=0)
KEEPER = SECRETARY.grants[0]
ADMIN = Grant("instance", None, Role.ADMIN)


def now(runtime: Runtime, acting: Acting) -> Actor:
    with runtime.read() as session:
        return acting.now(session)


@pytest.fixture
def acting(runtime: Runtime) -> Acting:
    """The secretary, who asked something before."""
    found = Acting(SECRETARY)
    assert now(runtime, found) == SECRETARY
    return found


def test_a_role_that_was_taken_back_is_gone_at_the_next_question(runtime: Runtime, acting: Acting) -> None:
    with runtime.write() as session:
        grants.withdraw(session, OWNER, ID, KEEPER)

    assert now(runtime, acting).grants == ()


def test_a_role_that_was_given_counts_at_the_next_question(runtime: Runtime, acting: Acting) -> None:
    with runtime.write() as session:
        grants.give(session, OWNER, ID, ADMIN)

    assert now(runtime, acting).grants == (KEEPER, ADMIN)


def test_a_closed_account_is_refused_at_every_question_until_it_opens(
    runtime: Runtime, acting: Acting
) -> None:
    with runtime.write() as session:
        people.deactivate(session, OWNER, ID)
    for _ in range(2):
        with pytest.raises(NotAllowed, match="closed"):
            now(runtime, acting)
    with runtime.write() as session:
        people.reactivate(session, OWNER, ID)

    assert now(runtime, acting) == SECRETARY


def test_the_owner_of_the_computer_can_lose_the_administration(runtime: Runtime) -> None:
    acting, owner_id = Acting(OWNER), OWNER.person_id or ID
    now(runtime, acting)
    with runtime.write() as session:
        grants.give(session, OWNER, ID, ADMIN)
        grants.withdraw(session, OWNER, owner_id, ADMIN)

    assert now(runtime, acting).grants == ()


def test_who_is_not_in_a_restored_database_is_refused(runtime: Runtime) -> None:
    acting = Acting(SECRETARY)
    with runtime.write() as session:
        session.execute(delete(GrantRecord).where(col(GrantRecord.person_id) == ID))
        session.execute(delete(PersonRecord).where(col(PersonRecord.id) == ID))

    with pytest.raises(NotAllowed, match="closed"):
        now(runtime, acting)


def test_nobody_stays_nobody(runtime: Runtime) -> None:
    assert now(runtime, Acting(ANONYMOUS)) == ANONYMOUS


def test_while_nothing_changes_one_statement_tells(runtime: Runtime, acting: Acting) -> None:
    sent: list[str] = []
    event.listen(runtime.engine, "before_cursor_execute", lambda *given: sent.append(given[2]))

    now(runtime, acting)

    assert [statement for statement in sent if statement.startswith("SELECT")] == sent[-1:]
