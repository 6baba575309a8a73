"""People: added, listed, put out and let in again by an administrator."""

from typing import Any

import pytest
from sqlmodel import Session, select

from accounts import people
from accounts.people import PersonDraft
from accounts.permissions import Actor, Grant, Role
from accounts.records import PersonRecord
from core import journal
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.ids import uuid7
from core.runtime import Runtime, create_tables, open_runtime
from tests.cast import MEMBER, NOW, OWNER, SECRETARY
from tests.databases import Databases

PASSWORD = "trois mots sûrs"
NINA = PersonDraft(" Nina@Exemple.fr", " Nina  Nouvelle ", Role.MEMBER)


def rows(session: Session, person_id: Any) -> list[tuple[str, Any]]:
    history = journal.of_subject(session, "person", person_id)
    return [(row.verb, changes) for row, changes in reversed(history)]


def test_a_new_person(session: Session, owner: Actor) -> None:
    added = people.add(session, owner, NINA, PASSWORD)

    assert (added.login, added.name, added.active) == ("nina@exemple.fr", "Nina Nouvelle", True)
    assert (added.created_at, added.grants) == (NOW, (Grant("instance", None, Role.MEMBER),))
    assert people.by_login(session, "NINA@exemple.fr") == added


def test_the_journal_tells_who_was_added(session: Session, owner: Actor) -> None:
    added = people.add(session, owner, NINA, PASSWORD)

    assert rows(session, added.id) == [
        ("added", {"login": (None, "nina@exemple.fr"), "name": (None, "Nina Nouvelle")}),
        ("granted", {"grant": (None, "member:instance"), "until": (None, None)}),
    ]
    assert {row.actor_id for row in journal.after(session, 0)} == {OWNER.person_id}


def test_no_password_is_stored_or_told(runtime: Runtime, owner: Actor) -> None:
    with runtime.write() as session:
        added = people.add(session, owner, NINA, PASSWORD)
        people.change_password(session, owner, added.id, PASSWORD + "!")

    with runtime.read() as session:
        told = str(rows(session, added.id)) + repr(added)
        stored = session.exec(select(PersonRecord.password_hash)).all()
    assert PASSWORD not in told + str(stored)
    assert "argon2" not in told


@pytest.mark.parametrize("login", ["", "n", "Nina Nouvelle", "né", "-nina", "n" * 65, "nina\x1b[31m!"])
def test_a_login_is_plain(session: Session, owner: Actor, login: str) -> None:
    with pytest.raises(Invalid, match="A login has 2 to 64"):
        people.add(session, owner, PersonDraft(login, "Nina", Role.MEMBER), PASSWORD)


def test_everything_wrong_is_said_at_once(session: Session, owner: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        people.add(session, owner, PersonDraft("?", " ", Role.MEMBER), "short")

    assert [problem.field for problem in refused.value.problems] == ["login", "password", "name"]


@pytest.mark.parametrize("password", ["eleven char", "nina@exemple.fr", "x" * 1001])
def test_a_password_is_long_and_not_the_login(session: Session, owner: Actor, password: str) -> None:
    with pytest.raises(Invalid, match=r"^(A password has at (least|most)|The password is the login)"):
        people.add(session, owner, NINA, password)


def test_a_login_is_taken_once(session: Session, owner: Actor) -> None:
    with pytest.raises(Conflict, match="“marius” is taken"):
        people.add(session, owner, PersonDraft("Marius", "Un autre", Role.MEMBER), PASSWORD)


def test_who_was_put_out_cannot_act(session: Session, owner: Actor) -> None:
    assert MEMBER.person_id is not None
    assert not people.deactivate(session, owner, MEMBER.person_id).active

    with pytest.raises(NotAllowed, match="closed"):
        people.actor_of(session, MEMBER.person_id)
    assert rows(session, MEMBER.person_id) == [("deactivated", None)]


def test_who_was_put_out_twice_is_told_once(session: Session, owner: Actor) -> None:
    assert MEMBER.person_id is not None
    people.deactivate(session, owner, MEMBER.person_id)
    people.deactivate(session, owner, MEMBER.person_id)

    assert len(rows(session, MEMBER.person_id)) == 1


def test_who_is_let_in_again_has_the_same_rights(session: Session, owner: Actor) -> None:
    assert MEMBER.person_id is not None
    people.deactivate(session, owner, MEMBER.person_id)
    people.reactivate(session, owner, MEMBER.person_id)

    assert people.actor_of(session, MEMBER.person_id) == MEMBER


def test_the_owner_of_the_computer_stays(session: Session, owner: Actor) -> None:
    assert owner.person_id is not None

    with pytest.raises(Conflict, match="owner of this computer"):
        people.deactivate(session, owner, owner.person_id)


def test_people_change_their_own_password(session: Session) -> None:
    assert MEMBER.person_id is not None

    people.change_password(session, MEMBER, MEMBER.person_id, PASSWORD)

    assert rows(session, MEMBER.person_id) == [("password_changed", None)]


def test_nobody_changes_the_password_of_another(session: Session) -> None:
    assert MEMBER.person_id is not None

    with pytest.raises(NotAllowed):
        people.change_password(session, SECRETARY, MEMBER.person_id, PASSWORD)


def test_everybody_is_listed_by_login(session: Session, owner: Actor) -> None:
    assert [person.login for person in people.listing(session, owner)] == [
        "local",
        "marius",
        "prune",
        "solange",
    ]


def test_an_unknown_person(session: Session, owner: Actor) -> None:
    with pytest.raises(NotFound):
        people.actor_of(session, uuid7())
    with pytest.raises(NotFound):
        people.deactivate(session, owner, uuid7())


@pytest.mark.parametrize("actor", ["secretary", "member", "professional", "anonymous"])
def test_only_an_administrator_manages_people(
    session: Session, request: pytest.FixtureRequest, actor: str
) -> None:
    with pytest.raises(NotAllowed, match="administrator"):
        people.add(session, request.getfixturevalue(actor), NINA, PASSWORD)

    assert people.by_login(session, NINA.login) is None


def test_the_first_call_creates_the_owner_of_the_computer(databases: Databases) -> None:
    url = databases.empty()
    runtime = open_runtime(url)
    create_tables(runtime)
    with runtime.write() as session:
        first = people.local_owner(session)
    with runtime.read() as session:
        again = people.local_owner(session)
        verbs = [row.verb for row in journal.after(session, 0)]
    runtime.close()
    databases.drop(url)

    assert first == again
    assert first.grants == (Grant("instance", None, Role.ADMIN),)
    assert verbs == ["added", "granted"]
