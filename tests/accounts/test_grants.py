"""Grants: given for a scope and a time, taken back; one administrator always stays."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from accounts import grants, people
from accounts.permissions import Actor, Grant, Role, ScopeKind
from accounts.records import GrantRecord
from core import journal
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.cast import MEMBER, NOW, OWNER

SAUMUR = UUID("00000000-0000-7000-8000-0000000000a1")
KEEPER = Grant("territory", SAUMUR, Role.SECRETARIAT, until=NOW + timedelta(days=30))
ADMIN = Grant("instance", None, Role.ADMIN)
ID = MEMBER.person_id or SAUMUR


def verbs(session: Session) -> list[str]:
    return [row.verb for row in journal.after(session, 0)]


def test_a_grant_joins_the_others(session: Session, owner: Actor) -> None:
    grants.give(session, owner, ID, KEEPER)

    assert people.actor_of(session, ID).grants == (*MEMBER.grants, KEEPER)
    assert verbs(session) == ["granted"]


def test_the_same_grant_takes_the_new_end(session: Session, owner: Actor) -> None:
    for_ever = Grant("territory", SAUMUR, Role.SECRETARIAT)
    grants.give(session, owner, ID, KEEPER)

    grants.give(session, owner, ID, for_ever)

    assert grants.of_people(session, [ID])[ID] == (*MEMBER.grants, for_ever)


def test_giving_what_one_has_says_nothing(session: Session, owner: Actor) -> None:
    grants.give(session, owner, ID, MEMBER.grants[0])

    assert verbs(session) == []


def test_a_grant_is_taken_back(session: Session, owner: Actor) -> None:
    grants.give(session, owner, ID, KEEPER)

    grants.withdraw(session, owner, ID, KEEPER)

    assert grants.of_people(session, [ID])[ID] == MEMBER.grants
    assert verbs(session) == ["granted", "grant_withdrawn"]


def test_what_one_does_not_have_is_not_taken_back(session: Session, owner: Actor) -> None:
    with pytest.raises(NotFound):
        grants.withdraw(session, owner, ID, KEEPER)


def test_the_last_administrator_stays(session: Session, owner: Actor) -> None:
    with pytest.raises(Conflict, match="last administrator"):
        grants.withdraw(session, owner, OWNER.person_id or SAUMUR, ADMIN)


def test_the_last_administrator_gets_no_end(session: Session, owner: Actor) -> None:
    with pytest.raises(Conflict, match="last administrator"):
        grants.give(session, owner, OWNER.person_id or SAUMUR, Grant("instance", None, Role.ADMIN, until=NOW))


@pytest.mark.parametrize("until", [NOW, NOW - timedelta(days=1)])
def test_an_end_that_is_over_is_refused(session: Session, owner: Actor, until: datetime) -> None:
    with pytest.raises(Invalid, match="over already"):
        grants.give(session, owner, ID, Grant("territory", SAUMUR, Role.SECRETARIAT, until))

    assert verbs(session) == []


@pytest.mark.parametrize("scope_kind", ["territory", "organization", "space"])
def test_an_administrator_is_one_everywhere(session: Session, owner: Actor, scope_kind: ScopeKind) -> None:
    with pytest.raises(Invalid, match="give the role secretariat"):
        grants.give(session, owner, ID, Grant(scope_kind, SAUMUR, Role.ADMIN))

    assert (verbs(session), grants.anybody_in(session, scope_kind, SAUMUR)) == ([], False)


def test_an_administrator_of_a_place_from_before_can_be_taken_back(session: Session, owner: Actor) -> None:
    session.add(GrantRecord(person_id=ID, scope_kind="territory", scope_id=SAUMUR, role=Role.ADMIN))

    grants.withdraw(session, owner, ID, Grant("territory", SAUMUR, Role.ADMIN))

    assert grants.of_people(session, [ID])[ID] == MEMBER.grants


def test_somebody_is_in_a_scope_until_their_role_is_taken_back(session: Session, owner: Actor) -> None:
    grants.give(session, owner, ID, KEEPER)
    during = grants.anybody_in(session, "territory", SAUMUR)

    grants.withdraw(session, owner, ID, KEEPER)

    assert (during, grants.anybody_in(session, "territory", SAUMUR)) == (True, False)


def test_with_another_administrator_the_first_may_go(session: Session, owner: Actor) -> None:
    grants.give(session, owner, ID, ADMIN)

    grants.withdraw(session, owner, OWNER.person_id or SAUMUR, ADMIN)

    assert grants.of_people(session, [OWNER.person_id or SAUMUR]) == {}


def test_nobody_raises_themselves(session: Session) -> None:
    with pytest.raises(NotAllowed):
        grants.give(session, MEMBER, ID, ADMIN)
