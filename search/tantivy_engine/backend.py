"""What the tantivy engine does with one generation."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from search.engine import Preparer, Schema
from search.tantivy_engine.documents import Forms
from search.tantivy_engine.reader import TantivyReader, opened
from search.tantivy_engine.writer import TantivyWriter, first_session, session


class TantivyBackend:
    layout = "tantivy 3"

    def preparer(self, schema: Schema) -> Preparer:
        return Forms(schema)

    def reader(self, path: Path, schema: Schema) -> TantivyReader:
        return opened(path, schema)

    def session(self, path: Path, schema: Schema) -> AbstractContextManager[TantivyWriter]:
        return session(path, schema)

    def first_session(self, path: Path, schema: Schema) -> AbstractContextManager[TantivyWriter]:
        return first_session(path, schema)
