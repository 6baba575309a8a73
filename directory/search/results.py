"""What a search is asked and what it answers: frozen values that hold nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from directory.search.chips import FilterChip


@dataclass(frozen=True)
class ChosenFilter:
    """A refinement picked from a facet: one value of one of the facets."""

    field: str
    value: str


@dataclass(frozen=True)
class SearchRequest:
    """One search. `removed` holds keys of chips that the person took away; `near` is a place code."""

    text: str
    removed: frozenset[str] = frozenset()
    filters: tuple[ChosenFilter, ...] = ()
    near: str | None = None
    radius_km: float = 30.0
    limit: int = 20
    offset: int = 0
    with_facets: bool = True


@dataclass(frozen=True)
class FacetValue:
    """`count` entries would be left if this value were chosen too."""

    code: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """One way to narrow the answers down; the most frequent values come first, days as in the week."""

    field: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Hit:
    """One entry in the answers. For a practitioner, place and phones are those of the role that matched."""

    id: UUID
    kind: str
    name: str
    subtitle: str
    commune: str
    phones: tuple[str, ...]  # as they are written, those this actor may see
    score: float
    distance_km: float | None = None
    details: tuple[str, ...] = ()  # short facts that help to choose: price, days, places left, home visits
    highlights: tuple[str, ...] = ()  # the words of the search that the name or subtitle holds, as written


@dataclass(frozen=True)
class Found:
    """The answer to one search. `total` counts every entry that matches, beyond this page."""

    query: str
    filters: tuple[FilterChip, ...]
    total: int
    took_ms: float
    entries: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    did_you_mean: str | None = None  # another text to search for
    notices: tuple[str, ...] = ()  # sentences: what was relaxed to find something, an unknown value…
    given_up: tuple[str, ...] = ()  # keys of filters that the text asks for and the answer goes without
