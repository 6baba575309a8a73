"""Writing to one generation with Whoosh, one commit at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.query import Term

from search.engine import Document, Prepared, Schema
from search.whoosh_engine.failures import kept_in
from search.whoosh_engine.layout import (
    ID,
    META,
    POSITION,
    index_schema,
    laid_out_document,
    position_document,
)

REBUILDING_MEMORY = 128  # megabytes


class FollowingWriter:
    """Keeps changes until they are committed: Whoosh cannot replace what it has not committed."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self._schema = schema
        with kept_in():
            self._index = FileStorage(str(path)).open_index(schema=index_schema(schema))
        self._changes: dict[int, dict[str, Any] | None] = {}

    def add(self, prepared: Iterable[Prepared]) -> int:
        count = 0
        for each in prepared:
            self._changes[each.id] = each.values
            count += 1
        return count

    def replace(self, documents: Iterable[Document]) -> int:
        return self.add(laid_out_document(self._schema, document) for document in documents)

    def delete(self, ids: Iterable[int]) -> None:
        self._changes.update(dict.fromkeys(ids))

    def commit(self, position: str) -> None:
        with kept_in():
            writer = self._index.writer()
            try:
                self._write(writer, position)
            except BaseException:
                writer.cancel()
                raise
            writer.commit()
        self._changes = {}

    def _write(self, writer: Any, position: str) -> None:
        with self._index.searcher() as searcher:
            outdated = [Term(META, POSITION), *(Term(ID, str(changed)) for changed in self._changes)]
            for query in outdated:
                for number in searcher.docs_for_query(query):
                    writer.delete_document(number)
        for document in self._changes.values():
            if document is not None:
                writer.add_document(**document)
        writer.add_document(**position_document(position))


class FirstWriter:
    """Fills a new generation, in one commit."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self._schema = schema
        with kept_in():
            index = FileStorage(str(path)).create_index(index_schema(schema))
            self._writer = index.writer(limitmb=REBUILDING_MEMORY)

    def add(self, prepared: Iterable[Prepared]) -> int:
        count = 0
        for each in prepared:
            with kept_in():
                self._writer.add_document(**each.values)
            count += 1
        return count

    def replace(self, documents: Iterable[Document]) -> int:
        return self.add(laid_out_document(self._schema, document) for document in documents)

    def delete(self, ids: Iterable[int]) -> None:
        """A new generation holds nothing to delete."""

    def commit(self, position: str) -> None:
        with kept_in():
            self._writer.add_document(**position_document(position))
            self._writer.commit()

    def cancel(self) -> None:
        with kept_in():
            if not self._writer.is_closed:
                self._writer.cancel()


@contextmanager
def session(path: Path, schema: Schema) -> Iterator[FollowingWriter]:
    yield FollowingWriter(path, schema)


@contextmanager
def first_session(path: Path, schema: Schema) -> Iterator[FirstWriter]:
    writer = FirstWriter(path, schema)
    try:
        yield writer
    finally:
        writer.cancel()
