"""The index follows what happens to entries; however it got there, it equals a rebuild."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.errors import NotAllowed
from directory import editing, entries, territories
from directory.kinds import EntryKind, EntryStatus
from directory.search import following
from directory.search.schema import FACETS_OF_ALL, SCHEMA
from directory.territories import Area, TerritoryDraft
from search import query
from search.engines import open_engine
from tests.directory.samples import CENTRE, MEALS, NURSE


@pytest.fixture
def engine(any_engine):
    return any_engine


def held(engine):
    """Everything the index tells: ids by each word and each value that matters here."""
    asked = [
        *(
            query.Word(word, (("name", 1.0), ("body", 1.0)))
            for word in ("centre", "repas", "lemoine", "relu")
        ),
        *(query.Term("covers", code) for code in ("49328", "d49149", "49261")),
        query.Everything(),
    ]
    answers = [engine.search(each, limit=100, facets=FACETS_OF_ALL) for each in asked]
    return [(sorted(answer.ids), answer.total, dict(answer.facets)) for answer in answers]


def test_a_new_name_of_an_organization_reaches_its_services(runtime, secretary, engine):
    with runtime.write() as session:
        centre = editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE).uid
        meals = editing.add(session, secretary, EntryKind.SERVICE, MEALS).uid
    following.catch_up(runtime, engine)
    with runtime.write() as session:
        editing.edit(session, secretary, centre, {"name": "Maison Dupont"}, seen_version=1)
        number = entries.stored(session, meals).id
    following.catch_up(runtime, engine)

    found = engine.search(query.Word("dupont", (("body", 1.0),)))

    assert found.ids == (number,)


def test_new_communes_of_a_territory_reach_the_services_of_those_it_is_part_of(runtime, secretary, engine):
    with runtime.write() as session:
        whole = territories.add(session, secretary, TerritoryDraft("Région"))
        area = {"rule": "territory", "code": str(whole.uid)}
        meals = editing.add(session, secretary, EntryKind.SERVICE, {"name": "Repas", "areas": [area]})
        number = entries.stored(session, meals.uid).id
    following.catch_up(runtime, engine)
    before = engine.search(query.Term("covers", "49328")).ids
    with runtime.write() as session:
        inside = TerritoryDraft("Saumurois", parents=(whole.uid,), areas=(Area("commune", "49328"),))
        part = territories.add(session, secretary, inside)
    following.catch_up(runtime, engine)
    during = engine.search(query.Term("covers", "49328")).ids
    with runtime.write() as session:
        territories.remove(session, secretary, part.uid, seen_version=1)
    following.catch_up(runtime, engine)

    assert (before, during, engine.search(query.Term("covers", "49328")).ids) == ((), (number,), ())


STEPS = some.lists(
    some.tuples(
        some.sampled_from(["add", "edit", "retire", "restore", "follow"]),
        some.sampled_from([("practitioner", NURSE), ("organization", CENTRE), ("service", MEALS)]),
    ),
    max_size=12,
)


@settings(max_examples=12, deadline=None)
@given(steps=STEPS)
def test_following_ends_where_a_rebuild_does(databases, tmp_path_factory, steps):
    from core.runtime import open_runtime
    from tests import cast

    url = databases.copy()
    runtime = open_runtime(url, cast.SteppingClock())
    engine = open_engine("tantivy", tmp_path_factory.mktemp("index"), SCHEMA)
    known: dict[str, object] = {}
    for verb, (kind, draft) in steps:
        if verb == "follow":
            following.catch_up(runtime, engine)
        else:
            with runtime.write() as session:
                _do(session, cast.SECRETARY, verb, kind, draft, known)
    following.catch_up(runtime, engine)
    followed = held(engine)
    following.rebuild(runtime, cast.SECRETARY, engine)
    rebuilt = held(engine)
    runtime.close()
    engine.close()
    databases.drop(url)

    assert followed == rebuilt


def _do(session, actor, verb, kind, draft, known):
    if verb == "add" and kind not in known:
        known[kind] = editing.add(session, actor, kind, draft).uid
    if kind not in known:
        return
    entry = entries.stored(session, known[kind])
    if verb == "edit":
        change = {"description": f"relu {entry.version}"}
        editing.edit(session, actor, entry.uid, change, seen_version=entry.version)
    elif verb == "retire" and entry.status == EntryStatus.ACTIVE:
        editing.retire(session, actor, entry.uid, seen_version=entry.version)
    elif verb == "restore" and entry.status == EntryStatus.RETIRED:
        editing.restore(session, actor, entry.uid, seen_version=entry.version)


@pytest.mark.parametrize("person", ["member", "professional", "anonymous"])
def test_others_may_not_rebuild(runtime, request, engine, person):
    with pytest.raises(NotAllowed):
        following.rebuild(runtime, request.getfixturevalue(person), engine)


def test_an_index_that_does_not_find_what_it_should_is_told(runtime, secretary, engine):
    for _ in range(2):
        with runtime.write() as session:
            editing.add(session, secretary, EntryKind.ORGANIZATION, CENTRE | {"identifiers": []})
    following.catch_up(runtime, engine)
    with runtime.read() as session:
        assert following.overlooked(session, engine) == 0
        engine.rebuild([], engine.position())

        assert (following.behind(session, engine), following.overlooked(session, engine)) == (0, 2)
