"""What one may not see leaves no trace: answers equal those of a directory that never held it."""

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from accounts.permissions import ANONYMOUS, Actor, Grant, Role, audience
from core.runtime import Runtime, open_runtime
from directory import editing
from directory.kinds import EntryKind, Visibility
from directory.search import following
from directory.search.find import find
from directory.search.results import ChosenFilter, Found, SearchRequest
from directory.search.schema import SCHEMA
from search.engine import Engine
from search.engines import open_engine
from tests.cast import MEMBER, NOW, OWNER, PROFESSIONAL, SteppingClock
from tests.databases import Databases
from tests.directory.samples import CENTRE, MEALS, NURSE

LEVELS = some.sampled_from(Visibility)
ENTRIES = some.one_of(
    some.builds(
        lambda family, visibility, profession: (
            EntryKind.PRACTITIONER,
            NURSE
            | {"family_name": family, "visibility": visibility, "profession": profession, "identifiers": []},
        ),
        some.sampled_from(["LEMOINE", "LEMOINNE", "GIRAUDEAU", "PASQUIER"]),
        LEVELS,
        some.sampled_from(["60", "10", "70"]),
    ),
    some.builds(
        lambda name, visibility: (
            EntryKind.ORGANIZATION,
            CENTRE | {"name": name, "visibility": visibility, "identifiers": []},
        ),
        some.sampled_from(["Centre du Thouet", "Centre Lemoine", "Maison Pasquier"]),
        LEVELS,
    ),
    some.builds(
        lambda visibility, days: (
            EntryKind.SERVICE,
            MEALS
            | {
                "visibility": visibility,
                "days_covered": sorted(days),
                "organization": None,
                "identifiers": [],
            },
        ),
        LEVELS,
        some.sets(some.sampled_from(["mo", "tu", "sa", "su"]), min_size=1),
    ),
)
ACTORS = {"anonymous": ANONYMOUS, "professional": PROFESSIONAL, "member": MEMBER}
LIMITED = tuple(
    Actor(uuid4(), "Limitée", (grant,))
    for grant in (
        Grant("territory", uuid4(), Role.MEMBER),
        Grant("organization", uuid4(), Role.PROFESSIONAL),
        Grant("space", uuid4(), Role.ADMIN),
        Grant("instance", None, Role.SECRETARIAT, until=NOW),
    )
)
FAMILIES = ("LEMOINE", "LEMOINNE", "GIRAUDEAU", "PASQUIER")  # two that correct each other
HIDDEN_NUMBER = "06 39 98 00 01"
REQUESTS = (
    *("", "lemoine", "lemoin", "giraudau", "inf", "infirmière saumur", "repas samedi", "centre thouet"),
    *("pasquier lemoine", '"cabinet du thouet"', "-lemoine", "profession:60", HIDDEN_NUMBER, "zzzz"),
    *("a.lemoine@mssante.example", "domicile", "sans sel", "prix:<8"),
    *("lemoin ne", "lemoinne", "centrethouet", "lemoinen1", "giro dô", "pasquié"),  # apart, joined, by ear
)


def drafts(seed: int) -> list[tuple[EntryKind, dict[str, Any]]]:
    """Entries of every kind and visibility, the same for a seed."""
    chance = random.Random(seed)
    made: list[tuple[EntryKind, dict[str, Any]]] = []
    for number, (family, visibility) in enumerate(product(FAMILIES, Visibility)):
        if family == "LEMOINNE" and visibility == Visibility.PUBLIC:
            continue  # a word of hidden entries only
        own = {"visibility": visibility, "identifiers": []}
        person = NURSE | own | {"family_name": family, "given_name": f"N{number}"}
        made.append((EntryKind.PRACTITIONER, person | {"profession": chance.choice(["60", "10", "70"])}))
    for number, visibility in enumerate([*Visibility] * 2):
        own = {"visibility": visibility, "identifiers": []}
        made.append((EntryKind.ORGANIZATION, CENTRE | own | {"name": f"Centre du Thouet {number}"}))
        days = chance.sample(["mo", "tu", "we", "th", "fr", "sa", "su"], 4)
        meals = MEALS | own | {"name": f"Repas {number}", "days_covered": days, "organization": None}
        made.append((EntryKind.SERVICE, meals))
    chance.shuffle(made)
    return made


class House:
    """A directory with its index."""

    def __init__(self, databases: Databases, engine: str, folder: Path) -> None:
        self.databases = databases
        self.runtime: Runtime = open_runtime(databases.copy(), SteppingClock())
        self.engine: Engine = open_engine(engine, folder, SCHEMA)

    def fill(self, entries: list[tuple[EntryKind, dict[str, Any]]]) -> None:
        with self.runtime.write() as session:
            for kind, draft in entries:
                editing.add(session, OWNER, kind, draft)
        following.catch_up(self.runtime, self.engine)

    def ask(self, actor: Actor, request: SearchRequest) -> Found:
        with self.runtime.read() as session:
            return find(session, self.engine, actor, request)

    def close(self) -> None:
        self.engine.close()
        self.runtime.close()
        self.databases.drop(self.runtime.engine.url)


@pytest.fixture(params=product(["tantivy", "whoosh"], ACTORS), ids="-".join)
def houses(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> Iterator[tuple[House, House, Actor]]:
    """The whole directory, the one that holds only what the actor may see, and the actor."""
    engine, name = request.param
    actor = ACTORS[name]
    whole, seen = (House(databases, engine, tmp_path / each) for each in ("whole", "seen"))
    entries = drafts(seed=49)
    whole.fill(entries)
    seen.fill([each for each in entries if each[1]["visibility"] in audience(actor, NOW)])
    yield whole, seen, actor
    whole.close()
    seen.close()


def told(found: Found) -> tuple[Any, ...]:
    """Everything an answer tells, without ids and times."""
    names = sorted((hit.name, hit.phones, hit.details, hit.highlights) for hit in found.entries)
    return (found.total, names, found.facets, found.did_you_mean, found.filters, found.notices)


def test_answers_equal_those_of_a_directory_without_the_hidden(houses: tuple[House, House, Actor]) -> None:
    whole, seen, actor = houses

    for text in REQUESTS:
        request = SearchRequest(text, limit=100)

        assert told(whole.ask(actor, request)) == told(seen.ask(actor, request)), text


def test_facets_chosen_and_places_leak_nothing(houses: tuple[House, House, Actor]) -> None:
    whole, seen, actor = houses
    chosen = (ChosenFilter("kind", EntryKind.PRACTITIONER),)

    for request in (SearchRequest("", filters=chosen), SearchRequest("lemoine", near="49328", radius_km=5)):
        assert told(whole.ask(actor, request)) == told(seen.ask(actor, request))


def test_a_hidden_number_finds_nobody_for_who_may_not_see_it(houses: tuple[House, House, Actor]) -> None:
    whole, _seen, actor = houses

    found = whole.ask(actor, SearchRequest(HIDDEN_NUMBER))

    assert bool(found.total) == ("network" in audience(actor, NOW))


def test_a_hidden_number_is_not_shown_with_a_public_entry(houses: tuple[House, House, Actor]) -> None:
    whole, _seen, actor = houses

    phones = {phone for hit in whole.ask(actor, SearchRequest("pasquier")).entries for phone in hit.phones}

    assert (HIDDEN_NUMBER in phones) == ("network" in audience(actor, NOW))


def test_an_index_that_is_behind_does_not_show_what_was_hidden_since(
    houses: tuple[House, House, Actor],
) -> None:
    _whole, seen, actor = houses
    before = seen.ask(actor, SearchRequest("", limit=100)).entries
    with seen.runtime.write() as session:
        for hit in before:
            editing.edit(session, OWNER, hit.id, {"visibility": "network"}, seen_version=1)

    after = seen.ask(actor, SearchRequest("", limit=100)).entries

    assert len(after) == (len(before) if "network" in audience(actor, NOW) else 0)


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_random_directories_tell_nothing_of_what_is_hidden(
    engine: str, databases: Databases, tmp_path: Path
) -> None:
    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        actor=some.sampled_from([*ACTORS.values(), *LIMITED]),
        entries=some.lists(ENTRIES, min_size=1, max_size=8),
        texts=some.lists(some.sampled_from(REQUESTS), min_size=1, max_size=4),
    )
    def equal(actor: Actor, entries: list[tuple[EntryKind, dict[str, Any]]], texts: list[str]) -> None:
        folder = tmp_path / uuid4().hex
        whole, seen = (House(databases, engine, folder / each) for each in ("whole", "seen"))
        whole.fill(entries)
        seen.fill([each for each in entries if each[1]["visibility"] in audience(actor, NOW)])
        for text in texts:
            request = SearchRequest(text, limit=100)
            assert told(whole.ask(actor, request)) == told(seen.ask(actor, request)), text
        whole.close()
        seen.close()

    equal()


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@pytest.mark.parametrize("visibility", Visibility)
def test_a_hidden_organization_leaves_no_trace_at_what_it_runs(
    engine: str, visibility: Visibility, databases: Databases, tmp_path: Path
) -> None:
    house = House(databases, engine, tmp_path)
    run = MEALS | {"name": "Plateaux", "identifiers": []}
    role = NURSE["roles"]["saumur"] | {"organization": "finess:499999019"}
    nurse = NURSE | {"roles": {"saumur": role}}
    centre = CENTRE | {"name": "Zephyrine", "visibility": visibility}
    house.fill([(EntryKind.ORGANIZATION, centre), (EntryKind.SERVICE, run), (EntryKind.PRACTITIONER, nurse)])

    for actor in ACTORS.values():
        seen = visibility in audience(actor, NOW)
        (meals,) = house.ask(actor, SearchRequest("plateaux")).entries
        public = visibility == Visibility.PUBLIC

        assert ("Zephyrine" in meals.subtitle, bool(meals.phones)) == (seen, seen)
        assert house.ask(actor, SearchRequest("zephyrine")).total == (3 if public else int(seen))
    house.close()
