"""What the sources say of one entry, together: the most believed source decides each field."""

from collections.abc import Sequence
from typing import NamedTuple

from directory.fields import Fields, compact
from directory.provenance.elements import LATEST_COUNTS, is_set, union
from directory.provenance.precedence import rank


class Said(NamedTuple):
    """What one record of one source says of an entry."""

    source: str
    key: str
    fields: Fields


def resolve(statements: Sequence[Said]) -> Fields:
    """One value by path: of the most believed source that says it, or of all together for a set."""
    if len(statements) == 1:
        return _tidy(compact(statements[0].fields))
    paths = sorted({path for statement in statements for path in compact(statement.fields)})
    return {path: _value(path, _in_order(path, statements)) for path in paths}


def origin(path: str, statements: Sequence[Said]) -> str | None:
    """The source whose word counts for a field that merges whole."""
    speaking = _in_order(path, statements)
    return speaking[0].source if speaking else None


def _in_order(path: str, statements: Sequence[Said]) -> list[Said]:
    speaking = [statement for statement in statements if path in compact(statement.fields)]
    return sorted(speaking, key=lambda statement: (rank(statement.source, path), *statement[:2]))


def _value(path: str, speaking: Sequence[Said]) -> object:
    values = [statement.fields[path] for statement in speaking]
    if path in LATEST_COUNTS:
        return max(map(str, values))
    return union(path, values) if is_set(path) else values[0]


def _tidy(fields: Fields) -> Fields:
    """Sets in the one form that `resolve` gives them, whoever wrote them."""
    return {path: union(path, [value]) if is_set(path) else value for path, value in fields.items()}
