"""The contract of the index engines: what is indexed, asked, answered, and written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from core.errors import AppError, Conflict
from core.language import N_
from search.query import EVERYTHING, Query

_NO_ROOM = ("os error 28", "Errno 28", "os error 112", "WinError 112")

Kind = Literal["text", "prose", "keyword", "number", "set"]

# One document: "id" (our own int, 0 or more) and the values by field name; a missing or None field holds
# nothing. text and prose: str or several; keyword and set: str or several; number: int or several.
Document: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One indexed field.

    text: words of names, sought by Word and Phrase. prose: the same, stemmed. keyword: exact values,
    sought by Term and AnyOf. set: a keyword field whose values can also be counted as a facet.
    number: whole numbers (cents, days, codes), sought by Term, AnyOf and Range, usable as an order.
    `positions`: phrases of it are matched in order. `suggest`: `close_terms`
    proposes its words, those of the documents that are `open_to_all`. `single`: a keyword or set field of
    which every document has exactly one value, out of few; a filter that nearly all documents pass (who
    may see them) then costs next to nothing. `rare`: a set of which few documents hold anything, so that
    nothing is written for the others.
    """

    name: str
    kind: Kind
    positions: bool = False
    suggest: bool = False
    single: bool = False
    rare: bool = False


@dataclass(frozen=True)
class Schema:
    """The fields of an index; raise `version` when documents are made differently from the same data.

    `open_to_all` finds the documents whose words may be proposed to anyone.
    """

    fields: tuple[Field, ...]
    version: int = 1
    open_to_all: Query = EVERYTHING
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)
    singles: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _known: Set[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {field.name: field for field in self.fields})
        object.__setattr__(self, "singles", tuple(field.name for field in self.fields if field.single))
        object.__setattr__(self, "_known", {"id", *self.by_name})
        wrong = [field.name for field in self.fields if field.suggest and field.kind != "text"]
        if wrong or len(self.by_name) < len(self.fields) or "id" in self.by_name:
            raise ValueError("only text fields suggest words; every field has its own name, and none is `id`")

    def of_kind(self, *kinds: Kind) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.kind in kinds)

    def field(self, name: str, *kinds: Kind) -> Field:
        """`ValueError` unless there is such a field, of one of these kinds if any are named."""
        field = self.by_name.get(name)
        if field is None or (kinds and field.kind not in kinds):
            raise ValueError(f"{name!r} is no {' or '.join(kinds)} field of this index")
        return field

    def check(self, document: Document) -> None:
        """`ValueError` for an unknown field, or a `single` one that has not one value."""
        if not document.keys() <= self._known:
            raise ValueError(f"unknown fields {sorted(document.keys() - self._known)}")
        for name in self.singles:
            value = document.get(name)
            if not isinstance(value, str) and len(value or ()) != 1:
                raise ValueError(f"{name!r} must have exactly one value")

    def suggested(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.suggest)

    def fingerprint(self, *parts: object) -> str:
        """Changes whenever an index made before can no longer be trusted."""
        text = repr((self.version, self.fields, parts))
        return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


class Prepared(NamedTuple):
    """A document with its texts analysed and its values laid out, ready to be written.

    The preparer of an engine made it, and only that engine knows what the values are.
    """

    id: int
    values: Any


Preparer: TypeAlias = Callable[[Document], Prepared]


@dataclass(frozen=True, slots=True)
class Position:
    """The last journal row an index holds; seq 0 stands before the first row.

    Documents are loaded as they are, so they may know of later rows: then `known` is the seq of the last of
    those, and the hash is that row's. A journal without it is another one, even if it has the row of `seq`.
    """

    seq: int
    hash: bytes = b""
    known: int | None = None

    @property
    def last_known(self) -> int:
        """The seq of the row whose hash this is."""
        return self.seq if self.known is None else self.known


@dataclass(frozen=True, slots=True)
class ByScore:
    """Most points first, then the lowest id."""


@dataclass(frozen=True, slots=True)
class ByNumber:
    """By a number field (the smallest, where there are several), documents without one last."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Nearest:
    """Shortest distance first, then most points, then the lowest id.

    `distances` gives a distance to the values of some number fields, of each of which a document has at
    most one: the shortest counts. Documents of which no value is among them come last.
    """

    fields: tuple[str, ...]
    distances: Mapping[int, float]


BY_SCORE = ByScore()
Order: TypeAlias = ByScore | ByNumber | Nearest


@dataclass(frozen=True, slots=True)
class Result:
    """One page of answers. `total` counts all matches exactly; `facets` maps field → value → count."""

    ids: tuple[int, ...] = ()
    scores: tuple[float, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """What `index status` shows: documents held, size on disk, parts."""

    documents: int = 0
    size: int = 0
    segments: int = 0


class EngineBusy(Conflict):
    """Another process or thread is writing to this index."""

    def __init__(self) -> None:
        super().__init__(N_("Somebody else is updating the search index. Try again in a moment."))


class EngineFailure(AppError):
    """The engine refused or broke; the index can be built again from the database."""

    def __init__(self, cause: str) -> None:
        super().__init__(N_("The search index has to be built again ({cause})."), cause=cause)


class EngineFull(EngineFailure):
    """The disk has no room for the index; the one before stays."""

    def __init__(self) -> None:
        AppError.__init__(
            self, N_("The disk is full: the search index stays as it was. Free some space, then try again.")
        )


def failed(cause: str) -> EngineFailure:
    """The failure that the system's or an engine's own words tell."""
    return EngineFull() if any(mark in cause for mark in _NO_ROOM) else EngineFailure(cause)


class Writer(Protocol):
    """One write session; what was not committed when it ends is forgotten."""

    def put(self, documents: Iterable[Document]) -> int:
        """Add documents, replacing those of the same id; answers how many."""

    def delete(self, ids: Iterable[int]) -> None: ...

    def commit(self, position: Position) -> None:
        """Make everything since the last commit visible, together with the position."""


class Engine(Protocol):
    """One index in one folder. Opening it reads nothing; a missing or broken one answers as empty."""

    @property
    def schema(self) -> Schema: ...

    def search(
        self,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        facets: Sequence[str] = (),
        order: Order = BY_SCORE,
    ) -> Result:
        """The last committed state's answer; `limit` 0 only counts."""

    def close_terms(self, word: str, limit: int = 3) -> tuple[str, ...]:
        """Indexed public words that the person may have meant, the closest and most frequent first."""

    def position(self) -> Position | None:
        """None when a rebuild is needed: no index, a broken one, or one with other fields or analysis."""

    def status(self) -> Status: ...

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the index's lock, so that nobody else writes; the same thread may take it again.

        Raises EngineBusy at once when somebody else holds it.
        """

    def writer(self) -> AbstractContextManager[Writer]:
        """Raises EngineBusy, and EngineFailure when `position()` is None."""

    def preparer(self) -> Preparer:
        """What this engine does with each document before it writes it, to be done in any process.

        It may be pickled, as may its answers. It raises `ValueError` for a field that the schema lacks.
        """

    def rebuild(self, documents: Iterable[Document | Prepared], position: Position) -> int:
        """Build a new index beside, then put it in the place of the old one; answers how many documents.

        Each id comes once. Searches go on with the old one meanwhile. Raises EngineBusy.
        """

    def close(self) -> None:
        """Let go of files; a later call opens them again."""
