"""Writing to one generation: every session opens the index anew and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import tantivy

from search.engine import Document, Prepared, Schema
from search.tantivy_engine.documents import (
    ID,
    META,
    POSITION,
    Forms,
    index_schema,
    position_document,
)
from search.tantivy_engine.failures import kept_in

FOLLOWING_MEMORY = 48_000_000  # bytes of the writer's heap
REBUILDING_MEMORY = 128_000_000
TOGETHER = 500  # documents handed over at once; what fails while they are made is not tantivy's fault


class TantivyWriter:
    """Puts, deletes and commits within one session."""

    def __init__(self, index: tantivy.Index, schema: Schema, memory: int, highest: int = -1) -> None:
        self._schema = schema
        self._forms = Forms(schema)
        self._highest = highest  # no document of a higher id is there
        with kept_in():
            self._writer = index.writer(memory, 1)

    def add(self, prepared: Iterable[Prepared]) -> int:
        """Add documents whose ids are new to the index; answers how many."""
        count = 0
        every = iter(prepared)
        while some := list(islice(every, TOGETHER)):
            with kept_in():
                for each in some:
                    self._writer.add_json(each.values)
            self._highest = max(self._highest, *(each.id for each in some))
            count += len(some)
        return count

    def replace(self, documents: Iterable[Document]) -> int:
        """Add documents, each in the place of the one of its id, which is sought only if it can be there:
        a delete costs, and most documents after an import are new.
        """
        count = 0
        for document in documents:
            made = self._forms(document)
            if made.id <= self._highest:
                self.delete((made.id,))
            count += self.add((made,))
        return count

    def delete(self, ids: Iterable[int]) -> None:
        with kept_in():
            for id_ in ids:
                self._writer.delete_documents_by_term(ID, id_)

    def commit(self, position: str) -> None:
        with kept_in():
            self._writer.delete_documents_by_term(META, POSITION)
            self._writer.add_json(position_document(self._schema, position))
            self._writer.commit()
            self._writer.garbage_collect_files()

    def close(self) -> None:
        """Also gives tantivy's own lock back."""
        with kept_in():
            self._writer.wait_merging_threads()


@contextmanager
def session(path: Path, schema: Schema) -> Iterator[TantivyWriter]:
    """Write to an existing generation. Two long-lived writers would leave orphan files for ever."""
    with kept_in():
        index = tantivy.Index.open(str(path))
        highest = _highest_id(index)
    with _written(index, schema, FOLLOWING_MEMORY, highest) as writer:
        yield writer


@contextmanager
def first_session(path: Path, schema: Schema) -> Iterator[TantivyWriter]:
    """Write to a new generation in an empty folder."""
    with kept_in():
        index = tantivy.Index(index_schema(schema), str(path), sort_by_field=ID)
    with _written(index, schema, REBUILDING_MEMORY) as writer:
        yield writer


@contextmanager
def _written(index: tantivy.Index, schema: Schema, memory: int, highest: int = -1) -> Iterator[TantivyWriter]:
    index.config_reader("manual")
    writer = TantivyWriter(index, schema, memory, highest)
    try:
        yield writer
    finally:
        writer.close()


def _highest_id(index: tantivy.Index) -> int:
    """Of all documents; -1 when there is none of ours."""
    everything = tantivy.Query.all_query()
    found = index.searcher().search(everything, 1, False, ID, 0, tantivy.Order.Desc).hits
    return int(found[0][0]) if found else -1
