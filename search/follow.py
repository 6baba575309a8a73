"""The follower: brings an index up to date with a journal, from any process, at any time.

The position lives in the same commit as the documents, so that a process may be killed anywhere: what it
had not committed is read again. Documents are loaded as they are now, never as a row says they were, so
that a row applied twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

from search.engine import (
    Document,
    Engine,
    EngineBusy,
    EngineFailure,
    EngineFull,
    Position,
    Prepared,
    Preparer,
)

SLICE = 8_000  # journal rows applied in one commit; each commit costs, and makes a part that is merged later
REBUILT_BEYOND = 20_000  # more rows than this, and than documents, are read faster by a rebuild


class JournalRow(Protocol):
    @property
    def seq(self) -> int: ...
    @property
    def hash(self) -> bytes: ...


Row = TypeVar("Row", bound=JournalRow)


class Reading(Protocol[Row]):
    """What the follower reads, all of it in one transaction; written by the owner of the journal."""

    def head(self) -> Position:
        """The last row; `Position(0)` when there is none."""

    def hash_at(self, seq: int) -> bytes | None:
        """The hash of that row, None when there is no such row."""

    def after(self, seq: int, limit: int) -> Sequence[Row]:
        """The next rows, in the order of their seq."""

    def affected(self, rows: Sequence[Row]) -> Collection[int]:
        """The ids of all documents that these rows may have changed."""

    def load(self, ids: Collection[int]) -> Iterable[Document]:
        """The documents of those ids, without those that are no longer to be found."""

    def everything(self, prepare: Preparer) -> Iterable[Document | Prepared]:
        """All documents, each id once; by ascending id is fastest. `prepare` may be done to them beside."""


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What one catch-up did: rows applied, documents written.

    `busy`: somebody else is at it. `full`: the disk has no room; what was there is there.
    """

    rows: int = 0
    documents: int = 0
    rebuilt: bool = False
    busy: bool = False
    full: bool = False


Opener: TypeAlias = Callable[[], AbstractContextManager[Reading[Row]]]


def catch_up(engine: Engine, reading: Opener[Row]) -> CaughtUp:
    """Apply all journal rows after the index's position; rebuild when the journal does not know it.

    Whoever comes second returns at once, and goes on reading what is there; so does who has no room left,
    unless what is there is not of this journal (EngineFull).
    """
    with reading() as source:
        if engine.position() == source.head():
            return CaughtUp()
    try:
        with engine.exclusive():
            return _caught_up(engine, reading)
    except EngineBusy:
        return CaughtUp(busy=True)
    except EngineFull:
        with reading() as source:
            if behind(engine, source) is None:
                raise
        return CaughtUp(full=True)


def rebuild(engine: Engine, reading: Opener[Row]) -> CaughtUp:
    """Build the index anew, whatever its state. Raises EngineBusy."""
    with engine.exclusive(), reading() as source:
        head = source.head()  # of the same session as the documents: they know no later row
        return CaughtUp(documents=engine.rebuild(source.everything(engine.preparer()), head), rebuilt=True)


def _caught_up(engine: Engine, reading: Opener[Row]) -> CaughtUp:
    with reading() as source:
        rebuilding = not _worth_following(engine, source)
    if not rebuilding:
        try:
            return _followed(engine, reading)
        except _Lost:
            pass
        except EngineFull:
            raise  # a rebuild would need more
        except EngineFailure:
            engine.close()
    return rebuild(engine, reading)


class _Lost(Exception):
    """The journal no longer knows the index's position."""


def _followed(engine: Engine, reading: Opener[Row]) -> CaughtUp:
    rows = documents = 0
    with engine.writer() as writer:
        position = engine.position()
        while True:
            with reading() as source:
                if position is None or not _is_known(source, position):
                    raise _Lost
                found = source.after(position.seq, SLICE)
                if not found:
                    return CaughtUp(rows, documents)
                head = source.head()
                missing = set(source.affected(found))
                documents += writer.put(_noting(source.load(sorted(missing)), missing))
            writer.delete(missing)
            position = _reached(found[-1].seq, head)
            writer.commit(position)
            rows += len(found)


def _reached(seq: int, head: Position) -> Position:
    """The place after a slice that ends there, its documents loaded when the journal had that head."""
    return head if seq == head.seq else Position(seq, head.hash, head.seq)


def _noting(documents: Iterable[Document], missing: set[int]) -> Iterator[Document]:
    """The documents one by one; `missing` keeps the ids of those that never came."""
    for document in documents:
        missing.discard(document["id"])
        yield document


def _worth_following(engine: Engine, source: Reading[Row]) -> bool:
    rows = behind(engine, source)
    return rows is not None and rows <= max(REBUILT_BEYOND, engine.status().documents)


def behind(engine: Engine, source: Reading[Row]) -> int | None:
    """How many rows the index does not know yet; None when there is no index, or one of another journal."""
    position = engine.position()
    if position is None or not _is_known(source, position):
        return None
    return source.head().seq - position.seq


def _is_known(source: Reading[Row], position: Position) -> bool:
    """Whether this very row stands in the journal; it does not in a database restored from a copy."""
    return position.last_known == 0 or source.hash_at(position.last_known) == position.hash
