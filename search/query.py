"""The closed set of nodes a search is made of: frozen, engine-neutral, and hashable.

What scores: a Word or a Phrase gives the points of its best field. Term, AnyOf and Range only
filter: they give no points, unless they stand in the `wished` of a Prefer.
What says nothing: a Word or Phrase of stop words only is left out of the All, Any or Not it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


EVERYTHING = Everything()


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


@dataclass(frozen=True, slots=True)
class Term:
    """The documents that hold exactly this value in a keyword, set or number field."""

    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The documents that hold at least one of these values; none when there are no values."""

    field: str
    values: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Range:
    """The documents with a number from `low` to `high`, both included; None leaves an end open."""

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One word as a person typed it, sought in several (field, boost) text or prose fields.

    Each field's own analysis is applied; when it makes several words of it (`Rou-Marson`), one field
    must hold them all. `prefix`: the last of them is still being typed. `fuzzy`: up to
    1 or 2 wrong letters are forgiven, two swapped letters counting as one; never in words under 4
    letters or with digits, and 2 only from 8 letters on. A whole word scores above the
    beginning of one, and that above a misspelt one.
    """

    text: str
    fields: tuple[tuple[str, float], ...]
    prefix: bool = False
    fuzzy: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words side by side, in this order, in one of the (field, boost) fields.

    In a field without positions, the words only have to be all there.
    """

    words: tuple[str, ...]
    fields: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class All:
    """The documents that every child matches; everything when there are no children."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """The documents that at least one child matches; nothing when there are no children."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The documents that the child does not match."""

    child: Query


@dataclass(frozen=True, slots=True)
class Boost:
    """The child's documents, their points multiplied by the factor."""

    child: Query
    factor: float


@dataclass(frozen=True, slots=True)
class Prefer:
    """The child's documents; those that a wished query also matches get its points on top."""

    child: Query
    wished: tuple[tuple[Query, float], ...]


Query: TypeAlias = (
    Everything | Nothing | Term | AnyOf | Range | Word | Phrase | All | Any | Not | Boost | Prefer
)


def all_of(*children: Query) -> Query:
    """All of them, without a needless layer around a single one."""
    return children[0] if len(children) == 1 else All(children)


def any_of(children: Iterable[Query]) -> Query:
    """Any of them, without a needless layer around a single one."""
    found = tuple(children)
    return found[0] if len(found) == 1 else Any(found)
