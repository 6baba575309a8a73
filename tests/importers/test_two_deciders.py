"""Two people settle the same clashes in the same moment: one decides each, the other is told."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from accounts.permissions import Actor
from core import chain, journal
from core.errors import Conflict
from directory.provenance import clashes
from directory.provenance.clashes import Side
from tests.importers.desk import Desk
from tests.importers.paper import person

CLASHES = 12


@pytest.fixture
def clashing(desk: Desk) -> Desk:
    """As many clashes as there are people: “ours” against “new”."""
    people = [str(number) for number in range(CLASHES)]
    desk.take([person(each, description="old") for each in people])
    for each in people:
        desk.edit(f"rpps:{each}", description="ours")
    desk.take([person(each, description="new") for each in people])
    return desk


def decide(desk: Desk, actor: Actor, side: Side, numbers: list[int], start: Barrier) -> list[str]:
    """Nothing for each that this person settled, else what they read."""
    told = []
    for number in numbers:
        start.wait(60)
        try:
            with desk.runtime.write() as session:
                clashes.settle(session, actor, number, take=side)
            told.append("")
        except Conflict as error:
            told.append(str(error))
    return told


def test_one_decides_and_the_other_is_told(clashing: Desk, owner: Actor) -> None:
    with clashing.runtime.read() as session:
        numbers = [each.id for each in clashes.open_ones(session, owner)]
    start = Barrier(2)

    with ThreadPoolExecutor(2) as pool:
        ours = pool.submit(decide, clashing, owner, "ours", numbers, start)
        theirs = pool.submit(decide, clashing, clashing.actor, "theirs", numbers, start)
        pairs = list(zip(ours.result(), theirs.result(), strict=True))

    assert len(pairs) == CLASHES
    assert {tuple(sorted(pair)) for pair in pairs} == {("", "This clash is settled already.")}
    kept = sum(not said_to_owner for said_to_owner, _ in pairs)
    descriptions = Counter(clashing.fields(f"rpps:{each}")["description"] for each in range(CLASHES))
    assert descriptions == Counter(ours=kept, new=CLASHES - kept)
    with clashing.runtime.read() as session:
        verbs = Counter(row.verb for row in journal.after(session, 0))
        assert (verbs["kept"], verbs["settled"]) == (kept, CLASHES - kept)
        assert chain.verify(session).whole
        assert clashes.open_ones(session, owner) == []
