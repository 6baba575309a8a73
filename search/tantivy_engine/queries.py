"""Plans as tantivy's built queries; its own parser is never used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import tantivy
from tantivy import FieldType, Occur

from search.plan import (
    OTHER_FIELDS_SHARE,
    Best,
    Between,
    Both,
    Clause,
    Either,
    Holding,
    Plan,
    Preferred,
    Scaled,
    Sought,
)
from search.tantivy_engine.documents import META, POSITION

FEW_VALUES = 8  # more are sought as one set of terms
SETS = 16  # at hand: those of the territory and of the surroundings come again with every letter


class Translator:
    """Builds queries for one index; `singles` counts the documents of each value of single fields."""

    def __init__(self, laid_out: tantivy.Schema, singles: Mapping[str, Mapping[str, int]]) -> None:
        self._schema = laid_out
        self._singles = singles
        self.position = tantivy.Query.term_query(laid_out, META, POSITION, "basic")
        ours = _boolean([(Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, self.position)])
        self._everything = _fixed(ours, 0.0)
        self._many = lru_cache(SETS)(self._any_of_many)

    def translate(self, plan: Plan) -> tantivy.Query:
        match plan:
            case Best(clauses):
                return self._best(clauses)
            case Holding():
                return self._holding(plan)
            case Between(field, None, None):
                return _fixed(tantivy.Query.exists_query(field), 0.0)
            case Between(field, low, high):
                return _fixed(
                    tantivy.Query.range_query(self._schema, field, FieldType.Integer, low, high), 0.0
                )
            case Both(wanted, unwanted):
                return self._both(wanted, unwanted)
            case Either(children):
                return _any([self.translate(child) for child in children])
            case Scaled(child, factor):
                return tantivy.Query.boost_query(self.translate(child), factor)
            case Preferred():
                return self._preferred(plan)

    def _both(self, wanted: Sequence[Plan], unwanted: Sequence[Plan]) -> tantivy.Query:
        with_it: list[Plan] = []
        without_it: list[Plan] = list(unwanted)
        for plan in wanted:
            others = self._others(plan)
            (with_it if others is None else without_it).append(others or plan)
        found = _all([self.translate(plan) for plan in with_it]) if with_it else self._everything
        if not without_it:
            return found
        without = [(Occur.MustNot, self.translate(plan)) for plan in without_it]
        return _boolean([(Occur.Must, found), *without])

    def _others(self, plan: Plan) -> Plan | None:
        """Of what nearly all documents pass, what the others hold: they are quicker to leave out."""
        if not isinstance(plan, Holding) or plan.field not in self._singles:
            return None
        counts = self._singles[plan.field]
        others = Holding(plan.field, tuple(value for value in counts if value not in plan.values))
        passing = sum(counts.get(str(value), 0) for value in plan.values)
        return others if passing > sum(counts[str(value)] for value in others.values) else None

    def _preferred(self, plan: Preferred) -> tantivy.Query:
        wished = [(Occur.Should, _fixed(self.translate(each), points)) for each, points in plan.wished]
        return _boolean([(Occur.Must, self.translate(plan.child)), *wished])

    def _holding(self, plan: Holding) -> tantivy.Query:
        if len(plan.values) > FEW_VALUES:
            return self._many(plan)
        return _fixed(_any([self._term(plan.field, value, "basic") for value in plan.values]), 0.0)

    def _any_of_many(self, plan: Holding) -> tantivy.Query:
        return _fixed(tantivy.Query.term_set_query(self._schema, plan.field, plan.values), 0.0)

    def _best(self, clauses: Sequence[Clause]) -> tantivy.Query:
        found = [self._clause(clause) for clause in clauses]
        return found[0] if len(found) == 1 else tantivy.Query.disjunction_max_query(found, OTHER_FIELDS_SHARE)

    def _clause(self, clause: Clause) -> tantivy.Query:
        if clause.in_order:  # never of one word: phrase_query panics
            words: list[str | tuple[int, str]] = [sought.word for sought in clause.sought]
            found = tantivy.Query.phrase_query(self._schema, clause.field, words)
        else:
            found = _all([self._sought(clause.field, sought) for sought in clause.sought])
        return (_fixed if clause.fixed else tantivy.Query.boost_query)(found, clause.boost)

    def _sought(self, field: str, sought: Sought) -> tantivy.Query:
        # A beginning is a fuzzy query of distance 0: phrase_prefix_query stops at the first 50 words.
        if sought.wrong or sought.unfinished:
            return tantivy.Query.fuzzy_term_query(
                self._schema, field, sought.word, sought.wrong, True, sought.unfinished
            )
        return self._term(field, sought.word, "freq")

    def _term(self, field: str, value: str | int, index_option: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, index_option)


def _boolean(clauses: Sequence[tuple[Occur, tantivy.Query]]) -> tantivy.Query:
    return tantivy.Query.boolean_query(clauses)


def _fixed(query: tantivy.Query, points: float) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, points)


def _all(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else _boolean([(Occur.Must, query) for query in queries])


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    if not queries:
        return tantivy.Query.empty_query()
    return queries[0] if len(queries) == 1 else _boolean([(Occur.Should, query) for query in queries])
