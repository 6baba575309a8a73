"""A journal and a directory in one file, as the follower reads them; any process may write to it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from search.engine import Document, Engine, Position, Prepared, Preparer
from search.query import Everything, Word
from tests.search.samples import found

NAMES = ("alpha", "beta", "gamma")
TABLES = """
CREATE TABLE journal (seq INTEGER PRIMARY KEY, entry INTEGER NOT NULL, hash BLOB NOT NULL);
CREATE TABLE entry (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
"""


class Row(NamedTuple):
    seq: int
    entry: int
    hash: bytes


class Journal:
    """Renaming an entry of id 100 or more touches all of 0 to 4, too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.exists():
            with self._connected() as connection:
                connection.executescript(TABLES)

    def write(self, id_: int, name: str | None) -> None:
        """Add or rename an entry; None removes it."""
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            head = Source(connection).head()
            digest = hashlib.sha256(head.hash + f"{id_}{name}".encode()).digest()
            connection.execute("INSERT INTO journal VALUES (?, ?, ?)", (head.seq + 1, id_, digest))
            connection.execute("DELETE FROM entry WHERE id = ?", (id_,))
            if name is not None:
                connection.execute("INSERT INTO entry VALUES (?, ?)", (id_, name))
            connection.execute("COMMIT")

    def content(self, names: Collection[str]) -> dict[str, set[int]]:
        """The ids that each name must find."""
        with self.reading() as source:
            documents = source.all()
        return {name: {each["id"] for each in documents if name in each["name"].split()} for name in names}

    @contextmanager
    def reading(self) -> Iterator[Source]:
        with self._connected() as connection:
            connection.execute("BEGIN")
            yield Source(connection)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as connection:
            yield connection


class Source:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def head(self) -> Position:
        found = self._connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        return Position(*found) if found else Position(0)

    def hash_at(self, seq: int) -> bytes | None:
        found = self._connection.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
        return found[0] if found else None

    def after(self, seq: int, limit: int) -> Sequence[Row]:
        rows = self._connection.execute(
            "SELECT seq, entry, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit)
        )
        return [Row(*row) for row in rows]

    def affected(self, rows: Sequence[Row]) -> Collection[int]:
        changed = {row.entry for row in rows}
        return changed | set(range(5)) if max(changed) >= 100 else changed

    def load(self, ids: Collection[int]) -> Iterable[Document]:
        return [document for document in self.all() if document["id"] in ids]

    def everything(self, prepare: Preparer) -> Iterable[Prepared]:
        return map(prepare, self.all())

    def all(self) -> list[Document]:
        crowd = " ".join(
            name for (name,) in self._connection.execute("SELECT name FROM entry WHERE id >= 100")
        )
        rows = self._connection.execute("SELECT id, name FROM entry ORDER BY id")
        return [{"id": id_, "name": f"{name} {crowd}" if id_ < 5 else name} for id_, name in rows]


def assert_up_to_date(engine: Engine, journal: Journal) -> None:
    """Each name finds what it must, and nothing else is there."""
    indexed = {name: found(engine, Word(name, (("name", 1.0),)), limit=1000) for name in NAMES}

    assert indexed == journal.content(NAMES)
    assert found(engine, Everything(), limit=1000) == set().union(*indexed.values())
