"""Both engines give the same answer to the same question: ids, points, totals and facets, in order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import BY_SCORE, ByNumber, Engine, Nearest, Order, Position
from search.engines import open_engine
from search.query import All, AnyOf, Boost, Everything, Not, Nothing, Phrase, Prefer, Query, Range, Term, Word
from search.query import Any as AnyQuery
from tests.search.samples import WITH_AUDIENCE

VOCABULARY = [
    *("gennes", "saumur", "samur", "doué", "marson", "rou", "l'aubance", "saint", "st-hilaire", "residence"),
    *("repas", "portage", "infirmier", "infirmière", "infirmiers", "soins", "soin", "aidant", "domicile"),
    *("dupont", "dupond", "durand", "le", "de", "du", "d", "sa", "inf"),
]
KINDS = ["home", "meals", "nurse", "day care"]
FIELDS = (("name", 3.0), ("place", 1.5), ("body", 1.0))

# Few words: Whoosh remembers the lengths of longer fields by approximation only.
a_text = st.lists(st.sampled_from(VOCABULARY), max_size=3).map(" ".join)
a_document = st.fixed_dictionaries(
    {
        "seen_by": st.sampled_from(["all", "all", "all", "some", "few"]),
        "name": a_text | st.lists(a_text, max_size=2),
        "body": a_text,
    },
    optional={
        "place": st.sampled_from(VOCABULARY) | st.none(),
        "kind": st.lists(st.sampled_from(KINDS), max_size=3),
        "covers": st.sampled_from(["1", "2"]) | st.lists(st.sampled_from("345"), max_size=2),
        "commune": st.integers(1, 5),
        "price": st.lists(st.integers(-5, 20), max_size=3) | st.integers(0, 9),
    },
)
some_documents = st.lists(a_document, max_size=12).map(
    lambda found: [{"id": number, **document} for number, document in enumerate(found)]
)

some_fields = st.lists(st.sampled_from(FIELDS), min_size=1, unique=True).map(tuple)
a_word = st.builds(
    Word, st.sampled_from(VOCABULARY) | a_text, some_fields, st.booleans(), st.sampled_from([0, 0, 0, 1, 2])
)
a_leaf = st.one_of(
    a_word,
    a_word,
    st.builds(Phrase, st.lists(st.sampled_from(VOCABULARY), max_size=3).map(tuple), some_fields),
    st.builds(Term, st.just("kind"), st.sampled_from(KINDS)),
    st.builds(AnyOf, st.just("seen_by"), st.frozensets(st.sampled_from(["all", "some", "few", "none"]))),
    st.builds(AnyOf, st.just("covers"), st.frozensets(st.sampled_from("12345"))),
    st.builds(AnyOf, st.just("commune"), st.frozensets(st.integers(0, 20))),
    st.builds(Range, st.just("price"), st.none() | st.integers(-6, 20), st.none() | st.integers(-6, 20)),
    st.just(Everything()),
    st.just(Nothing()),
)
a_query = st.recursive(
    a_leaf,
    lambda query: st.one_of(
        st.builds(All, st.lists(query, max_size=3).map(tuple)),
        st.builds(AnyQuery, st.lists(query, max_size=3).map(tuple)),
        st.builds(Not, query),
        st.builds(Boost, query, st.sampled_from([0.5, 2.0])),
        st.builds(
            Prefer, query, st.lists(st.tuples(query, st.sampled_from([1.0, 4.0])), max_size=2).map(tuple)
        ),
    ),
    max_leaves=6,
)
an_order = st.one_of(
    st.just(BY_SCORE),
    st.builds(ByNumber, st.sampled_from(["price", "commune"]), st.booleans()),
    st.builds(
        Nearest,
        st.sampled_from([("commune",), ("commune", "price")]),
        st.dictionaries(st.integers(1, 5), st.floats(0, 9), max_size=4),
    ),
)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    folder: Path = tmp_path_factory.mktemp("both")
    yield open_engine("tantivy", folder, WITH_AUDIENCE), open_engine("whoosh", folder, WITH_AUDIENCE)


def asked(engine: Engine, query: Query, order: Order, limit: int, offset: int) -> tuple[Any, ...]:
    result = engine.search(query, limit=limit, offset=offset, facets=["kind"], order=order)
    return result.ids, result.total, list(result.facets["kind"].items()), list(result.scores)


@given(
    documents=some_documents,
    questions=st.lists(st.tuples(a_query, an_order), min_size=1, max_size=8),
    limit=st.integers(0, 14),
    offset=st.integers(0, 4),
)
@settings(max_examples=30, deadline=None)
def test_same_answers(
    engines: tuple[Engine, Engine],
    documents: list[dict[str, Any]],
    questions: list[tuple[Query, Order]],
    limit: int,
    offset: int,
) -> None:
    for engine in engines:
        engine.rebuild(documents, Position(1))

    for query, order in questions:
        tantivys, whooshs = (asked(engine, query, order, limit, offset) for engine in engines)

        assert tantivys[:3] == whooshs[:3], query
        assert tantivys[3] == pytest.approx(whooshs[3], abs=2e-4)
