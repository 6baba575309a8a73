"""People who objected to being listed: kept as keyed digests of who they are, never as names."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from sqlalchemy import Index, delete
from sqlmodel import Field, Session, SQLModel, col, select

from accounts.permissions import Action, Actor, Target, require
from core import chain, clock, journal
from core.errors import Conflict
from core.language import N_
from core.tables import Uid, UtcDateTime
from core.text import fold
from directory import entries, shapes
from directory.entries import Entry
from directory.kinds import EntryKind, EntryStatus
from directory.provenance.contradictions import Clash
from directory.provenance.corrections import CorrectionRow
from directory.provenance.records import SourceRecord
from directory.provenance.review import Review
from directory.rows import table_of

PERSONAL_SYSTEMS = ("rpps", "adeli")
OBJECTED = N_("The person objected to being listed: nothing is kept of them.")
_DIGEST_BYTES = 16


class SuppressionKey(SQLModel, table=True):
    """The secret of this instance: without it, nobody can try names against the digests."""

    __tablename__ = "suppression_key"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    secret: bytes


class Suppression(SQLModel, table=True):
    """One digest of a person who objected; `entry_id` is what remains of the entry: a number."""

    __tablename__ = "suppression"
    __table_args__ = (Index("ix_suppression_entry", "entry_id"),)

    digest: bytes = Field(primary_key=True)
    entry_id: int = Field(foreign_key="entry.id")
    reason: str = ""
    at: datetime = Field(sa_type=UtcDateTime)
    person_id: UUID | None = Field(default=None, sa_type=Uid)


@dataclass(frozen=True)
class Objection:
    """That somebody objected: what remains of their entry, and why; never who."""

    uid: UUID
    reason: str
    at: datetime


@dataclass(frozen=True)
class Suppressed:
    """Everybody who objected, ready to be asked."""

    secret: bytes
    digests: frozenset[bytes]

    def holds(self, kind: str, fields: Mapping[str, Any]) -> bool:
        """Whether these fields are of a person who objected.

        With a number of the register the number alone decides: a namesake is somebody else.
        """
        if not self.digests or kind != EntryKind.PRACTITIONER:
            return False
        identities = _numbers(fields) or _names(fields)
        return any(_digest(self.secret, identity) in self.digests for identity in identities)


def load(session: Session) -> Suppressed:
    key = session.get(SuppressionKey, 1)
    if key is None:
        return Suppressed(b"", frozenset())
    return Suppressed(key.secret, frozenset(session.exec(select(Suppression.digest))))


def suppress(session: Session, actor: Actor, uid: UUID, *, reason: str = "") -> None:
    """Honour an objection: the practitioner leaves at once, with every value kept of them, for good.

    Raises NotFound, NotAllowed, and Conflict for an entry that is not a person or is suppressed already.
    """
    now = clock.of(session)
    require(actor, Action.ERASE, Target(kind="entry"), now)
    entry = entries.current(session, uid)
    if entry.status == EntryStatus.SUPPRESSED:
        raise Conflict(N_("This objection is recorded already: nothing is kept of the person."))
    if entry.kind != EntryKind.PRACTITIONER:
        raise Conflict(N_("Only a practitioner who is listed can object to it."))
    gave_way = session.exec(select(Entry).where(Entry.redirect_to == entry.id)).all()
    for each in (entry, *gave_way):  # duplicates that were merged into it are the same person
        _forget(session, actor, each, reason, now)


def lift(session: Session, actor: Actor, uid: UUID) -> None:
    """Withdraw the objection: the next import of a source that names the person lists them as new.

    Raises NotFound, NotAllowed, and Conflict when nobody objected under that uid.
    """
    require(actor, Action.ERASE, Target(kind="entry"), clock.of(session))
    entry = entries.stored(session, uid)
    digests = list(session.exec(select(Suppression).where(Suppression.entry_id == entry.id)))
    if not digests:
        raise Conflict(N_("Nobody objected under this address."))
    for digest in digests:
        session.delete(digest)
    session.flush()
    journal.append(session, actor.person_id, entry.kind, entry.uid, "lifted")


def listing(session: Session, actor: Actor) -> list[Objection]:
    """All objections, the oldest first. Raises NotAllowed."""
    require(actor, Action.ERASE, Target(kind="entry"), clock.of(session))
    wanted = (
        select(Entry.uid, Suppression.reason, Suppression.at)
        .join(Entry, col(Entry.id) == col(Suppression.entry_id))
        .distinct()
        .order_by(col(Suppression.at))
    )
    return [Objection(*row) for row in session.exec(wanted)]


def _forget(session: Session, actor: Actor, entry: Entry, reason: str, at: datetime) -> None:
    fields = shapes.read_fields(session, entry.kind, [entry.id])[entry.id]
    _remember(session, entry.id, fields, reason, at, actor.person_id)
    for model in (SourceRecord, CorrectionRow, Clash, Review):
        table = table_of(model)
        session.execute(delete(table).where(table.c.entry_id == entry.id))
    _empty(session, entry, at)
    journal.append(session, actor.person_id, entry.kind, entry.uid, "suppressed")
    chain.erase(session, actor.person_id, entry.kind, entry.uid)


def _remember(
    session: Session, entry_id: int, fields: Mapping[str, Any], reason: str, at: datetime, by: UUID | None
) -> None:
    """Keep the digests of who these fields are: register numbers, and name, profession and communes."""
    key = session.get(SuppressionKey, 1) or SuppressionKey(id=1, secret=secrets.token_bytes(32))
    session.add(key)
    digests = {_digest(key.secret, identity) for identity in (*_numbers(fields), *_names(fields))}
    known = set(session.exec(select(Suppression.digest).where(col(Suppression.digest).in_(digests))))
    for digest in sorted(digests - known):
        session.add(Suppression(digest=digest, entry_id=entry_id, reason=reason, at=at, person_id=by))
    session.flush()


def _empty(session: Session, entry: Entry, at: datetime) -> None:
    row = shapes.row_of(
        entry.kind, {}, number=entry.id, uid=entry.uid, at=at, version=entry.version + 1
    )._replace(status=EntryStatus.SUPPRESSED)
    shapes.replace(session, [(row, {})], {})


def _numbers(fields: Mapping[str, Any]) -> list[str]:
    refs: Iterable[str] = fields.get("identifiers") or ()
    return [ref for ref in refs if ref.partition(":")[0] in PERSONAL_SYSTEMS]


def _names(fields: Mapping[str, Any]) -> list[str]:
    name = fold(f"{fields.get('family_name') or ''} {fields.get('given_name') or ''}")
    profession = fields.get("profession") or ""
    communes = sorted({value for path, value in fields.items() if path.endswith("commune") and value})
    return [f"{name}|{profession}|{commune}" for commune in communes or [""]] if name.strip() else []


def _digest(secret: bytes, identity: str) -> bytes:
    return blake2b(identity.encode(), key=secret, digest_size=_DIGEST_BYTES).digest()
