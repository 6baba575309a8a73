"""The door: right passwords enter, wrong ones all get the same answer, and too many have to wait."""

import pytest
from sqlmodel import select

from accounts import passwords, people, sign_in
from accounts.people import PersonDraft
from accounts.permissions import Grant, Role
from accounts.sign_in import FREE_FAILURES, FailedSignIn
from core import journal
from core.errors import NotAllowed
from core.runtime import Runtime
from tests.cast import OWNER, SteppingClock

PASSWORD = "été à Gennes 1"
WRONG = "The login or the password is wrong. Check both; capitals count in the password."


@pytest.fixture
def nina(runtime: Runtime) -> people.Person:
    with runtime.write() as session:
        return people.add(session, OWNER, PersonDraft("nina", "Nina Nouvelle", Role.MEMBER), PASSWORD)


def refusal(runtime: Runtime, login: str, password: str) -> str:
    with pytest.raises(NotAllowed) as refused:
        sign_in.enter(runtime, login, password)
    return str(refused.value)


@pytest.mark.parametrize("typed", [PASSWORD, "e\u0301te\u0301 a\u0300 Gennes 1"])
def test_the_right_password_enters(runtime: Runtime, nina: people.Person, typed: str) -> None:
    actor = sign_in.enter(runtime, " Nina", typed)

    assert (actor.person_id, actor.name) == (nina.id, "Nina Nouvelle")
    assert actor.grants == (Grant("instance", None, Role.MEMBER),)


def test_a_session_can_be_asked_too(runtime: Runtime, nina: people.Person) -> None:
    with runtime.read() as session:
        assert sign_in.sign_in(session, "nina", PASSWORD).person_id == nina.id


@pytest.mark.parametrize("login", ["nina", "nobody", "", "local", "solange"])
def test_every_wrong_pair_gets_the_same_answer(runtime: Runtime, nina: people.Person, login: str) -> None:
    assert refusal(runtime, login, "wrong password") == WRONG


@pytest.mark.parametrize("login", ["nina", "nobody", "local"])
def test_every_answer_costs_one_verification(
    runtime: Runtime, nina: people.Person, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes: list[str] = []

    class Counting:
        def verify(self, password: str, stored_hash: str) -> bool:
            hashes.append(stored_hash)
            return False

    monkeypatch.setattr(passwords, "_hasher", Counting)
    refusal(runtime, login, "wrong password")

    own = passwords.NOBODYS_HASH.split("$")[:4]
    assert [stored_hash.split("$")[:4] for stored_hash in hashes] == [own]


def test_the_hash_of_nobody_costs_what_ours_cost() -> None:
    assert passwords.hash_of("any").split("$")[:4] == passwords.NOBODYS_HASH.split("$")[:4]


def test_who_was_put_out_stays_out(runtime: Runtime, nina: people.Person) -> None:
    with runtime.write() as session:
        people.deactivate(session, OWNER, nina.id)

    assert "closed" in refusal(runtime, "nina", PASSWORD)
    assert refusal(runtime, "nina", "wrong password") == WRONG


def fail(runtime: Runtime, times: int, login: str = "nina") -> None:
    for _ in range(times):
        refusal(runtime, login, "wrong password")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords compared without argon2, which is slow on purpose."""
    monkeypatch.setattr(passwords, "is_right", lambda password, stored_hash: password == PASSWORD)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("login", ["nina", "nobody"])
def test_many_failures_have_to_wait(runtime: Runtime, nina: people.Person, login: str) -> None:
    fail(runtime, FREE_FAILURES, login)

    assert "Wait 30 seconds" in refusal(runtime, login, PASSWORD)


@pytest.mark.usefixtures("quick")
def test_the_wait_ends_and_grows(runtime: Runtime, nina: people.Person, clock: SteppingClock) -> None:
    fail(runtime, FREE_FAILURES)
    clock.advance(seconds=30)
    fail(runtime, 1)

    assert "Wait 60 seconds" in refusal(runtime, "nina", PASSWORD)
    clock.advance(seconds=60)
    assert sign_in.enter(runtime, "nina", PASSWORD).person_id == nina.id


@pytest.mark.usefixtures("quick")
def test_the_wait_has_an_end(runtime: Runtime, nina: people.Person, clock: SteppingClock) -> None:
    for _ in range(FREE_FAILURES + 20):
        fail(runtime, 1)
        clock.advance(minutes=15)

    assert sign_in.enter(runtime, "nina", PASSWORD).person_id == nina.id


@pytest.mark.usefixtures("quick")
def test_a_right_password_forgets_the_wrong_ones(runtime: Runtime, nina: people.Person) -> None:
    fail(runtime, FREE_FAILURES - 1)
    sign_in.enter(runtime, "nina", PASSWORD)
    fail(runtime, FREE_FAILURES - 1)

    assert sign_in.enter(runtime, "nina", PASSWORD).person_id == nina.id


@pytest.mark.usefixtures("quick")
def test_failures_are_forgotten_after_a_day(runtime: Runtime, clock: SteppingClock) -> None:
    fail(runtime, 1, "nobody")
    clock.advance(days=2)
    fail(runtime, 1, "somebody")

    with runtime.read() as session:
        assert len(session.exec(select(FailedSignIn)).all()) == 1


@pytest.mark.usefixtures("quick")
def test_signing_in_is_no_change(runtime: Runtime, nina: people.Person) -> None:
    with runtime.read() as session:
        before = journal.head(session)
    fail(runtime, 1)
    sign_in.enter(runtime, "nina", PASSWORD)

    with runtime.read() as session:
        assert journal.head(session) == before
