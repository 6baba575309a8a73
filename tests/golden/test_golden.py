"""The questions coordinators type, asked of the demonstration territory with both engines.

In `queries.csv`, `expected` holds names of which one must be among the first three answers ("ALL: " wants
each of them); after "NOT: " come names that may not be answered at all. An entry has a name when it holds
all its words; "@Thouars" tells homonyms apart by the commune shown.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.runtime import Runtime, open_runtime
from core.text import fold
from directory.search import following
from directory.search.find import find
from directory.search.results import Hit, SearchRequest
from directory.search.schema import SCHEMA
from importers import demonstration
from search.engine import Engine
from search.engines import open_engine
from tests import cast
from tests.databases import Databases

QUESTIONS = Path(__file__).with_name("queries.csv")
THE_DAY = datetime(2026, 11, 22, 9, tzinfo=UTC)  # what is said of availability holds on that day
FIRST = 3
ENOUGH = 0.95


@dataclass(frozen=True)
class Question:
    text: str
    wanted: tuple[str, ...]
    each: bool
    never: tuple[str, ...]

    @classmethod
    def of(cls, row: dict[str, str]) -> "Question":
        wanted, _, never = row["expected"].partition(" NOT: ")
        names = tuple(wanted.removeprefix("ALL: ").split("|"))
        return cls(row["query"], names, wanted.startswith("ALL: "), tuple(filter(None, never.split("|"))))

    def is_met(self, hits: tuple[Hit, ...]) -> bool:
        found = [any(has_name(hit, name) for hit in hits[:FIRST]) for name in self.wanted]
        refused = any(has_name(hit, name) for hit in hits for name in self.never)
        return (all(found) if self.each else any(found)) and not refused


def has_name(hit: Hit, name: str) -> bool:
    words, _, commune = name.partition(" @")
    return _words(words) <= _words(f"{hit.name} {hit.subtitle}") and fold(commune) in fold(hit.commune)


def _words(text: str) -> set[str]:
    return set(fold(text).replace("'", " ").split()) - {"–", "·"}


@pytest.fixture(scope="module")
def territory(databases: Databases) -> Iterator[Runtime]:
    url = databases.copy()
    runtime = open_runtime(url, lambda: THE_DAY)
    demonstration.load(runtime, cast.OWNER)
    yield runtime
    runtime.close()
    databases.drop(url)


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(
    territory: Runtime, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Engine:
    opened = open_engine(request.param, tmp_path_factory.mktemp(request.param), SCHEMA)
    following.catch_up(territory, opened)
    return opened


def test_what_is_asked_for_comes_among_the_first_three(territory: Runtime, engine: Engine) -> None:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        questions = [Question.of(row) for row in csv.DictReader(file, delimiter=";")]

    missed = []
    for question in questions:
        with territory.read() as session:
            found = find(session, engine, cast.OWNER, SearchRequest(question.text, with_facets=False))
        if not question.is_met(found.entries):
            missed.append(f"{question.text} → {[hit.name for hit in found.entries[:FIRST]]}")

    assert 1 - len(missed) / len(questions) >= ENOUGH, "\n".join(missed)
