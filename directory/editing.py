"""What people do to entries: add, edit, verify, retire, restore, redirect. Nothing here commits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from accounts.permissions import Action, Actor, Target, require
from core import clock, journal
from core.errors import Conflict, Invalid
from core.ids import uuid7
from core.language import N_
from directory import drafts, entries, identifiers, shapes, territories, visibility
from directory.entries import Entry
from directory.fields import Changes, Fields, differences, flatten, unfolded
from directory.kinds import EntryKind, EntryStatus
from directory.provenance import corrections, suppression


@dataclass(frozen=True)
class Saved:
    """An entry as it stands after the call; `version` is what the next edit must have seen."""

    uid: UUID
    version: int
    changed: tuple[str, ...] = ()  # paths


@dataclass(frozen=True)
class Opened:
    """An entry ready to be changed: what the actor may see of its fields, by path."""

    uid: UUID
    kind: str
    status: str
    version: int
    fields: Fields


def add(session: Session, actor: Actor, kind: str, draft: Mapping[str, Any]) -> Saved:
    """List a new entry from nested or flat fields.

    Raises NotAllowed, Invalid for a draft that breaks a rule, Conflict when another entry has one of
    its exact numbers (RPPS, FINESS), or when the person objected to being listed.
    """
    if kind not in tuple(EntryKind):
        raise Invalid([N_("An entry is a practitioner, an organization or a service.")])
    fields = flatten(draft)
    _require(session, actor, Action.EDIT, fields)
    fields = drafts.checked(kind, fields)
    _refuse_objection(session, kind, fields)
    _refuse_taken_numbers(session, fields)
    now = clock.of(session)
    entry = shapes.row_of(kind, fields, number=entries.next_number(session), uid=uuid7(), at=now)
    shapes.insert(session, [(entry._replace(by_person=True), fields)], _linked(session, fields))
    journal.append(session, actor.person_id, kind, entry.uid, "added", differences({}, fields))
    return Saved(entry.uid, entry.version, tuple(sorted(fields)))


def edit(
    session: Session, actor: Actor, uid: UUID, changes: Mapping[str, Any], *, seen_version: int
) -> Saved:
    """Change some fields (a path to None empties it), unless someone else did since `seen_version`.

    Raises NotFound, NotAllowed, Invalid, or Conflict for an old `seen_version` or a number taken.
    """
    entry, before = _seen(session, actor, uid, Action.EDIT, seen_version)
    after = drafts.changed(entry.kind, before, _by_path(changes, before))
    _require(session, actor, Action.EDIT, after, entry)
    _refuse_taken_numbers(session, after, but=entry.id)
    return _save(session, actor, entry, before, after, "edited")


def verify(session: Session, actor: Actor, uid: UUID, *, seen_version: int) -> Saved:
    """Record that somebody checked this entry today: its freshness starts again."""
    entry, before = _seen(session, actor, uid, Action.VERIFY, seen_version)
    after = before | {"verified_at": clock.today(session).isoformat()}
    return _save(session, actor, entry, before, after, "verified")


def retire(
    session: Session, actor: Actor, uid: UUID, *, seen_version: int, reason: str | None = None
) -> Saved:
    """Take an entry out of the searches; its page and its history stay. Raises Conflict if it is out."""
    entry, _ = _seen(session, actor, uid, Action.RETIRE, seen_version)
    if entry.status != EntryStatus.ACTIVE:
        raise Conflict(N_("“{name}” is out already."), name=entry.name)
    return _change_status(session, actor, entry, EntryStatus.RETIRED, "retired", reason)


def restore(session: Session, actor: Actor, uid: UUID, *, seen_version: int) -> Saved:
    """Bring back an entry that was retired or withdrawn. Raises Conflict if it is in."""
    entry, _ = _seen(session, actor, uid, Action.RETIRE, seen_version)
    if entry.status not in (EntryStatus.RETIRED, EntryStatus.WITHDRAWN):
        raise Conflict(N_("“{name}” is not out, so it cannot be brought back."), name=entry.name)
    return _change_status(session, actor, entry, EntryStatus.ACTIVE, "restored", None)


def redirect(session: Session, actor: Actor, uid: UUID, to: UUID, *, seen_version: int) -> Saved:
    """Leave the view in favour of another entry of the same kind; its old address leads there.

    Raises Conflict when the two are the same or of different kinds.
    """
    entry, _ = _seen(session, actor, uid, Action.RETIRE, seen_version)
    stays = entries.current(session, to)
    if stays.id == entry.id or stays.kind != entry.kind:
        raise Conflict(N_("An entry can only give way to another one of the same kind."))
    entry.redirect_to = stays.id
    saved = _change_status(session, actor, entry, EntryStatus.MERGED, "merged", None, to=stays.uid)
    for earlier in session.exec(select(Entry).where(col(Entry.redirect_to) == entry.id)):
        earlier.redirect_to = stays.id
    return saved


def get(session: Session, actor: Actor, uid: UUID) -> Opened:
    """The entry that stands for that uid. Raises NotFound, and NotAllowed when the actor may not see it."""
    entry = entries.current(session, uid)
    now = clock.of(session)
    visibility.require_read(actor, entry.visibility, now)
    fields = visibility.fields_for(actor, now, fields_of(session, entry))
    return Opened(entry.uid, entry.kind, entry.status, entry.version, fields)


def fields_of(session: Session, entry: Entry) -> Fields:
    return shapes.read_fields(session, entry.kind, [entry.id])[entry.id]


def _by_path(changes: Mapping[str, Any], before: Fields) -> Fields:
    """The changes by path; None empties a field, or all that is known of a part (`roles.k1`)."""
    said = unfolded(changes)
    emptied = tuple(f"{path}." for path, value in said.items() if value is None)
    return dict.fromkeys(path for path in before if path.startswith(emptied)) | said


def _seen(
    session: Session, actor: Actor, uid: UUID, action: Action, seen_version: int
) -> tuple[Entry, Fields]:
    """The entry and its fields, if the actor may do this and has seen its latest version."""
    entry = entries.current(session, uid)
    fields = fields_of(session, entry)
    _require(session, actor, action, fields, entry)
    if entry.status == EntryStatus.SUPPRESSED:
        raise Conflict(suppression.OBJECTED)
    if entry.version != seen_version:
        raise Conflict(
            N_("“{name}” changed since you opened it. Open it again, then make your change."), name=entry.name
        )
    return entry, fields


def _save(session: Session, actor: Actor, entry: Entry, before: Fields, after: Fields, verb: str) -> Saved:
    changes = differences(before, after)
    if not changes:
        return Saved(entry.uid, entry.version)
    now = clock.of(session)
    row = shapes.row_of(
        entry.kind, after, number=entry.id, uid=entry.uid, at=now, version=entry.version + 1
    )._replace(status=entry.status, by_person=entry.by_person, created_at=entry.created_at)
    shapes.replace(session, [(row, after)], _linked(session, after))
    corrections.note(session, entry.id, before, after, at=now, by=actor.person_id)
    journal.append(session, actor.person_id, entry.kind, entry.uid, verb, changes)
    return Saved(entry.uid, row.version, tuple(changes))


def _change_status(
    session: Session,
    actor: Actor,
    entry: Entry,
    status: EntryStatus,
    verb: str,
    reason: str | None,
    to: UUID | None = None,
) -> Saved:
    changes: Changes = {"status": (str(entry.status), str(status))}
    if reason:
        changes["reason"] = (None, reason)
    if to:
        changes["redirect_to"] = (None, str(to))
    entry.status, entry.version, entry.updated_at = status, entry.version + 1, clock.of(session)
    session.add(entry)
    session.flush()
    journal.append(session, actor.person_id, entry.kind, entry.uid, verb, changes)
    return Saved(entry.uid, entry.version, tuple(changes))


def require_on(session: Session, actor: Actor, action: Action, entry: Entry) -> None:
    """Raises NotAllowed unless the actor may do this to that entry, by a grant of any scope."""
    _require(session, actor, action, fields_of(session, entry), entry)


def _require(
    session: Session, actor: Actor, action: Action, fields: Fields, entry: Entry | None = None
) -> None:
    """Editing is granted for the whole instance, for an organization that the entry is or belongs to, or for
    a territory that it stands in.
    """
    seen_by = entry.visibility if entry else str(fields.get("visibility", "public"))
    scopes: set[tuple[str, UUID | None]] = set()
    asked_for = {grant.scope_kind for grant in actor.grants}
    if "organization" in asked_for:
        scopes |= {("organization", uid) for uid in _organizations(session, fields, entry)}
    if "territory" in asked_for:
        told = (value for path, value in fields.items() if path.split(".")[-1] == "commune")
        communes = {value for value in told if isinstance(value, str)}
        scopes |= {("territory", uid) for uid in territories.holding(session, communes)}
    require(actor, action, Target("entry", frozenset(scopes), seen_by), clock.of(session))


def _organizations(session: Session, fields: Fields, entry: Entry | None) -> set[UUID]:
    named = (fields.get(name) for name in ("organization", "part_of"))
    refs = [ref for ref in named if isinstance(ref, str)]  # a draft is not checked yet
    numbers = identifiers.resolve(session, refs).values()
    found = set(session.exec(select(Entry.uid).where(col(Entry.id).in_(numbers))))
    return found | {entry.uid} if entry is not None and entry.kind == EntryKind.ORGANIZATION else found


def _linked(session: Session, fields: Fields) -> dict[str, int]:
    return identifiers.resolve(session, identifiers.refs_in(fields))


def _refuse_objection(session: Session, kind: str, fields: Fields) -> None:
    if suppression.load(session).holds(kind, fields):
        raise Conflict(
            N_("This person objected to being listed. If they changed their mind, lift the objection first.")
        )


def _refuse_taken_numbers(session: Session, fields: Fields, but: int | None = None) -> None:
    exact = [ref for ref in fields.get("identifiers") or () if identifiers.is_exact(ref)]
    for ref, holder in identifiers.resolve(session, exact).items():
        if holder != but:
            name = session.exec(select(Entry.name).where(Entry.id == holder)).one()
            raise Conflict(N_("The number {number} belongs to “{name}” already."), number=ref, name=name)
