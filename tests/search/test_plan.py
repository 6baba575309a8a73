"""What a query comes down to when its answers are only counted."""

import pytest

from search.plan import Best, Plan, planned, without_points
from search.query import All, Boost, Not, Phrase, Prefer, Query, Term, Word
from tests.search.samples import SCHEMA

NAME = (("name", 1.0),)
KIND = Term("kind", "home")


def counted(query: Query) -> Plan:
    return without_points(planned(query, SCHEMA))


def words(query: Query) -> list[tuple[str, bool]]:
    """What the last words of its clauses are, and whether they are beginnings."""
    plan = counted(query)
    assert isinstance(plan, Best)
    return [(clause.sought[-1].word, clause.sought[-1].unfinished) for clause in plan.clauses]


def test_a_beginning_finds_what_its_word_does() -> None:
    assert words(Word("cabi", NAME, prefix=True)) == [("cabi", True)]
    assert words(Word("rou-mar", NAME, prefix=True)) == [("mar", True)]


def test_a_beginning_does_not_find_its_stem() -> None:
    assert words(Word("livrées", (("body", 1.0),), prefix=True)) == [("livr", False), ("livrees", True)]


def test_a_beginning_in_one_field_says_nothing_of_another() -> None:
    fields = (("name", 1.0), ("place", 1.0))

    assert words(Word("cabi", fields, prefix=True)) == [("cabi", True), ("cabi", True)]


def test_whole_words_stay() -> None:
    assert words(Word("cabinet", NAME)) == [("cabinet", False)]
    assert words(Phrase(("le", "marais"), NAME)) == [("marais", False)]


@pytest.mark.parametrize("query", [Boost(KIND, 3.0), Prefer(KIND, ((Term("kind", "nurse"), 2.0),))])
def test_wishes_and_factors_say_nothing_of_who_is_counted(query: Query) -> None:
    assert counted(All((query, Not(query)))) == planned(All((KIND, Not(KIND))), SCHEMA)
