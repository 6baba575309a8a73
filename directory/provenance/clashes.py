"""The queue of clashes: what waits, and how a person settles it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from accounts.permissions import Action, Actor, Target, require
from core import clock, journal
from core.errors import Conflict, NotFound
from core.language import N_
from directory import shapes
from directory.entries import Entry
from directory.fields import Changes, differences
from directory.provenance import contradictions, corrections, records, references, standing
from directory.provenance.contradictions import TABLE, ClashState, Held
from directory.provenance.overlay import overlay
from directory.provenance.resolve import resolve
from directory.rows import table_of

Side = Literal["ours", "theirs"]
_ENTRY = table_of(Entry)


@dataclass(frozen=True)
class OpenClash:
    """One field where a source says something new against a person's correction."""

    id: int
    uid: UUID
    kind: str
    name: str
    path: str
    source: str
    ours: Any
    theirs: Any
    opened_at: datetime


def open_ones(session: Session, actor: Actor, limit: int = 500) -> list[OpenClash]:
    """The queue, oldest first."""
    require(actor, Action.SETTLE, Target(kind="clash"), clock.of(session))
    columns = (TABLE.c.path, TABLE.c.source, TABLE.c.ours, TABLE.c.theirs, TABLE.c.opened_at)
    wanted = (
        select(TABLE.c.id, _ENTRY.c.uid, _ENTRY.c.kind, _ENTRY.c.name, *columns)
        .join(_ENTRY, _ENTRY.c.id == TABLE.c.entry_id)
        .where(TABLE.c.state == ClashState.OPEN)
        .order_by(TABLE.c.opened_at, TABLE.c.id)
        .limit(limit)
    )
    return [OpenClash(**row._mapping) for row in session.execute(wanted)]


def settle(session: Session, actor: Actor, clash_id: int, *, take: Side) -> None:
    """Keep our value, and never hear that statement again; or give the field back to the source.

    Raises NotFound, and Conflict when somebody settled it already.
    """
    require(actor, Action.SETTLE, Target(kind="clash"), clock.of(session))
    row = session.execute(select(TABLE).where(TABLE.c.id == clash_id)).one_or_none()
    if row is None:
        raise NotFound(N_("There is no clash with that number."))
    clash = contradictions.as_held(row)
    if clash.state != ClashState.OPEN:
        raise Conflict(N_("This clash is settled already."))
    settled = replace(clash, settled_at=clock.of(session), settled_by=actor.person_id)
    if take == "ours":
        refused = (*clash.refused, clash.theirs)
        contradictions.write(session, [replace(settled, state=ClashState.OURS, refused=refused)])
        kept = _told(clash) | {"refused": (None, clash.theirs)}
        entry = session.get_one(Entry, clash.entry_id)
        journal.append(session, actor.person_id, entry.kind, entry.uid, "kept", kept)
    else:
        contradictions.write(session, [replace(settled, state=ClashState.THEIRS)])
        _give_back(session, actor, clash)


def _give_back(session: Session, actor: Actor, clash: Held) -> None:
    """Drop the correction, so that the field follows the sources again."""
    entry = standing.load(session, [clash.entry_id])[clash.entry_id]
    kept = {name: value for name, value in entry.held.items() if name != (clash.path, "")}
    now = clock.of(session)
    corrections.write(session, clash.entry_id, entry.held, kept, at=now, by=actor.person_id)
    said = resolve(records.statements(entry.now.values()))
    before, after = overlay(said, entry.held), overlay(said, kept)
    row = standing.next_row(entry.row, after, entry.row.status, now)
    shapes.replace(session, [(row, after)], references.linked(session, [after]))
    changes = differences(before, after) | _told(clash)
    journal.append(session, actor.person_id, row.kind, row.uid, "settled", changes)


def _told(clash: Held) -> Changes:
    """What the journal says of the clash itself, beside the fields."""
    return {"field": (None, clash.path), "source": (None, clash.source)}
