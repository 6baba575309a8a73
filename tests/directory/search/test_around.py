"""What is found around a place, asked of both engines."""

from directory import editing
from directory.kinds import EntryKind
from directory.search import following
from directory.search.find import find
from directory.search.results import SearchRequest
from tests.directory.samples import NURSE

TRELAZE = "49353"  # beside Angers
IN_ANGERS = {"profession": "60", "commune": "49007", "postcode": "49100"}


def around(runtime, actor, engine, commune):
    following.catch_up(runtime, engine)
    with runtime.read() as session:
        return find(session, engine, actor, SearchRequest("infirmier", near=commune, radius_km=15)).entries


def test_who_has_several_places_is_found_around_each(runtime, secretary, any_engine):
    nurse = NURSE | {"roles": NURSE["roles"] | {"zangers": IN_ANGERS}}
    with runtime.write() as session:
        editing.add(session, secretary, EntryKind.PRACTITIONER, nurse)

    (hit,) = around(runtime, secretary, any_engine, TRELAZE)

    assert (hit.commune, hit.distance_km < 15) == ("Angers", True)
