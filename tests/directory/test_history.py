"""The history of an entry, how it stood, and undoing."""

from datetime import timedelta

import pytest

from accounts.permissions import Actor, Grant, Role
from core.errors import Conflict, NotAllowed, NotFound
from core.ids import uuid7
from directory import editing, entries, history
from directory.fields import flatten
from directory.kinds import EntryKind, EntryStatus
from tests.directory.samples import CENTRE


@pytest.fixture
def centre(session, secretary):
    return editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE)


def edit(session, secretary, uid, **changes):
    version = entries.stored(session, uid).version
    session.info["now"] += timedelta(hours=1)
    return editing.edit(session, secretary, uid, changes, seen_version=version)


def fields_of(session, uid):
    return editing.fields_of(session, entries.stored(session, uid))


def test_history_is_newest_first_with_values(session, secretary, centre):
    edit(session, secretary, centre.uid, alias="Un")
    edit(session, secretary, centre.uid, alias="Deux")

    events = history.history(session, secretary, centre.uid)

    assert [event.verb for event in events] == ["edited", "edited", "added"]
    assert events[0].changes == {"alias": ("Un", "Deux")}


def test_an_entry_stands_as_it_did_on_that_day(session, secretary, centre):
    start = session.info["now"]
    edit(session, secretary, centre.uid, alias="Un", line=None)
    edit(session, secretary, centre.uid, alias="Deux")

    assert history.as_of(session, secretary, centre.uid, start) == flatten(CENTRE)
    after_one = history.as_of(session, secretary, centre.uid, start + timedelta(minutes=90))
    assert (after_one["alias"], after_one.get("line")) == ("Un", None)


def test_an_entry_did_not_stand_before_it_was_added(session, secretary, centre):
    with pytest.raises(NotFound):
        history.as_of(session, secretary, centre.uid, session.info["now"] - timedelta(days=1))


def test_a_change_is_undone_beside_later_ones(session, secretary, centre):
    edit(session, secretary, centre.uid, alias="Un")
    seq = history.history(session, secretary, centre.uid)[0].seq
    edit(session, secretary, centre.uid, complement="Bâtiment B")

    history.undo(session, secretary, seq)

    assert fields_of(session, centre.uid) == flatten(CENTRE) | {"complement": "Bâtiment B"}


def test_a_field_that_changed_again_is_not_undone(session, secretary, centre):
    edit(session, secretary, centre.uid, alias="Un")
    seq = history.history(session, secretary, centre.uid)[0].seq
    edit(session, secretary, centre.uid, alias="Deux")

    with pytest.raises(Conflict, match="alias"):
        history.undo(session, secretary, seq)


def test_undoing_an_addition_retires_the_entry(session, secretary, centre):
    seq = history.history(session, secretary, centre.uid)[0].seq

    history.undo(session, secretary, seq)

    assert entries.stored(session, centre.uid).status == EntryStatus.RETIRED


def test_undoing_a_retirement_restores_the_entry(session, secretary, centre):
    editing.retire(session, secretary, centre.uid, seen_version=1)
    seq = history.history(session, secretary, centre.uid)[0].seq

    history.undo(session, secretary, seq)

    assert entries.stored(session, centre.uid).status == EntryStatus.ACTIVE


@pytest.mark.parametrize("person", ["professional", "anonymous"])
def test_others_do_not_see_the_history(session, request, centre, person):
    with pytest.raises(NotAllowed):
        history.history(session, request.getfixturevalue(person), centre.uid)


def test_a_change_of_an_entry_that_gave_way_is_not_undone_on_the_other(session, secretary, centre):
    other = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE | {"identifiers": []})
    changed = edit(session, secretary, centre.uid, alias="Un")
    editing.redirect(session, secretary, centre.uid, other.uid, seen_version=changed.version)
    for alias in ("Un", "Deux"):  # the other one has the same version
        edit(session, secretary, other.uid, alias=alias)
    of_centre = [event.seq for event in history.history(session, secretary, centre.uid)]

    for seq in of_centre:
        with pytest.raises(Conflict):
            history.undo(session, secretary, seq)

    assert fields_of(session, other.uid)["alias"] == "Deux"
    assert entries.stored(session, other.uid).status == EntryStatus.ACTIVE


def test_who_keeps_an_organization_takes_back_what_they_changed(session, secretary, centre):
    grant = Grant("organization", centre.uid, Role.SECRETARIAT)
    keeper = Actor(uuid7(), "Gardienne", (grant,))
    editing.edit(session, keeper, centre.uid, {"alias": "Un"}, seen_version=1)
    last = history.history(session, keeper, centre.uid)[0]

    history.undo(session, keeper, last.seq)

    assert "alias" not in fields_of(session, centre.uid)
