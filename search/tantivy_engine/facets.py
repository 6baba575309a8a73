"""Facets: how the values of a document's set field are laid out in columns, and counted from them.

A column that holds several values per document is slow to count, and the joined values of a set are too many
different keys. So one column holds the first value of the set, the other one what else there is: nearly
always one value, seldom several joined. Every document has both, even if empty: that is four times as fast;
only where few documents have any, the others have none. A field of single values is its own column.
"""

from collections.abc import Iterable, Sequence

from search.engine import Field

SEPARATOR = "\x1f"  # no value holds it


def columns_of(field: Field) -> tuple[str, ...]:
    """The fields that the values of a set field are counted from."""
    return (field.name,) if field.single else (first_column(field.name), rest_column(field.name))


def first_column(name: str) -> str:
    """The field that holds the first value of a set field."""
    return f"{name}_first"


def rest_column(name: str) -> str:
    """The field that holds its further values, joined."""
    return f"{name}_rest"


def columns(values: Sequence[str]) -> tuple[str, str]:
    """What a set of values is in the two columns; "" for nothing."""
    first, *rest = sorted(set(values)) if len(values) > 1 else (values or ("",))
    return first, SEPARATOR.join(rest)


def counts(keys: Iterable[tuple[str, int]]) -> dict[str, int]:
    """How many documents hold each value, the most frequent first, from how many hold each key."""
    found: dict[str, int] = {}
    for joined, documents in keys:
        for value in joined.split(SEPARATOR) if joined else ():
            found[value] = found.get(value, 0) + documents
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
