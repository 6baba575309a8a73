"""What is found around a place, asked of both engines."""

import pytest

from directory import editing
from directory.kinds import EntryKind
from directory.search import following
from directory.search.find import find
from directory.search.results import SearchRequest
from tests.directory.samples import NURSE

TRELAZE = "49353"  # beside Angers
IN_ANGERS = {"profession": "60", "commune": "49007", "postcode": "49100"}
IN_GENNES = {"profession": "60", "commune": "d49149", "postcode": "49350"}


@pytest.fixture
def nurses(runtime, secretary):
    """One in Gennes; one in Saumur who also is in Angers."""
    in_gennes = NURSE | {"family_name": "MARTIN", "identifiers": [], "roles": {"gennes": IN_GENNES}}
    in_both = NURSE | {"roles": NURSE["roles"] | {"zangers": IN_ANGERS}}
    with runtime.write() as session:
        for nurse in (in_gennes, in_both):
            editing.add(session, secretary, EntryKind.PRACTITIONER, nurse)
    return runtime


def around(runtime, actor, engine, km):
    following.catch_up(runtime, engine)
    with runtime.read() as session:
        return find(session, engine, actor, SearchRequest("infirmier", near=TRELAZE, radius_km=km)).entries


def test_who_has_several_places_is_found_around_each(nurses, secretary, any_engine):
    (hit,) = around(nurses, secretary, any_engine, 15)

    assert (hit.commune, hit.distance_km < 15) == ("Angers", True)


def test_the_nearest_of_several_places_counts(nurses, secretary, any_engine):
    hits = around(nurses, secretary, any_engine, 100)

    assert [hit.commune for hit in hits] == ["Angers", "Gennes"]
