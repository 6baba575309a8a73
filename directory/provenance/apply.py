"""Write what a batch decided, in one transaction: tables, source records, queues, journal."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from core import journal
from directory import shapes
from directory.kinds import EntryKind
from directory.provenance import contradictions, corrections, records, references, review
from directory.provenance.intake import Plan


def write(session: Session, actor_id: UUID | None, plan: Plan) -> None:
    """Store the plan. The caller holds the write lock since before the plan was made."""
    rewritten = [(one.row, one.fields) for _, one in plan.decisions if one.verb]
    linked = references.linked(session, [fields for _, fields in (*plan.new, *rewritten)])
    linked |= {ref: row.id for row, fields in plan.new for ref in fields.get("identifiers") or ()}
    linked |= {references.record_ref(each.source, each.key): each.entry_id for each in plan.new_records}
    shapes.insert(session, plan.new, linked)
    shapes.replace(session, rewritten, linked, {one.row.id: one.before for _, one in plan.decisions})
    shapes.make_links(session, _arrived_records(plan))
    records.insert(session, plan.new_records)
    records.replace(session, plan.changed_records)
    _write_decisions(session, actor_id, plan)
    review.queue(session, plan.wishes, plan.at)
    journal.append_many(session, actor_id, _lines(plan))


def _arrived_records(plan: Plan) -> dict[str, int]:
    """References to records of organizations that were heard for the first time."""
    rows = [row for row, _ in plan.new] + [one.row for _, one in plan.decisions]
    organizations = {row.id for row in rows if row.kind == EntryKind.ORGANIZATION}
    return {
        references.record_ref(each.source, each.key): each.entry_id
        for each in plan.new_records
        if each.entry_id in organizations
    }


def _write_decisions(session: Session, actor_id: UUID | None, plan: Plan) -> None:
    for each, one in plan.decisions:
        if one.corrections is not each.held:
            corrections.write(session, each.row.id, each.held, one.corrections, at=plan.at, by=None)
    contradictions.write(session, [clash for _, one in plan.decisions for clash in one.clashes])
    back = [each.row.id for each, _ in plan.decisions if any(map(records.vouches, each.now.values()))]
    review.close_absences(session, back, plan.at)


def _lines(plan: Plan) -> Sequence[journal.Entry]:
    added = [(row.kind, row.uid, "added", None) for row, _ in plan.new]
    return added + [
        (one.row.kind, one.row.uid, one.verb, one.changes) for _, one in plan.decisions if one.verb
    ]
