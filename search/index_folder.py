"""One index in one folder, whatever the engine: which generation is read, who writes, what is broken."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from search import analysis
from search.closeness import close, ranked
from search.engine import (
    BY_SCORE,
    ByNumber,
    Document,
    EngineFailure,
    Nearest,
    Order,
    Position,
    Prepared,
    Preparer,
    Result,
    Schema,
    Status,
)
from search.generations import Generations
from search.plan import Plan, planned
from search.query import Query

Answer = TypeVar("Answer")
PLANS = 32  # at hand
_log = logging.getLogger(__name__)


class Reader(Protocol):
    """One committed state of one generation. Raises EngineFailure when it cannot be read."""

    @property
    def path(self) -> Path: ...
    def refreshed(self) -> Reader:
        """Itself, or a reader of what was committed since."""

    def position(self) -> str: ...
    def status(self) -> Status: ...
    def words_like(self, word: str) -> Iterable[str]:
        """The words of the suggested fields among which the close ones are, and maybe outdated ones."""

    def frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        """How many documents that are open to all hold each in a suggested field."""

    def search(self, plan: Plan, limit: int, offset: int, facets: Sequence[str], order: Order) -> Result: ...
    def close(self) -> None: ...


class WriteSession(Protocol):
    """What one engine does within a write session; a commit's position is a text."""

    def add(self, prepared: Iterable[Prepared]) -> int: ...
    def replace(self, documents: Iterable[Document]) -> int: ...
    def delete(self, ids: Iterable[int]) -> None: ...
    def commit(self, position: str) -> None: ...


class Backend(Protocol):
    """What an engine must be able to do with one generation's folder."""

    layout: str  # changes when an index of the same schema is laid out differently

    def preparer(self, schema: Schema) -> Preparer: ...
    def reader(self, path: Path, schema: Schema) -> Reader: ...
    def session(self, path: Path, schema: Schema) -> AbstractContextManager[WriteSession]: ...
    def first_session(self, path: Path, schema: Schema) -> AbstractContextManager[WriteSession]: ...


class FolderWriter:
    """A write session whose commits carry the position and the fingerprint."""

    def __init__(self, session: WriteSession, fingerprint: str) -> None:
        self._session = session
        self._fingerprint = fingerprint

    def put(self, documents: Iterable[Document]) -> int:
        return self._session.replace(documents)

    def delete(self, ids: Iterable[int]) -> None:
        self._session.delete(ids)

    def commit(self, position: Position) -> None:
        self._session.commit(position_text(position, self._fingerprint))


class IndexFolder:
    """The Engine of `search.engine` over one folder."""

    def __init__(self, folder: Path, schema: Schema, backend: Backend) -> None:
        self.schema = schema
        self._backend = backend
        self._planned = lru_cache(PLANS)(lambda query: planned(query, schema))  # of one search, several
        self._fingerprint = schema.fingerprint(analysis.VERSION, backend.layout)
        self._generations = Generations(folder)
        self._guard = threading.Lock()
        self._reader: Reader | None = None
        self._useless: Path | None = None  # a generation that is broken or made for another schema

    def search(
        self,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        facets: Sequence[str] = (),
        order: Order = BY_SCORE,
    ) -> Result:
        self._check(facets, order)
        plan = self._planned(query)
        nothing = Result(facets={name: {} for name in facets})
        return self._ask(lambda reader: reader.search(plan, limit, offset, facets, order), nothing)

    def close_terms(self, word: str, limit: int = 3) -> tuple[str, ...]:
        words = analysis.tokens(word)
        if len(words) != 1 or not analysis.forgiven(words[0]):
            return ()
        return self._ask(lambda reader: _likeliest(reader, words[0], limit), ())

    def position(self) -> Position | None:
        text = self._ask(lambda reader: reader.position(), "")
        return _position(text, self._fingerprint)

    def status(self) -> Status:
        return self._ask(lambda reader: reader.status(), Status())

    def exclusive(self) -> AbstractContextManager[None]:
        return self._generations.lock.held()

    @contextmanager
    def writer(self) -> Iterator[FolderWriter]:
        with self.exclusive():
            path = self._generations.current()
            if path is None or self.position() is None:
                raise EngineFailure("no index")
            self._generations.sweep()
            with self._backend.session(path, self.schema) as session:
                yield FolderWriter(session, self._fingerprint)

    def preparer(self) -> Preparer:
        return self._backend.preparer(self.schema)

    def rebuild(self, documents: Iterable[Document | Prepared], position: Position) -> int:
        prepare = self.preparer()
        prepared = (each if isinstance(each, Prepared) else prepare(each) for each in documents)
        with self.exclusive():
            with (
                self._generations.replacing() as path,
                self._backend.first_session(path, self.schema) as session,
            ):
                count = session.add(prepared)
                session.commit(position_text(position, self._fingerprint))
            self.close()
            self._generations.sweep()
        return count

    def close(self) -> None:
        with self._guard:
            reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _check(self, facets: Sequence[str], order: Order) -> None:
        for name in facets:
            self.schema.field(name, "set")
        ordered = order.fields if isinstance(order, Nearest) else ()
        for name in (order.field,) if isinstance(order, ByNumber) else ordered:
            self.schema.field(name, "number")

    def _ask(self, question: Callable[[Reader], Answer], otherwise: Answer) -> Answer:
        """The current generation's answer; a generation that fails twice is given up until a rebuild."""
        for last_try in (False, True):
            reader = self._current_reader(last_try)
            if reader is None:
                continue
            try:
                return question(reader)
            except EngineFailure:
                self.close()
                if last_try:
                    _log.info("%s cannot be read", reader.path, exc_info=True)
                    self._useless = reader.path
        return otherwise

    def _current_reader(self, last_try: bool) -> Reader | None:
        path = self._generations.current()
        if path is None or path == self._useless:
            return None
        with self._guard:
            try:
                if self._reader is None or self._reader.path != path:
                    self._reader = self._opened(path)
                else:
                    self._reader = self._reader.refreshed()
            except EngineFailure:
                self._reader = None
                if last_try:  # not a generation that was replaced in this very moment
                    self._useless = path
            return self._reader

    def _opened(self, path: Path) -> Reader:
        reader = self._backend.reader(path, self.schema)
        if _position(reader.position(), self._fingerprint) is None:
            reader.close()
            raise EngineFailure("made for other fields")
        return reader


def _likeliest(reader: Reader, word: str, limit: int) -> tuple[str, ...]:
    distances = close(word, reader.words_like(word))
    return ranked(word, distances, reader.frequencies(distances), limit)


def position_text(position: Position, fingerprint: str) -> str:
    seqs = str(position.seq) if position.known is None else f"{position.seq}/{position.known}"
    return f"{seqs} {position.hash.hex() or '-'} {fingerprint}"


def _position(text: str, fingerprint: str) -> Position | None:
    """None for a text of another fingerprint, or none of ours at all."""
    seqs, _, rest = text.partition(" ")
    digest, _, written_with = rest.partition(" ")
    if written_with != fingerprint:
        return None
    seq, _, known = seqs.partition("/")
    return Position(int(seq), b"" if digest == "-" else bytes.fromhex(digest), int(known) if known else None)
