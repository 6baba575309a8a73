"""Facet counting: the values of one document's set field are stored as one key, split when counted."""

from collections.abc import Iterable, Sequence

SEPARATOR = "\x1f"  # no value holds it


def key(values: Sequence[str]) -> str:
    """One key for a set of values; "" for none."""
    return SEPARATOR.join(sorted(set(values))) if len(values) > 1 else "".join(values)


def counts(keys: Iterable[tuple[str, int]]) -> dict[str, int]:
    """How many documents hold each value, the most frequent first, from how many hold each key."""
    found: dict[str, int] = {}
    for joined, documents in keys:
        for value in joined.split(SEPARATOR) if joined else ():
            found[value] = found.get(value, 0) + documents
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
