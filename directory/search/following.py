"""The index follows the journal: what the follower reads of the directory."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlmodel import Session, col, select

from accounts.permissions import INSTANCE, Action, Actor, require
from core import clock, journal
from core.bulk import rare_collections
from core.language import N_
from core.runtime import Runtime
from directory import territories, territory_services
from directory.entries import Entry
from directory.kinds import EntryKind
from directory.organizations import Organization
from directory.practitioners import PractitionerRole
from directory.search import documents, documents_beside
from directory.search.schema import TEXT_FIELDS
from directory.services import Service
from search import follow, query
from search.analysis import tokens
from search.engine import Document, Engine, Position, Prepared, Preparer
from search.follow import CaughtUp

_SAMPLE = 60  # entries, from the oldest to the newest
KINDS = frozenset(EntryKind)
FULL = N_("The disk is full: the latest changes are not found yet. Free some space, then search again.")


def catch_up(runtime: Runtime, engine: Engine) -> CaughtUp:
    """Bring the index up to date; whoever finds another process at it goes on with what is there.

    So does who finds the disk full: the edges say `FULL`.
    """
    with rare_collections():
        return follow.catch_up(engine, _opener(runtime))


def rebuild(runtime: Runtime, actor: Actor, engine: Engine) -> CaughtUp:
    """Build the index anew. Raises NotAllowed, and EngineBusy while another process writes to it."""
    with runtime.read() as session:
        require(actor, Action.REBUILD_INDEX, INSTANCE, clock.of(session))
    with rare_collections():
        return follow.rebuild(engine, _opener(runtime))


def behind(session: Session, engine: Engine) -> int | None:
    """How many changes the index does not know yet; None when it has to be built."""
    return follow.behind(engine, _Directory(session))


def overlooked(session: Session, engine: Engine) -> int:
    """How many of a sample of entries are not found by the words of their own name.

    Bytes that a disk has changed in an index make it find too little, without a word.
    """
    batches = documents.all_numbers(session)
    last = batches[-1].stop if batches else 1
    sample = range(1, last, max(1, last // _SAMPLE))
    return sum(not _is_found(engine, document["name"]) for document in documents.load(session, sample))


def _is_found(engine: Engine, names: Any) -> bool:
    name = names if isinstance(names, str) else names[0]
    sought = (query.Word(word, TEXT_FIELDS) for word in tokens(name))
    return engine.search(query.all_of(*sought), limit=0).total > 0


class _Directory:
    """The directory as the follower reads it, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def head(self) -> Position:
        return _position(journal.head(self.session))

    def hash_at(self, seq: int) -> bytes | None:
        return journal.row_hash(self.session, seq)

    def after(self, seq: int, limit: int) -> Sequence[journal.JournalRow]:
        return journal.after(self.session, seq, limit)

    def affected(self, rows: Sequence[journal.JournalRow]) -> Collection[int]:
        """The entries these rows are about, and those that show the name of one of their organizations.

        Of a territory, every service that covers one: it may have changed the communes of others.
        """
        subjects = {row.subject for row in rows if row.kind in KINDS}
        numbers = set(self.session.exec(select(Entry.id).where(col(Entry.uid).in_(subjects))))
        renamed = {row.subject for row in rows if row.kind == EntryKind.ORGANIZATION}
        if renamed:
            numbers |= self._naming(renamed)
        if any(row.kind == territories.KIND for row in rows):
            numbers.update(territory_services.numbers(self.session))  # its parents' services, old ones too
        return numbers

    def _naming(self, organizations: Collection[object]) -> set[int]:
        named = select(Entry.id).where(col(Entry.uid).in_(organizations))
        links = (
            (PractitionerRole.entry_id, PractitionerRole.organization_id),
            (Service.entry_id, Service.organization_id),
            (Organization.entry_id, Organization.part_of),
        )
        found: set[int] = set()
        for number, link in links:
            found.update(self.session.exec(select(number).where(col(link).in_(named))))
        return found

    def load(self, ids: Collection[int]) -> Iterable[Document]:
        return documents.load(self.session, ids)

    def everything(self, prepare: Preparer) -> Iterable[Document | Prepared]:
        return documents_beside.load_all(self.session, prepare)


def _opener(runtime: Runtime) -> follow.Opener[journal.JournalRow]:
    @contextmanager
    def reading() -> Iterator[_Directory]:
        with runtime.read() as session:
            yield _Directory(session)

    return reading


def _position(place: journal.Position) -> Position:
    return Position(place.seq, place.hash)
