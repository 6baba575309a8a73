"""Writing to one generation: every session opens the index anew and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.engine import Document, Schema
from search.tantivy_engine.documents import ID, META, POSITION, Documents, index_schema
from search.tantivy_engine.failures import kept_in

FOLLOWING_MEMORY = 48_000_000  # bytes of the writer's heap
REBUILDING_MEMORY = 128_000_000


class TantivyWriter:
    """Puts, deletes and commits within one session."""

    def __init__(self, writer: tantivy.IndexWriter, documents: Documents) -> None:
        self._writer = writer
        self._documents = documents

    def add(self, documents: Iterable[Document]) -> int:
        """Add documents whose ids are new to the index; answers how many."""
        count = 0
        for count, document in enumerate(documents, 1):  # noqa: B007 (the last one is the count)
            made = self._documents.made(document)
            with kept_in():
                self._writer.add_document(made)
        return count

    def replace(self, documents: Iterable[Document]) -> int:
        count = 0
        for document in documents:
            self.delete((document["id"],))
            count += self.add((document,))
        return count

    def delete(self, ids: Iterable[int]) -> None:
        with kept_in():
            for id_ in ids:
                self._writer.delete_documents_by_term(ID, id_)

    def commit(self, position: str) -> None:
        with kept_in():
            self._writer.delete_documents_by_term(META, POSITION)
            self._writer.add_document(self._documents.position(position))
            self._writer.commit()
            self._writer.garbage_collect_files()


@contextmanager
def session(path: Path, schema: Schema) -> Iterator[TantivyWriter]:
    """Write to an existing generation. Two long-lived writers would leave orphan files for ever."""
    with kept_in():
        index = tantivy.Index.open(str(path))
    with _written(index, schema, FOLLOWING_MEMORY) as writer:
        yield writer


@contextmanager
def first_session(path: Path, schema: Schema) -> Iterator[TantivyWriter]:
    """Write to a new generation in an empty folder."""
    with kept_in():
        index = tantivy.Index(index_schema(schema), str(path), sort_by_field=ID)
    with _written(index, schema, REBUILDING_MEMORY) as writer:
        yield writer


@contextmanager
def _written(index: tantivy.Index, schema: Schema, memory: int) -> Iterator[TantivyWriter]:
    with kept_in():
        index.config_reader("manual")
        writer = index.writer(memory, 1)
    try:
        yield TantivyWriter(writer, Documents(schema, index.schema))
    finally:
        with kept_in():
            writer.wait_merging_threads()  # also gives tantivy's own lock back
