"""Reading one generation: pages of answers, facets, the nearest first, the public words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from search.closeness import beginnings
from search.engine import ByNumber, Field, Nearest, Order, Result, Schema, Status
from search.plan import (
    SCORE_DIGITS,
    Both,
    Either,
    Holding,
    Plan,
    Preferred,
    planned,
    scores,
    without_points,
)
from search.tantivy_engine.documents import ID, META_VALUE
from search.tantivy_engine.facets import columns_of, counts
from search.tantivy_engine.failures import kept_in
from search.tantivy_engine.nearest import nearest_values, standing
from search.tantivy_engine.queries import Translator

SLACK = 50  # further matches fetched, so that equal ones come in the order of their ids
ALL_SORTED = 2_000  # matches that are all fetched to be sorted by distance
REMEMBERED_FACETS = 64  # questions
MOST_KEYS = 65_000  # buckets of one aggregation


class _Match(NamedTuple):
    score: float
    id: int
    address: tantivy.DocAddress


class _Counted(NamedTuple):
    facets: dict[str, dict[str, int]]
    total: int | None  # of the matches, when counting the facets told it


class TantivyReader:
    """One committed state of one generation; threads may share it."""

    def __init__(self, path: Path, schema: Schema, index: tantivy.Index) -> None:
        self.path = path
        self._schema = schema
        self._index = index
        with kept_in():
            self._stamp = _last_commit(path)
            index.reload()
            self._searcher = index.searcher()
            singles = {name: dict(self._searcher.terms_with_prefix(name, "")) for name in schema.singles}
            self._translator = Translator(index.schema, singles)
            self._columns = {field.name: self._filled(field) for field in schema.of_kind("set")}
        # A field of which every document has one key in the first column, even if it is the empty one.
        self._of_all = next((field.name for field in schema.of_kind("set") if not field.rare), None)
        self._counted: dict[tuple[Plan, tuple[str, ...]], _Counted] = {}

    def _filled(self, field: Field) -> tuple[str, ...]:
        """The columns of a set field but for the second one, when no document holds two values."""
        first, *rests = columns_of(field)
        return (first, *(rest for rest in rests if len(self._searcher.terms_with_prefix(rest, "")) > 1))

    def refreshed(self) -> TantivyReader:
        with kept_in():
            changed = _last_commit(self.path) != self._stamp
        return TantivyReader(self.path, self._schema, self._index) if changed else self

    def close(self) -> None:
        """Nothing to do: the files are let go with the last search that still uses this reader."""

    def position(self) -> str:
        """The text written with the last commit; "" when there is none."""
        with kept_in():
            found = self._searcher.search(self._translator.position, 1).hits
            return str(self._searcher.doc(found[0][1]).get_first(META_VALUE)) if found else ""

    def status(self) -> Status:
        with kept_in():
            size = sum(file.stat().st_size for file in self.path.iterdir())
        return Status(self._searcher.num_docs - 1, size, self._searcher.num_segments)

    def words_like(self, word: str) -> set[str]:
        with kept_in():
            return {
                found
                for field in self._schema.suggested()
                for start in beginnings(word)
                for found, _ in self._searcher.terms_with_prefix(field.name, start)
            }

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        public = planned(self._schema.open_to_all, self._schema)
        names = [field.name for field in self._schema.suggested()]
        with kept_in():
            return {
                word: self._hits(Both((public, Either(tuple(Holding(name, (word,)) for name in names)))))
                for word in words
            }

    def search(self, plan: Plan, limit: int, offset: int, facets: Sequence[str], order: Order) -> Result:
        with kept_in():
            asked = self._translator.translate(plan)
            counted, total = self._facets(plan, tuple(facets))
            if limit < 1:
                return Result(total=self._count(plan) if total is None else total, facets=counted)
            if isinstance(order, Nearest):
                matches, total = self._nearest(plan, order, offset + limit)
            elif isinstance(order, ByNumber):
                matches, total = self._by_number(asked, order, offset + limit)
            else:
                matches, total = self._best(plan, offset + limit)
        page = matches[offset : offset + limit]
        return Result(tuple(each.id for each in page), tuple(each.score for each in page), total, counted)

    def _best(self, plan: Plan, wanted: int) -> tuple[list[_Match], int]:
        asked = self._translator.translate(plan)
        if not scores(plan):
            return self._by_number(asked, ByNumber(ID), wanted)
        if isinstance(plan, Preferred) and len(plan.wished) == 1 and not scores(plan.child):
            return self._wished_first(plan, wanted)
        found = self._searcher.search(asked, wanted + SLACK)
        matches = self._matches(found.hits)
        matches.sort(key=_points)
        return matches, _total(found)

    def _wished_first(self, plan: Preferred, wanted: int) -> tuple[list[_Match], int]:
        """Where only the wished ones have points, nothing needs to be given any: these, then the others."""
        ((wished, points),) = plan.wished
        first = self._translator.translate(Both((plan.child, wished)))
        found, count = self._by_number(first, ByNumber(ID), wanted)
        matches = [match._replace(score=round(points, SCORE_DIGITS)) for match in found]
        if count < wanted:
            others = self._translator.translate(Both((plan.child,), (wished,)))
            matches += self._by_number(others, ByNumber(ID), wanted - count)[0]
        return matches, self._count(plan.child)

    def _by_number(self, asked: tantivy.Query, order: ByNumber, wanted: int) -> tuple[list[_Match], int]:
        direction = tantivy.Order.Desc if order.descending else tantivy.Order.Asc
        found = self._searcher.search(asked, wanted + SLACK, True, order.field, 0, direction)
        matches = self._matches((0.0, address) for _, address in found.hits)
        sign = -1 if order.descending else 1
        keys = {
            match.id: (value is None, sign * (value or 0), match.id)
            for match, (value, _) in zip(matches, found.hits, strict=True)
        }
        matches.sort(key=lambda match: keys[match.id])
        return matches, _total(found)

    def _nearest(self, plan: Plan, order: Nearest, wanted: int) -> tuple[list[_Match], int]:
        found = self._searcher.search(self._translator.translate(plan), ALL_SORTED)
        total = _total(found)
        if total <= ALL_SORTED:
            return self._by_distance(found.hits, order), total
        return self._nearest_of_many(plan, order, wanted), total

    def _nearest_of_many(self, plan: Plan, order: Nearest, wanted: int) -> list[_Match]:
        """Count the matches of each place, then ask again for those of the nearest places only."""
        counts = self._counts_of_places(plan, order)
        sought = wanted * len(order.fields)  # a document may have been counted once for each field
        nearest, border = nearest_values(counts, order.distances, sought)
        here, known = standing(order, nearest), standing(order, tuple(order.distances))
        matches: list[_Match] = []
        if nearest:
            asked = self._translator.translate(Both((plan, here)))
            matches = self._by_distance(self._searcher.search(asked, sought).hits, order)
        if border:
            matches += self._best(Both((plan, standing(order, border)), (here,)), wanted)[0]
        if len(matches) < wanted:
            matches += self._best(Both((plan,), (known,)), wanted)[0]
        return matches

    def _counts_of_places(self, plan: Plan, order: Nearest) -> Counter[int]:
        """How many matches stand at each value that has a distance, counted for each field."""
        counts: Counter[int] = Counter()
        for name in order.fields:
            known = Both((plan, Holding(name, tuple(order.distances))))
            counts.update(self._number_counts(self._translator.translate(known), name))
        return counts

    def _by_distance(self, hits: Sequence[tuple[Any, tantivy.DocAddress]], order: Nearest) -> list[_Match]:
        matches = self._matches(hits)
        addresses = [match.address for match in matches]
        columns = [self._searcher.fast_field_values(name, addresses) for name in order.fields]
        distance, far = order.distances.get, float("inf")
        ranked = sorted(
            (
                min([far if place is None else distance(int(place), far) for place in places]),
                -match.score,
                match.id,
                at,
            )
            for at, (match, *places) in enumerate(zip(matches, *columns, strict=True))
        )
        return [matches[at] for *_, at in ranked]

    def _matches(self, hits: Iterable[tuple[Any, tantivy.DocAddress]]) -> list[_Match]:
        found = list(hits)
        ids = self._searcher.fast_field_values(ID, [address for _, address in found])
        return [
            _Match(round(score, SCORE_DIGITS), int(id_ or 0), address)
            for (score, address), id_ in zip(found, ids, strict=True)
        ]

    def _number_counts(self, asked: tantivy.Query, name: str) -> dict[int, int]:
        buckets = self._searcher.aggregate(asked, {name: _terms(name)})[name]["buckets"]
        return {int(bucket["key"]): bucket["doc_count"] for bucket in buckets}

    def _count(self, plan: Plan) -> int:
        """Counting the values of a facet is several times as fast as searching for one answer."""
        total = self._facets(plan, (self._of_all,) if self._of_all else ()).total
        if total is not None:
            return total
        return self._hits(without_points(plan))

    def _hits(self, plan: Plan) -> int:
        return _total(self._searcher.search(self._translator.translate(plan), 1))

    def _facets(self, plan: Plan, fields: tuple[str, ...]) -> _Counted:
        """The next page, and the empty question, are not counted again until the next commit."""
        if not fields:
            return _Counted({}, None)
        matching = without_points(plan)
        if len(self._counted) >= REMEMBERED_FACETS:
            self._counted.clear()
        found = self._counted.get((matching, fields))
        if found is None:
            found = self._counted[matching, fields] = self._count_facets(matching, fields)
        return found

    def _count_facets(self, plan: Plan, fields: tuple[str, ...]) -> _Counted:
        """With the number of matches, which the column that every document has a key in tells."""
        asked = self._translator.translate(plan)
        columns = {name: self._columns[name] for name in dict.fromkeys((*fields, self._of_all)) if name}
        wanted = {each: _terms(each) for several in columns.values() for each in several}
        try:
            found = self._searcher.aggregate(asked, wanted)
        except ValueError:  # too many different keys
            return _Counted({name: self._long_facet(asked, name) for name in fields}, None)
        keys = {each: list(map(_key, found[each]["buckets"])) for each in wanted}
        facets = {name: counts(chain.from_iterable(keys[each] for each in columns[name])) for name in fields}
        total = (
            sum(documents for _, documents in keys[self._columns[self._of_all][0]]) if self._of_all else None
        )
        return _Counted(facets, total)

    def _long_facet(self, asked: tantivy.Query, name: str) -> dict[str, int]:
        return {value: count for value, count in self._searcher.terms_with_prefix(name, "", asked) if count}


def opened(path: Path, schema: Schema) -> TantivyReader:
    with kept_in():
        index = tantivy.Index.open(str(path))
        index.config_reader("manual")
    return TantivyReader(path, schema, index)


def _terms(column: str) -> dict[str, dict[str, Any]]:
    return {"terms": {"field": column, "size": MOST_KEYS}}


def _key(bucket: Mapping[str, Any]) -> tuple[str, int]:
    return bucket["key"], bucket["doc_count"]


def _last_commit(path: Path) -> tuple[int, int]:
    """Changes with every commit of any process: tantivy puts a new file in the place of the old."""
    written = (path / "meta.json").stat()
    return written.st_mtime_ns, written.st_ino


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # the stub lacks it


def _points(match: _Match) -> tuple[float, int]:
    return -match.score, match.id
