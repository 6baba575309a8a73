"""Facets are counted in a thread of their own, while the page is sought and loaded."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from directory.search.schema import FACETS_OF_ALL, FACETS_OF_KIND
from search import query
from search.engine import Engine
from search.query import Query

Counts = Mapping[str, Mapping[str, int]]  # field → value → entries
Counting = Future[Counts]


def begin(engine: Engine, asked: Query) -> Counting:
    """Count beside; the default engine lets other threads run meanwhile."""
    return _beside().submit(_counts, engine, asked)


def _counts(engine: Engine, asked: Query) -> Counts:
    """What only one kind of entry has is counted among that kind: far fewer."""
    counts = dict(engine.search(asked, limit=0, facets=FACETS_OF_ALL).facets)
    for kind, fields in FACETS_OF_KIND.items():
        if counts.get("kind", {}).get(kind):
            of_kind = query.all_of(asked, query.Term("kind", kind))
            counts |= engine.search(of_kind, limit=0, facets=fields).facets
    return counts


@cache
def _beside() -> ThreadPoolExecutor:
    """Made by the first search; idle, it holds nothing up."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="facets")
