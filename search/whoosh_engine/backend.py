"""What the Whoosh engine does with one generation."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from search.engine import Preparer, Schema
from search.whoosh_engine.layout import laid_out_document
from search.whoosh_engine.reader import WhooshReader
from search.whoosh_engine.writer import FirstWriter, FollowingWriter, first_session, session


class WhooshBackend:
    layout = "whoosh 1"

    def preparer(self, schema: Schema) -> Preparer:
        return partial(laid_out_document, schema)

    def reader(self, path: Path, schema: Schema) -> WhooshReader:
        return WhooshReader(path, schema)

    def session(self, path: Path, schema: Schema) -> AbstractContextManager[FollowingWriter]:
        return session(path, schema)

    def first_session(self, path: Path, schema: Schema) -> AbstractContextManager[FirstWriter]:
        return first_session(path, schema)
