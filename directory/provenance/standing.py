"""An entry as it stands in the middle of an import: its row, what was said of it, and what is said now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from directory import shapes
from directory.entries import Entry, EntryRow
from directory.fields import Changes, Fields
from directory.kinds import EntryStatus
from directory.provenance import contradictions, corrections, records, references
from directory.provenance.merge import merge
from directory.provenance.overlay import Corrections, noted, without_agreed
from directory.provenance.records import Stored
from directory.provenance.resolve import resolve
from directory.provenance.review import Reason
from directory.rows import table_of

_ENTRY = table_of(Entry)


@dataclass
class Standing:
    """One entry, its source records before and now, and what people corrected."""

    row: EntryRow
    before: dict[int, Stored]
    held: Corrections
    clashes: contradictions.Clashes
    own: Fields | None = None  # its fields when no source ever spoke of it
    now: dict[int, Stored] = field(default_factory=dict)

    def say(self, record: Stored) -> None:
        """A source says this now, in the place of what that record said before."""
        self.now[record.id] = record


class Decision(NamedTuple):
    """What becomes of an entry. `verb` is None when nothing anyone sees changes."""

    row: EntryRow
    before: Fields
    fields: Fields
    verb: str | None
    changes: Changes
    corrections: Corrections
    clashes: list[contradictions.Held]
    reason: Reason | None  # why a person should look


def load(session: Session, entry_ids: Sequence[int]) -> dict[int, Standing]:
    """The entries of these numbers as they stand."""
    if not entry_ids:
        return {}
    said = records.of_entries(session, entry_ids)
    held = corrections.of_entries(session, entry_ids)
    clashes = contradictions.of_entries(session, entry_ids)
    found: dict[int, Standing] = {}
    for row in session.execute(select(_ENTRY).where(_ENTRY.c.id.in_(entry_ids))):
        entry = EntryRow(**{name: getattr(row, name) for name in EntryRow._fields})
        before = {record.id: record for record in said[entry.id]}
        found[entry.id] = Standing(entry, before, held[entry.id], clashes[entry.id], now=dict(before))
        if not before:
            found[entry.id].own = shapes.read_fields(session, entry.kind, [entry.id])[entry.id]
    return found


def align_references(session: Session, standing: Standing) -> None:
    """Write the references of a person's entry as the source writes them, where both name the same."""
    if standing.own is None:
        return
    said = resolve(records.statements(standing.now.values()))
    numbers = references.linked(session, [standing.own, said])
    for path, ref in standing.own.items():
        theirs = said.get(path)
        if isinstance(ref, str) and ref in numbers and numbers.get(theirs or "") == numbers[ref]:
            standing.own[path] = theirs


def decide(standing: Standing, at: datetime, since: datetime | None) -> Decision:
    """Merge what is said now into the entry. `since`: when the source was last imported whole."""
    before = records.statements(standing.before.values())
    now = records.statements(standing.now.values())
    held = standing.held
    if standing.own is not None:
        held = noted({}, {}, corrections.complete(standing.own), {})
    merged = merge(before, now, held)
    said = resolve(now)
    kept = without_agreed(held, corrections.complete(said)) if standing.own is not None else held
    clashes = contradictions.followed(standing.clashes, standing.row.id, merged.contradictions, said, at)
    status, verb, reason = _status(standing, since)
    changes = dict(merged.changes)
    if status != standing.row.status:
        changes["status"] = (str(standing.row.status), str(status))
    verb = verb or ("changed" if changes else None)
    row = next_row(standing.row, merged.fields, status, at)
    return Decision(row, merged.before, merged.fields, verb, changes, kept, clashes, reason)


def next_row(row: EntryRow, fields: Fields, status: str, at: datetime) -> EntryRow:
    """The entry's own row after a change: one version on."""
    made = shapes.row_of(row.kind, fields, number=row.id, uid=row.uid, at=at, version=row.version + 1)
    return made._replace(
        status=status, by_person=row.by_person, created_at=row.created_at, redirect_to=row.redirect_to
    )


def _status(standing: Standing, since: datetime | None) -> tuple[str, str | None, Reason | None]:
    """An entry leaves the view when the last record that vouched for it goes, and comes back with one.

    It stays all the same when a person added it, or checked it after the source was last imported.
    """
    vouched = any(map(records.vouches, standing.before.values()))
    vouches = any(map(records.vouches, standing.now.values()))
    status = standing.row.status
    if status == EntryStatus.WITHDRAWN and vouches:
        return EntryStatus.ACTIVE, "restored", None
    if status != EntryStatus.ACTIVE or vouches or not vouched:
        return status, None, None
    if standing.row.by_person or _checked_since(standing.held, since):
        return status, None, Reason.KEPT
    return EntryStatus.WITHDRAWN, "withdrawn", Reason.WITHDRAWN


def _checked_since(held: Corrections, since: datetime | None) -> bool:
    checked = held.get(("verified_at", ""))
    return bool(checked and since and checked >= since.date().isoformat())
