"""What a query comes down to, worked out once for all engines, so that they mean the same thing.

Words are analysed for each field, stop words are gone, fields are checked, exclusions stand apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from search import analysis
from search.engine import Schema
from search.query import (
    All,
    Any,
    AnyOf,
    Boost,
    Everything,
    Not,
    Nothing,
    Phrase,
    Prefer,
    Query,
    Range,
    Term,
    Value,
    Word,
)

BEGINNING_POINTS = 0.5  # of a field's boost, for the beginning of a word
MISSPELT_POINTS = 0.25
SCORE_DIGITS = 4  # beyond these, scores are equal
OTHER_FIELDS_SHARE = 0.1  # of their points, that a word's further fields add to its best one


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of the index: exactly this one, or with some wrong letters, or beginning like this."""

    word: str
    wrong: int = 0
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Documents that hold all of these in one field, side by side if `in_order`.

    They get `boost` times what the engine's BM25 gives them, or just `boost` if `fixed`.
    """

    field: str
    sought: tuple[Sought, ...]
    boost: float
    fixed: bool = False
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Best:
    """Any of the clauses, for the points of the best one and a share of the others'."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """Documents that hold one of these values; no points."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Documents with a number between two ends; no points."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Both:
    """All of the wanted (everything if there are none), without any of the unwanted."""

    wanted: tuple[Plan, ...] = ()
    unwanted: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Any of these; nothing if there are none."""

    children: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Scaled:
    child: Plan
    factor: float


@dataclass(frozen=True, slots=True)
class Preferred:
    child: Plan
    wished: tuple[tuple[Plan, float], ...]


Plan: TypeAlias = Best | Holding | Between | Both | Either | Scaled | Preferred
EVERYTHING = Both()


def planned(query: Query, schema: Schema) -> Plan:
    """Everything, when the query says nothing. `ValueError` for a field it cannot be asked of."""
    return _plan(query, schema) or EVERYTHING


def scores(plan: Plan) -> bool:
    """Whether some documents can get more points than others."""
    match plan:
        case Best() | Preferred():
            return True
        case Scaled(child, _):
            return scores(child)
        case Both(wanted, _):
            return any(map(scores, wanted))
        case Either(children):
            return any(map(scores, children))
    return False


def without_points(plan: Plan) -> Plan:
    """A plan that the same documents match, for whoever only counts them: it is quicker to answer.

    Wishes and factors go, and of a word that is still being typed, whole words that its beginning finds.
    """
    match plan:
        case Preferred(child, _) | Scaled(child, _):
            return without_points(child)
        case Both(wanted, unwanted):
            return Both(tuple(map(without_points, wanted)), tuple(map(without_points, unwanted)))
        case Either(children):
            return Either(tuple(map(without_points, children)))
        case Best(clauses):
            begun = [clause for clause in clauses if clause.sought[-1].unfinished]
            return Best(
                tuple(each for each in clauses if not any(_is_within(each, other) for other in begun))
            )
    return plan


def _is_within(clause: Clause, other: Clause) -> bool:
    """Whether the other, which ends in the beginning of a word, finds all that this one does, which ends in
    a whole word: what “cabinet” finds, “cabi…” finds too.
    """
    (*before, last), (*before_other, begun) = clause.sought, other.sought
    return (
        not (last.unfinished or last.wrong)
        and (clause.field, before) == (other.field, before_other)
        and last.word.startswith(begun.word)
    )


def _plan(query: Query, schema: Schema) -> Plan | None:
    """None when it says nothing."""
    match query:
        case Everything():
            return EVERYTHING
        case Nothing():
            return Either()
        case Term(field, value):
            return _holding(schema, field, [value])
        case AnyOf(field, values):
            return _holding(schema, field, sorted(values, key=str))
        case Range(field, low, high):
            return Between(schema.field(field, "number").name, low, high)
        case Word():
            return _best(
                clause for name, boost in query.fields for clause in _word(query, name, boost, schema)
            )
        case Phrase(words, fields):
            return _best(_phrase(" ".join(words), name, boost, schema) for name, boost in fields)
        case All(children):
            return _all(children, schema)
        case Any(children):
            said = _said(children, schema)
            return Either(said) if said or not children else None
        case Not(child):
            unwanted = _plan(child, schema)
            return None if unwanted is None else Both((), (unwanted,))
        case Boost(child, factor):
            scaled = _plan(child, schema)
            return None if scaled is None else Scaled(scaled, factor)
        case Prefer(child, wished):
            points = ((_plan(each, schema), points) for each, points in wished)
            return Preferred(
                planned(child, schema), tuple((plan, each) for plan, each in points if plan is not None)
            )


def _said(children: Iterable[Query], schema: Schema) -> tuple[Plan, ...]:
    return tuple(plan for plan in (_plan(child, schema) for child in children) if plan is not None)


def _all(children: Sequence[Query], schema: Schema) -> Plan | None:
    said = _said(children, schema)
    if not said:
        return None if children else EVERYTHING
    if len(said) == 1:
        return said[0]
    parts = [plan if isinstance(plan, Both) else Both((plan,)) for plan in said]
    return Both(
        tuple(plan for part in parts for plan in part.wanted),
        tuple(plan for part in parts for plan in part.unwanted),
    )


def _holding(schema: Schema, name: str, values: Sequence[Value]) -> Holding:
    number = schema.field(name, "keyword", "set", "number").kind == "number"
    return Holding(name, tuple(int(value) if number else str(value) for value in values))


def _best(clauses: Iterable[Clause | None]) -> Best | None:
    found = tuple(clause for clause in clauses if clause is not None)
    return Best(found) if found else None


def _analysis(schema: Schema, name: str) -> Callable[[str], tuple[str, ...]]:
    prose = schema.field(name, "text", "prose").kind == "prose"
    return analysis.prose_tokens if prose else analysis.tokens


def _phrase(text: str, name: str, boost: float, schema: Schema) -> Clause | None:
    words = _analysis(schema, name)(text)
    in_order = schema.field(name).positions and len(words) > 1
    return Clause(name, tuple(map(Sought, words)), boost, in_order=in_order) if words else None


def _word(word: Word, name: str, boost: float, schema: Schema) -> list[Clause]:
    analyse = _analysis(schema, name)
    words = analyse(word.text)
    if not words:
        return []
    clauses = [Clause(name, tuple(map(Sought, words)), boost)]
    if word.prefix:
        *whole, last = analysis.unfinished_words(word.text)
        before = map(Sought, analyse(" ".join(whole)))
        beginning = Sought(last, unfinished=True)
        clauses.append(Clause(name, (*before, beginning), boost * BEGINNING_POINTS, fixed=True))
    if word.fuzzy:
        allowed = [min(word.fuzzy, analysis.forgiven(each)) for each in words]
        ends = [False] * (len(words) - 1) + [word.prefix]
        if any(allowed):
            misspelt = tuple(map(Sought, words, allowed, ends))
            clauses.append(Clause(name, misspelt, boost * MISSPELT_POINTS, fixed=True))
    return clauses
