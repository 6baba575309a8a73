"""Fields that merge as sets, element by element: lists of codes, and contact points."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SET_NAMES = frozenset(
    [
        "contacts",
        "identifiers",
        "specialties",
        "activities",
        "audiences",
        "gir",
        "access",
        "funding",
        "diets",
        "meal_temperatures",
        "days_covered",
    ]
)
LATEST_COUNTS = frozenset({"verified_at"})  # ISO dates: whoever says it, the latest holds


def is_set(path: str) -> bool:
    """Whether the field at this path merges as a set; any other field merges whole."""
    return path.rpartition(".")[2] in SET_NAMES


def key_of(element: Any) -> str:
    """What makes an element the same one: a contact point is its kind and value, a code is itself."""
    if isinstance(element, Mapping):
        return f"{element.get('kind')} {element.get('value')}"
    return str(element)


def by_key(elements: Iterable[Any] | None) -> dict[str, Any]:
    """Elements by key, in their order; the first of a key counts."""
    found: dict[str, Any] = {}
    for element in elements or ():
        found.setdefault(key_of(element), element)
    return found


def as_list(path: str, elements: Mapping[str, Any]) -> list[Any]:
    """The value to keep: contact points in the order given, codes sorted."""
    values = list(elements.values())
    return values if path.endswith("contacts") else sorted(values)


def union(path: str, values: Sequence[Iterable[Any]]) -> list[Any]:
    """Every element that anyone says; for one that several say, the first statement counts."""
    return as_list(path, by_key(element for value in values for element in value))
