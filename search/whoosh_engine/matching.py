"""Plans as sets of documents."""

from __future__ import annotations

from search.plan import Best, Between, Both, Clause, Either, Holding, Plan, Preferred, Scaled
from search.whoosh_engine.bits import bits_of, numbers_of
from search.whoosh_engine.postings import Postings


def matches(plan: Plan, postings: Postings) -> int:
    match plan:
        case Best(clauses):
            found = 0
            for clause in clauses:
                found |= clause_matches(clause, postings)
            return found
        case Holding():
            return _holding(plan, postings)
        case Between(field, low, high):
            return postings.between(field, low, high)
        case Both(wanted, unwanted):
            found = postings.all
            for each in wanted:
                found &= matches(each, postings)
            for each in unwanted:
                found &= ~matches(each, postings)
            return found
        case Either(children):
            found = 0
            for child in children:
                found |= matches(child, postings)
            return found
        case Scaled(child, _) | Preferred(child, _):
            return matches(child, postings)


def clause_matches(clause: Clause, postings: Postings) -> int:
    found = postings.all
    for sought in clause.sought:
        found &= postings.sought(clause.field, sought)
    if clause.in_order and found:
        return bits_of(occurrences(clause, found, postings), postings.size)
    return found


def _holding(plan: Holding, postings: Postings) -> int:
    if len(plan.values) == 1 and isinstance(plan.values[0], str):
        return postings.holding(plan.field, plan.values[0])
    return postings.holding_any(plan.field, plan.values)


def occurrences(clause: Clause, candidates: int, postings: Postings) -> dict[int, int]:
    """How often the words stand side by side in the candidates, as far as they do."""
    numbers = list(numbers_of(candidates))
    starts: dict[int, set[int]] = {}
    for nth, sought in enumerate(clause.sought):
        matcher = postings.reader.postings(clause.field, sought.word)
        for number in numbers:
            matcher.skip_to(number)
            here = {at - nth for at in matcher.value_as("positions")}
            starts[number] = here if nth == 0 else starts[number] & here
    return {number: len(found) for number, found in starts.items() if found}
