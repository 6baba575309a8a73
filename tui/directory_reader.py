"""What the screens ask of the directory, always from a thread, never from the screen's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from directory.cards import Card
    from directory.search.results import Facet, Found

PAGE = 30  # entries read at a time, more than most windows show; scrolling reads the next ones


@dataclass(frozen=True)
class Chosen:
    """A refinement the person picked: a value of a facet."""

    field: str
    value: str
    label: str


@dataclass(frozen=True)
class Place:
    """A commune to measure distances from."""

    code: str
    label: str


@dataclass(frozen=True)
class Asked:
    """One search as the screen knows it."""

    text: str = ""
    removed: frozenset[str] = frozenset()
    chosen: tuple[Chosen, ...] = ()
    near: Place | None = None
    offset: int = 0

    def further(self, offset: int) -> Asked:
        """The same search, its entries from `offset` on."""
        return replace(self, offset=offset)


@dataclass(frozen=True)
class Opened:
    """The directory is open: whose it is, who signed in ("" for nobody), how much there is to find."""

    territory: str
    person: str
    entries: int


@dataclass(frozen=True)
class SourceChoice:
    """A kind of file that can be imported."""

    name: str
    label: str


@dataclass(frozen=True)
class ImportAsked:
    """An import as the person filled it in."""

    source: str
    paths: tuple[Path, ...]
    departements: tuple[str, ...] = ()
    dry_run: bool = False


@dataclass(frozen=True)
class Progress:
    """How far an import is; `total` 0 when unknown, `done` 0 while no row is counted."""

    done: int
    total: int
    seconds: float
    phase: str = ""  # what it is doing, in words


@dataclass(frozen=True)
class Outcome:
    """What an import did, as lines (label, number or text) to show, and the first refused rows in words.

    After a trial it is what an import would have done.
    """

    counters: tuple[tuple[str, str], ...]
    refusals: tuple[str, ...] = ()
    trial: bool = False


ProgressHeard = Callable[[Progress], bool]  # answers False to stop the import


class DirectoryReader(Protocol):
    """Everything the screens read and start; all but `close` may be slow."""

    def open(self) -> Opened:
        """Load what is heavy, open the directory, bring the index up to date."""

    def search(self, asked: Asked) -> Found:
        """One page of entries with filters understood and total; without facets, which take longer."""

    def facets(self, asked: Asked) -> Sequence[Facet]:
        """The refinements of a search, each with what it would leave."""

    def card(self, uid: UUID) -> Card:
        """Everything this person may see of one entry."""

    def places(self, prefix: str) -> Sequence[Place]:
        """Communes whose name or postcode begins like this, those of the territory first."""

    def sources(self) -> Sequence[SourceChoice]:
        """The kinds of file that can be imported."""

    def load_demo(self, heard: ProgressHeard) -> Outcome:
        """Load the demonstration territory."""

    def run_import(self, asked: ImportAsked, heard: ProgressHeard) -> Outcome:
        """Run one import to its end, or until `heard` answers False."""

    def close(self) -> None:
        """Let go of the directory."""
