"""Which values of number fields are the nearest, and as far as how many documents are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from search.engine import Nearest
from search.plan import Either, Holding


def standing(order: Nearest, values: tuple[int, ...]) -> Either:
    return Either(tuple(Holding(name, values) for name in order.fields))


def nearest_values(
    counts: Mapping[int, int], distances: Mapping[int, float], wanted: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The nearest values with fewer than `wanted` matches together, and those of the next distance."""
    nearest: list[int] = []
    reached = 0
    for _, group in groupby(sorted(counts, key=distances.__getitem__), key=distances.__getitem__):
        border = tuple(group)
        reached += sum(counts[value] for value in border)
        if reached >= wanted:
            return tuple(nearest), border
        nearest += border
    return tuple(nearest), ()
