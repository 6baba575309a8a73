"""Reading one generation with Whoosh: pages of answers, facets, the nearest first, the public words."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from search.engine import ByNumber, Nearest, Order, Result, Schema, Status
from search.plan import SCORE_DIGITS, Both, Either, Holding, Plan, planned, scores
from search.whoosh_engine.bits import bits_of, numbers_of
from search.whoosh_engine.failures import kept_in
from search.whoosh_engine.matching import matches
from search.whoosh_engine.postings import Postings
from search.whoosh_engine.scoring import narrower, points

SCORED = 500  # of more matches, only the most promising are scored

Page = list[tuple[int, float]]  # Whoosh's document number and points


class WhooshReader:
    """One committed state of one generation; threads take turns."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self.path = path
        self._schema = schema
        self._guard = threading.Lock()
        self._suggested = [field.name for field in schema.suggested()]
        with kept_in():
            self._postings = Postings(path)

    def refreshed(self) -> WhooshReader:
        with kept_in():
            current = self._postings.is_current()
        return self if current else WhooshReader(self.path, self._schema)

    def close(self) -> None:
        """Nothing to do: the files are let go with the last search that still uses this reader."""

    def position(self) -> str:
        with kept_in():
            return self._postings.position()

    def status(self) -> Status:
        with kept_in():
            size = sum(file.stat().st_size for file in self.path.iterdir())
            return Status(self._postings.count, size, self._postings.segments())

    def words_like(self, word: str) -> set[str]:
        with kept_in(), self._guard:
            return set().union(*map(self._postings.lexicon, self._suggested))

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        public = planned(self._schema.open_to_all, self._schema)
        with kept_in(), self._guard:
            found = {}
            for word in words:
                holding = Either(tuple(Holding(name, (word,)) for name in self._suggested))
                found[word] = matches(Both((public, holding)), self._postings).bit_count()
            return found

    def search(self, plan: Plan, limit: int, offset: int, facets: Sequence[str], order: Order) -> Result:
        with kept_in(), self._guard:
            postings = self._postings
            found = matches(plan, postings)
            counted = {name: _facet(name, found, postings) for name in facets}
            page = _page(plan, found, max(offset + limit, 0) if limit > 0 else 0, order, postings)[offset:]
            ids = postings.ids() if page else []
            return Result(
                tuple(ids[number] for number, _ in page),
                tuple(each for _, each in page),
                found.bit_count(),
                counted,
            )


def _facet(name: str, found: int, postings: Postings) -> dict[str, int]:
    counts = (
        (value, (found & postings.holding(name, value)).bit_count()) for value in postings.lexicon(name)
    )
    return dict(
        sorted(((value, count) for value, count in counts if count), key=lambda item: (-item[1], item[0]))
    )


def _page(plan: Plan, found: int, wanted: int, order: Order, postings: Postings) -> Page:
    if not wanted or not found:
        return []
    if isinstance(order, Nearest):
        return _nearest(plan, found, wanted, order, postings)
    if isinstance(order, ByNumber):
        return _by_number(found, wanted, order, postings)
    if not scores(plan):
        return [(number, 0.0) for number in islice(postings.by_id(found), wanted)]
    return _by_score(plan, found, wanted, postings)


def _by_score(plan: Plan, found: int, wanted: int, postings: Postings) -> Page:
    """Of many matches, only those that promise most are scored; the others follow by id."""
    promising = found if found.bit_count() <= SCORED else _promising(plan, found, postings)
    ids = postings.ids()
    given = points(plan, promising, postings)
    page = [(number, round(given.get(number, 0.0), SCORE_DIGITS)) for number in numbers_of(promising)]
    page.sort(key=lambda match: (-match[1], ids[match[0]]))
    others = islice(postings.by_id(found & ~promising), max(wanted - len(page), 0))
    return page[:wanted] + [(number, 0.0) for number in others]


def _promising(plan: Plan, found: int, postings: Postings) -> int:
    """Some of each narrower plan's matches, the lowest ids first."""
    chosen = 0
    for narrow in narrower(plan):
        room = SCORED - chosen.bit_count()
        first = found & matches(narrow, postings) & ~chosen
        if first.bit_count() > room:
            first = bits_of(islice(postings.by_id(first), room // 2), postings.size)
        chosen |= first
    return chosen


def _by_number(found: int, wanted: int, order: ByNumber, postings: Postings) -> Page:
    values = postings.numbers(order.field)
    sign = -1 if order.descending else 1
    every = list(postings.by_id(found))
    having = [number for number in every if values[number]]
    having.sort(key=lambda number: sign * values[number][0])
    without = [number for number in every if not values[number]]
    return [(number, 0.0) for number in [*having, *without][:wanted]]


def _nearest(plan: Plan, found: int, wanted: int, order: Nearest, postings: Postings) -> Page:
    """Only the nearest few are scored."""
    columns = [postings.numbers(name) for name in order.fields]
    far = float("inf")
    distances = {
        number: min(
            [order.distances.get(values[number][0], far) if values[number] else far for values in columns]
        )
        for number in postings.by_id(found)
    }
    near = sorted(distances, key=distances.__getitem__)[: max(wanted, SCORED)]
    given = points(plan, bits_of(near, postings.size), postings) if scores(plan) else {}
    page = [(number, round(given.get(number, 0.0), SCORE_DIGITS)) for number in near]
    page.sort(key=lambda match: (distances[match[0]], -match[1]))
    return page[:wanted]
