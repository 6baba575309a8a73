"""What the screens read: with the rights of now, on an index that knows what others wrote a moment ago."""

from pathlib import Path
from uuid import UUID

import pytest

from accounts import grants, people
from accounts.people import PersonDraft
from accounts.permissions import Grant, Role
from cli import reader
from cli.reader import HouseReader
from cli.startup import House, open_house
from core import language
from core.errors import NotAllowed
from directory import editing
from directory.kinds import EntryKind
from directory.search import following
from search.follow import CaughtUp
from tui.directory_reader import Asked, ImportAsked

MEMBER = Grant("instance", None, Role.MEMBER)
HIDDEN = {"name": "Centre du Thouet", "visibility": "network"}


@pytest.fixture
def opened(home: Path) -> House:
    """A directory with one entry for the network only, open for a member of it."""
    language.use("en")
    owners = open_house()
    with owners.runtime.write() as session:
        editing.add(session, owners.actor, EntryKind.ORGANIZATION, HIDDEN)
        draft = PersonDraft("roy", "Mme Roy", Role.MEMBER)
        member = people.add(session, owners.actor, draft, "correct horse")
        actor = people.actor_of(session, member.id)
    return House(owners.settings, owners.runtime, actor, "roy")


@pytest.fixture
def reading(opened: House) -> HouseReader:
    found = HouseReader(lambda: opened)
    assert found.search(Asked("thouet")).total == 1
    return found


def member_of(opened: House) -> UUID:
    assert opened.actor.person_id is not None
    return opened.actor.person_id


def test_a_role_that_was_taken_back_shows_nothing_more(opened: House, reading: HouseReader) -> None:
    entry = reading.search(Asked("thouet")).entries[0].id
    with opened.runtime.write() as session:
        grants.withdraw(session, people.local_owner(session), member_of(opened), MEMBER)

    assert reading.search(Asked("thouet")).total == 0
    with pytest.raises(NotAllowed):
        reading.card(entry)


def test_a_closed_account_is_told_at_every_question(opened: House, reading: HouseReader) -> None:
    with opened.runtime.write() as session:
        people.deactivate(session, people.local_owner(session), member_of(opened))

    for question in (reading.search, reading.search, reading.facets):
        with pytest.raises(NotAllowed, match="closed"):
            question(Asked("thouet"))
    for other in (reading.open, lambda: reading.places("gen"), lambda: reading.card(UUID(int=1))):
        with pytest.raises(NotAllowed, match="closed"):
            other()


def test_a_closed_account_imports_nothing(opened: House, reading: HouseReader) -> None:
    with opened.runtime.write() as session:
        people.deactivate(session, people.local_owner(session), member_of(opened))

    for work in (reading.load_demo, lambda heard: reading.run_import(ImportAsked("table", ()), heard)):
        with pytest.raises(NotAllowed, match="closed"):
            work(lambda _progress: True)


def test_a_full_disk_is_said_beside_what_is_found(
    opened: House, reading: HouseReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LOOK_EVERY", -1.0)  # every moment is another one
    monkeypatch.setattr(following.follow, "catch_up", lambda *_: CaughtUp(full=True))

    found = reading.search(Asked("thouet"))

    assert found.total == 1
    assert found.notices == (following.FULL,)


@pytest.mark.parametrize("typed", ["49350", "49 350"])
def test_a_place_is_found_by_its_postcode(reading: HouseReader, typed: str) -> None:
    assert "49261" in [place.code for place in reading.places(typed)]
