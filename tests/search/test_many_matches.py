"""What engines do by another way when very many documents match."""

from pathlib import Path

import pytest

from search.engine import Engine, Nearest
from search.engines import open_engine
from search.query import Everything, Prefer, Term
from search.tantivy_engine import reader as tantivy_reader
from search.whoosh_engine import reader as whoosh_reader
from tests.search.samples import SCHEMA, answer, filled, word

DOCUMENTS = [
    {
        "id": number,
        "name": "repas" if number % 9 == 0 else "Repasseur",
        "place": "Saumur repas",
        "kind": [f"kind{number}"],
        "commune": number % 7 or None,
        "price": 1_000 + number % 10,
        "covers": "here" if number % 11 == 0 else "there",
    }
    for number in range(200)
]


@pytest.fixture(params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(tantivy_reader, "ALL_SORTED", 10)
    monkeypatch.setattr(whoosh_reader, "SCORED", 120)
    return filled(open_engine(request.param, tmp_path, SCHEMA), DOCUMENTS)


def expected_nearest(distances: dict[int, float]) -> list[int]:
    far = float("inf")
    return sorted(range(200), key=lambda number: (distances.get(number % 7, far), number))


@pytest.mark.parametrize(("limit", "offset"), [(5, 0), (20, 25), (50, 60), (200, 0), (10, 195)])
def test_nearest_of_many(engine: Engine, limit: int, offset: int) -> None:
    distances = {3: 1.0, 5: 0.5, 1: 1.0, 99: 0.0}

    page = answer(engine, Everything(), limit=limit, offset=offset, order=Nearest(("commune",), distances))

    assert list(page.ids) == expected_nearest(distances)[offset : offset + limit]
    assert page.total == 200


@pytest.mark.parametrize(("limit", "offset"), [(5, 0), (20, 25), (50, 60), (200, 0)])
def test_nearest_of_many_by_the_nearer_of_two_places(engine: Engine, limit: int, offset: int) -> None:
    distances = {3: 1.0, 5: 0.5, 1: 1.0, 1003: 0.7, 1007: 2.0}
    far = float("inf")
    ranked = sorted(
        range(200),
        key=lambda at: (min(distances.get(at % 7, far), distances.get(1_000 + at % 10, far)), at),
    )

    order = Nearest(("commune", "price"), distances)
    page = answer(engine, Everything(), limit=limit, offset=offset, order=order)

    assert list(page.ids) == ranked[offset : offset + limit]


def test_nearest_of_many_when_none_is_near(engine: Engine) -> None:
    page = answer(engine, Everything(), limit=5, order=Nearest(("commune",), {99: 1.0}))

    assert page.ids == (0, 1, 2, 3, 4)


def test_the_best_of_many(engine: Engine) -> None:
    page = answer(engine, word("repas", prefix=True), limit=30)

    assert page.ids[:23] == tuple(range(0, 200, 9))


def test_the_preferred_of_many(engine: Engine) -> None:
    page = answer(engine, Prefer(word("repas", prefix=True), ((Term("covers", "here"), 9.0),)), limit=19)

    assert sorted(page.ids) == list(range(0, 200, 11))
    assert page.ids[:3] == (0, 99, 198)


def test_pages_of_many_hold_each_once(engine: Engine) -> None:
    query = word("repas", prefix=True)

    pages = [answer(engine, query, limit=40, offset=offset).ids for offset in range(0, 200, 40)]

    assert sorted(number for page in pages for number in page) == list(range(200))


def test_more_keys_than_one_count_holds(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tantivy_reader, "MOST_KEYS", 100_000)  # tantivy refuses more than 65,000

    counted = answer(engine, Everything(), limit=1, facets=["kind"]).facets["kind"]

    assert counted == {f"kind{number}": 1 for number in range(200)}
