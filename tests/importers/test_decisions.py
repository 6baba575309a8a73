"""What people decide about what imports left stands in the history, and is never taken for a field."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from accounts.permissions import Actor
from core import chain
from core.errors import Conflict, NotFound
from directory import entries, history
from directory.history import Event
from directory.provenance import review
from directory.provenance.clashes import Side
from directory.search import following
from directory.search.schema import SCHEMA
from search.engines import open_engine
from tests.cast import SteppingClock
from tests.importers.desk import Desk
from tests.importers.paper import person


@pytest.fixture
def clashing(desk: Desk) -> Desk:
    """A desk with one clash: “ours” against “new”."""
    desk.take([person("1", description="old")])
    desk.edit("rpps:1", description="ours")
    desk.take([person("1", description="new")])
    return desk


@pytest.fixture
def missing(desk: Desk) -> Desk:
    """A desk with one thing to look at: an entry that its source no longer names."""
    desk.take([person("1"), person("2")])
    desk.take([person("2")])
    return desk


def last_event(desk: Desk) -> Event:
    uid = desk.entry("rpps:1").uid
    with desk.runtime.read() as session:
        return history.history(session, desk.actor, uid)[0]


def became(event: Event) -> Mapping[str, Any]:
    return {path: after for path, (_before, after) in (event.changes or {}).items()}


def close_all(session: Session, actor: Actor) -> None:
    for each in review.open_ones(session, actor):
        review.close(session, actor, each.id)


def test_keeping_a_correction_says_who_decided_what_and_when(clashing: Desk, clock: SteppingClock) -> None:
    clock.advance(hours=1)

    clashing.settle("ours")

    event = last_event(clashing)
    assert (event.verb, event.actor_id, event.at) == ("kept", clashing.actor.person_id, clock.now)
    assert became(event) == {"field": "description", "source": "rpps", "refused": "new"}


def test_taking_their_word_says_whose_word_it_was(clashing: Desk) -> None:
    clashing.settle("theirs")

    event = last_event(clashing)
    assert (event.verb, event.actor_id) == ("settled", clashing.actor.person_id)
    assert became(event) == {"field": "description", "source": "rpps", "description": "new"}


def test_closing_a_review_says_who_looked_at_what(missing: Desk, clock: SteppingClock) -> None:
    clock.advance(hours=1)

    with missing.runtime.write() as session:
        close_all(session, missing.actor)

    event = last_event(missing)
    assert (event.verb, event.actor_id, event.at) == ("reviewed", missing.actor.person_id, clock.now)
    assert became(event) == {"reason": "withdrawn", "source": "rpps"}


def test_what_is_out_of_the_queue_is_not_closed_again(missing: Desk) -> None:
    with missing.runtime.write() as session:
        close_all(session, missing.actor)
    before = missing.head()

    with pytest.raises(NotFound), missing.runtime.write() as session:
        review.close(session, missing.actor, 1)

    assert missing.head() == before


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_how_the_entry_stood_before_a_decision_holds_fields_only(
    clashing: Desk, clock: SteppingClock, side: Side
) -> None:
    before, then = clashing.fields("rpps:1"), clock.now
    clock.advance(hours=1)

    clashing.settle(side)

    with clashing.runtime.read() as session:
        uid = clashing.entry("rpps:1").uid
        assert history.as_of(session, clashing.actor, uid, then) == before


def test_a_correction_given_up_is_taken_back_up(clashing: Desk) -> None:
    clashing.settle("theirs")

    with clashing.runtime.write() as session:
        history.undo(session, clashing.actor, clashing.head())
    clashing.take([person("1", description="new", profession="60")])

    assert clashing.fields("rpps:1")["description"] == "ours"


def test_a_decision_that_changed_no_field_cannot_be_undone(clashing: Desk) -> None:
    clashing.settle("ours")

    with pytest.raises(Conflict, match="no field"), clashing.runtime.write() as session:
        history.undo(session, clashing.actor, clashing.head())

    assert clashing.fields("rpps:1")["description"] == "ours"


def test_an_edit_is_undone_beside_a_decision(clashing: Desk) -> None:
    seq = clashing.head()
    clashing.edit("rpps:1", civility="M")
    clashing.settle("ours")

    with clashing.runtime.write() as session:
        history.undo(session, clashing.actor, clashing.head() - 1)

    assert clashing.head() == seq + 3
    assert "civility" not in clashing.fields("rpps:1")


def test_the_chain_and_the_index_bear_decisions(clashing: Desk, tmp_path: Path) -> None:
    engine = open_engine("whoosh", tmp_path / "index", SCHEMA)
    following.catch_up(clashing.runtime, engine)
    clashing.settle("ours")
    with clashing.runtime.write() as session:
        close_all(session, clashing.actor)

    done = following.catch_up(clashing.runtime, engine)

    with clashing.runtime.read() as session:
        assert chain.verify(session).whole
        assert following.behind(session, engine) == 0
        assert entries.stored(session, clashing.entry("rpps:1").uid).version == 2
    assert (done.rows, done.documents, done.rebuilt) == (1, 1, False)
    engine.close()
