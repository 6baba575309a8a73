"""People who objected stay out, whatever is imported."""

import pytest

from accounts.permissions import Actor
from core import chain, journal
from core.errors import NotAllowed
from directory import shapes
from directory.entries import Entry
from directory.provenance import suppression
from tests.importers.desk import Desk
from tests.importers.paper import person


def test_the_person_leaves_with_every_value(desk: Desk, owner: Actor) -> None:
    desk.take([person("1", profession="60", description="theirs")])
    desk.edit("rpps:1", description="ours")
    entry = desk.entry("rpps:1")

    with desk.runtime.write() as session:
        suppression.suppress(session, owner, entry.uid, reason="letter")

    with desk.runtime.read() as session:
        left = session.get(Entry, entry.id)
        assert left is not None
        assert (left.status, left.name) == ("suppressed", "")
        assert shapes.read_fields(session, "practitioner", [entry.id]) == {entry.id: {"family_name": ""}}
        kept = [changes for row, changes in journal.of_subject(session, entry.kind, entry.uid)]
        assert all(changes is None or set(changes) == {"seqs"} for changes in kept)
        assert chain.verify(session).whole


def test_no_source_brings_the_person_back(desk: Desk, owner: Actor) -> None:
    desk.take([person("1"), person("2")])
    with desk.runtime.write() as session:
        suppression.suppress(session, owner, desk.entry("rpps:1").uid)

    report = desk.take([person("1", profession="60"), person("2")])
    other = desk.take([person("1")], "table")

    assert (report.suppressed, report.added, other.suppressed, other.added) == (1, 0, 1, 0)


def test_a_name_without_a_number_is_known_too(desk: Desk, owner: Actor) -> None:
    known = {"profession": "60", "roles__k__commune": "49261"}
    desk.take([person("1", **known), person("2")])
    with desk.runtime.write() as session:
        suppression.suppress(session, owner, desk.entry("rpps:1").uid)

    line = person("1", **known)
    del line["fields"]["identifiers"]
    assert desk.take([line], "table").suppressed == 1


def test_a_namesake_with_another_number_is_somebody_else(desk: Desk, owner: Actor) -> None:
    known = {"family_name": "Martin", "profession": "60", "roles__k__commune": "49261"}
    desk.take([person("1", **known)])
    with desk.runtime.write() as session:
        suppression.suppress(session, owner, desk.entry("rpps:1").uid)

    assert desk.take([person("3", **known)], "table").added == 1


def test_the_person_is_listed_anew_after_the_objection_is_lifted(desk: Desk, owner: Actor) -> None:
    desk.take([person("1")])
    uid = desk.entry("rpps:1").uid
    with desk.runtime.write() as session:
        suppression.suppress(session, owner, uid)
    with desk.runtime.write() as session:
        suppression.lift(session, owner, uid)

    assert desk.take([person("1")]).added == 1


def test_only_an_administrator_may(desk: Desk, secretary: Actor) -> None:
    desk.take([person("1")])
    uid = desk.entry("rpps:1").uid

    with desk.runtime.write() as session, pytest.raises(NotAllowed):
        suppression.suppress(session, secretary, uid)
