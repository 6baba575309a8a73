"""The SQL clause, the permission table and the audience words of the index say the same."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlmodel import select

from accounts.permissions import Action, Actor, Grant, Role, Target, audience, may
from core.clock import system_clock
from core.errors import NotAllowed
from directory import cards, editing, visibility
from directory.entries import Entry
from directory.kinds import EntryKind, Visibility
from tests.directory.samples import CENTRE

NOW = system_clock()
GRANTS = some.builds(
    Grant,
    scope_kind=some.sampled_from(["instance", "organization", "territory", "space"]),
    scope_id=some.none() | some.uuids(),
    role=some.sampled_from(Role),
    until=some.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(days=1)]),
)
ACTORS = some.builds(Actor, person_id=some.uuids(), name=some.just("X"), grants=some.tuples(GRANTS, GRANTS))


def test_clause_table_and_audience_agree(session, secretary):
    for level in Visibility:
        draft = CENTRE | {"name": level, "visibility": level, "identifiers": []}
        editing.add(session, secretary, EntryKind.ORGANIZATION, draft)

    @settings(max_examples=60, deadline=None)
    @given(ACTORS)
    def agree(actor):
        clause = set(session.exec(select(Entry.visibility).where(visibility.visible_to(actor, NOW))))
        table = {
            each for each in Visibility if may(actor, Action.READ, Target("entry", visibility=each), NOW)
        }
        assert clause == table == audience(actor, NOW)

    agree()


@pytest.mark.parametrize("ask", [cards.card, editing.get])
def test_an_entry_is_given_to_its_audience_exactly(session, secretary, ask):
    drafts = {each: CENTRE | {"visibility": each, "identifiers": []} for each in Visibility}
    uids = {
        level: editing.add(session, secretary, EntryKind.ORGANIZATION, draft).uid
        for level, draft in drafts.items()
    }

    def is_given(actor, uid):
        try:
            return bool(ask(session, actor, uid))
        except NotAllowed:
            return False

    @settings(max_examples=30, deadline=None)
    @given(ACTORS)
    def agree(actor):
        now = session.info["now"]
        assert {level for level, uid in uids.items() if is_given(actor, uid)} == audience(actor, now)

    agree()
