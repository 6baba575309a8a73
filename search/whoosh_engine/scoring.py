"""Points of a few documents, by the same BM25 as tantivy's, and narrower plans to find the best of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import log

from search.plan import OTHER_FIELDS_SHARE, Best, Both, Clause, Either, Plan, Preferred, Scaled
from search.whoosh_engine.bits import numbers_of
from search.whoosh_engine.matching import clause_matches, matches, occurrences
from search.whoosh_engine.postings import Postings

FREQUENCY_WEIGHT = 1.2  # BM25's k1
LENGTH_WEIGHT = 0.75  # BM25's b

Points = dict[int, float]


def points(plan: Plan, documents: int, postings: Postings) -> Points:
    """Of those of the documents that get any."""
    match plan:
        case Best(clauses):
            return _best([_clause(clause, documents, postings) for clause in clauses])
        case Both(wanted, _):
            return _sum([points(each, documents, postings) for each in wanted])
        case Either(children):
            return _sum([points(each, documents & matches(each, postings), postings) for each in children])
        case Scaled(child, factor):
            return {number: each * factor for number, each in points(child, documents, postings).items()}
        case Preferred(child, wished):
            extra = [
                dict.fromkeys(numbers_of(documents & matches(each, postings)), more) for each, more in wished
            ]
            return _sum([points(child, documents, postings), *extra])
    return {}


def narrower(plan: Plan) -> Iterator[Plan]:
    """Plans that find, among the documents of this one, those that may get the most points."""
    for strict in (_strict(plan, True), _strict(plan, False)):
        yield _wished(strict)
        yield strict
    yield _wished(plan)


def _strict(plan: Plan, best_field_only: bool) -> Plan:
    """The plan with whole, well-spelt words only."""
    match plan:
        case Best(clauses):
            whole = [clause for clause in clauses if not clause.fixed]
            most = max((clause.boost for clause in whole), default=0.0)
            return Best(tuple(each for each in whole if not best_field_only or each.boost == most))
        case Both(wanted, unwanted):
            return Both(tuple(_strict(each, best_field_only) for each in wanted), unwanted)
        case Either(children):
            return Either(tuple(_strict(each, best_field_only) for each in children))
        case Scaled(child, _) | Preferred(child, _):
            return replace(plan, child=_strict(child, best_field_only))
    return plan


def _wished(plan: Plan) -> Plan:
    """The plan with what it only prefers as a condition."""
    match plan:
        case Preferred(child, wished):
            return Both((_wished(child), Either(tuple(each for each, more in wished if more > 0))))
        case Both(wanted, unwanted):
            return Both(tuple(_wished(each) for each in wanted), unwanted)
        case Scaled(child, factor):
            return Scaled(_wished(child), factor)
    return plan


def _clause(clause: Clause, documents: int, postings: Postings) -> Points:
    found = documents & clause_matches(clause, postings)
    if not found:
        return {}
    if clause.fixed:
        return dict.fromkeys(numbers_of(found), clause.boost)
    words = [sought.word for sought in clause.sought]
    if clause.in_order:
        counts = occurrences(clause, found, postings)
        rarity = sum(_rarity(clause.field, word, postings) for word in words)
        return {number: clause.boost * each for number, each in _bm25(clause.field, rarity, counts, postings)}
    numbers = list(numbers_of(found))
    total: Points = dict.fromkeys(numbers, 0.0)
    for word in words:
        counts = _frequencies(clause.field, word, numbers, postings)
        for number, each in _bm25(clause.field, _rarity(clause.field, word, postings), counts, postings):
            total[number] += clause.boost * each
    return total


def _rarity(field: str, word: str, postings: Postings) -> float:
    holding = postings.holding(field, word).bit_count()
    return log(1 + (postings.size - holding + 0.5) / (holding + 0.5))


def _frequencies(field: str, word: str, numbers: list[int], postings: Postings) -> dict[int, int]:
    """How often documents that hold a word hold it."""
    found = {}
    matcher = postings.reader.postings(field, word)
    for number in numbers:
        matcher.skip_to(number)
        found[number] = int(matcher.weight())
    return found


def _bm25(
    field: str, rarity: float, counts: dict[int, int], postings: Postings
) -> Iterator[tuple[int, float]]:
    reader = postings.reader
    usual_length = reader.field_length(field) / max(postings.size, 1)
    for number, frequency in counts.items():
        length = reader.doc_field_length(number, field, 0) or 0
        norm = FREQUENCY_WEIGHT * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / usual_length)
        yield number, rarity * frequency * (1 + FREQUENCY_WEIGHT) / (frequency + norm)


def _sum(parts: list[Points]) -> Points:
    total: Points = {}
    for part in parts:
        for number, each in part.items():
            total[number] = total.get(number, 0.0) + each
    return total


def _best(parts: list[Points]) -> Points:
    """The most of any part, and a share of the others."""
    total = _sum(parts)
    best: Points = {}
    for part in parts:
        for number, each in part.items():
            best[number] = max(best.get(number, 0.0), each)
    return {number: most + OTHER_FIELDS_SHARE * (total[number] - most) for number, most in best.items()}
