"""What happened to an entry: its history, how it stood on a day, and undoing a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from accounts.permissions import Action, Actor
from core import journal
from core.errors import Conflict, NotFound
from core.language import N_
from directory import editing, entries
from directory.editing import Saved
from directory.entries import Entry
from directory.fields import Fields, compact
from directory.kinds import EntryStatus

# What a journal row may tell beside the fields: of the entry's state, and of what a person decided.
_STATES = ("status", "reason", "redirect_to")
_DECIDED = ("field", "source", "refused", "number")
_BESIDE = frozenset((*_STATES, *_DECIDED))


@dataclass(frozen=True)
class Event:
    """One change: `changes` maps each field to what it was and what it became; None when erased."""

    seq: int
    at: datetime
    actor_id: UUID | None
    verb: str
    changes: Mapping[str, tuple[Any, Any]] | None


def history(session: Session, actor: Actor, uid: UUID) -> list[Event]:
    """Every change of the entry, newest first. Raises NotFound, NotAllowed."""
    entry = entries.stored(session, uid)
    editing.require_on(session, actor, Action.READ_HISTORY, entry)
    return _events(session, entry)


def as_of(session: Session, actor: Actor, uid: UUID, at: datetime) -> Fields:
    """The fields of the entry as they stood at that time.

    Raises NotFound, also when the entry was not there yet, and NotAllowed.
    """
    entry = entries.stored(session, uid)
    editing.require_on(session, actor, Action.READ_HISTORY, entry)
    if entry.created_at > at:
        raise NotFound(N_("“{name}” was not in the directory yet at that time."), name=entry.name)
    fields: dict[str, Any] = editing.fields_of(session, entry)
    for event in _events(session, entry):
        if event.at <= at:
            break
        for path, (before, _after) in (event.changes or {}).items():
            fields[path] = before
    return compact(_of_fields(fields))


def undo(session: Session, actor: Actor, seq: int) -> Saved:
    """Take back one change of an entry, fields that nobody touched since.

    Raises NotFound, NotAllowed, and Conflict when a later change stands in the way.
    """
    row, changes = _change(session, seq)
    entry = entries.stored(session, row.subject)
    editing.require_on(session, actor, Action.EDIT, entry)
    if entry.redirect_to is not None:
        raise Conflict(N_("The state of “{name}” changed again since."), name=entry.name)
    if row.verb == "added":
        return editing.retire(session, actor, entry.uid, seen_version=entry.version)
    if "status" in changes:
        return _undo_status(session, actor, entry, changes)
    changes = _of_fields(changes)
    if not changes:
        raise Conflict(N_("Change {seq} changed no field, so there is nothing to take back."), seq=seq)
    now = editing.fields_of(session, entry)
    touched = [path for path, (_before, after) in changes.items() if now.get(path) != after]
    if touched:
        raise Conflict(
            N_("These fields changed again since, so this change cannot be taken back: {fields}."),
            fields=", ".join(touched),
        )
    back = {path: before for path, (before, _after) in changes.items()}
    return editing.edit(session, actor, entry.uid, back, seen_version=entry.version)


def _of_fields(told: Mapping[str, Any]) -> dict[str, Any]:
    return {path: value for path, value in told.items() if path not in _BESIDE}


def _undo_status(session: Session, actor: Actor, entry: Entry, changes: Mapping[str, Any]) -> Saved:
    before, after = changes["status"]
    if entry.status != after:
        raise Conflict(N_("The state of “{name}” changed again since."), name=entry.name)
    if before == EntryStatus.ACTIVE:
        return editing.restore(session, actor, entry.uid, seen_version=entry.version)
    return editing.retire(session, actor, entry.uid, seen_version=entry.version)


def _change(session: Session, seq: int) -> tuple[journal.JournalRow, Mapping[str, tuple[Any, Any]]]:
    found = journal.one(session, seq)
    if found is None:
        raise NotFound(N_("There is no change number {seq}."), seq=seq)
    row, changes = found
    if changes is None and row.verb != "added":
        raise NotFound(N_("What change {seq} said was erased or never kept."), seq=seq)
    return row, changes or {}


def _events(session: Session, entry: Entry) -> list[Event]:
    rows = journal.of_subject(session, entry.kind, entry.uid)
    return [Event(row.seq, row.at, row.actor_id, row.verb, changes) for row, changes in rows]
