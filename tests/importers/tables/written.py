"""Small tables written for a test, and what is read of them."""

from collections.abc import Callable
from pathlib import Path

from importers import table
from importers.facts import EVERYWHERE, Fact, Record
from tests.importers.reader_contract import facts_of

Write = Callable[..., Path]


def one_fact(path: Path, kind: str = "service") -> Fact:
    (fact,) = [fact for fact in facts_of(table, path).values() if fact.kind == kind]
    return fact


def digests(path: Path) -> dict[str, bytes]:
    found = table.records(table.check(path), EVERYWHERE)
    return {record.key: record.digest for record in found if isinstance(record, Record)}
