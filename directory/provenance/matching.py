"""Which entry a new record speaks of: the one that holds its number, or none yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from directory.entries import Entry
from directory.fields import Fields
from directory.identifiers import Identifier, is_exact
from directory.rows import table_of

SHARED_SYSTEMS = ("siret",)  # several entries may have it: it decides only where nothing better does
_ENTRY, _IDENTIFIER = table_of(Entry), table_of(Identifier)


class Holder(NamedTuple):
    """An entry that has a number; `exact` when it has one that names it alone."""

    entry_id: int
    kind: str
    exact: bool


class Match(NamedTuple):
    """The entry, or None; and the numbers of the record that other entries hold."""

    entry_id: int | None
    elsewhere: tuple[str, ...] = ()


NOBODY = Match(None)
Holders = dict[str, list[Holder]]  # by number, "rpps:…"


def numbers_of(fields: Fields) -> list[str]:
    """The numbers that can find an entry."""
    refs: Sequence[str] = fields.get("identifiers") or ()
    return [ref for ref in refs if is_exact(ref) or ref.partition(":")[0] in SHARED_SYSTEMS]


def holders_of(session: Session, refs: Iterable[str]) -> Holders:
    """The entries that hold these numbers."""
    wanted = set(refs)
    if not wanted:
        return {}
    rows = session.execute(
        select(_IDENTIFIER.c.ref, _IDENTIFIER.c.entry_id, _ENTRY.c.kind)
        .join(_ENTRY, _ENTRY.c.id == _IDENTIFIER.c.entry_id)
        .where(_IDENTIFIER.c.ref.in_(wanted))
        .order_by(_IDENTIFIER.c.entry_id)
    ).all()
    numbered = _exact_ones(session, {row.entry_id for row in rows if not is_exact(row.ref)})
    found: Holders = defaultdict(list)
    for ref, entry_id, kind in rows:
        found[ref].append(Holder(entry_id, kind, is_exact(ref) or entry_id in numbered))
    return found


def _exact_ones(session: Session, entry_ids: set[int]) -> set[int]:
    if not entry_ids:
        return set()
    exact = select(_IDENTIFIER.c.entry_id).where(_IDENTIFIER.c.entry_id.in_(entry_ids), _IDENTIFIER.c.exact)
    return set(session.execute(exact).scalars())


def match(kind: str, refs: Sequence[str], holders: Holders) -> Match:
    """The entry of that kind that holds one of these numbers.

    A number that names one entry alone decides, the first given first. A shared one (SIRET) decides only when
    a single entry holds it, and not between two that each have a number of their own.
    """
    if not any(ref in holders for ref in refs):
        return NOBODY
    own = [ref for ref in refs if is_exact(ref)]
    found = [(ref, holder) for ref in own for holder in holders.get(ref, ()) if holder.kind == kind]
    if found:
        chosen = found[0][1].entry_id
        return Match(chosen, _elsewhere(refs, holders, chosen))
    sharing = {
        holder.entry_id
        for ref in refs
        if not is_exact(ref)
        for holder in holders.get(ref, ())
        if holder.kind == kind and not (own and holder.exact)
    }
    chosen_alone = sharing.pop() if len(sharing) == 1 else None
    return Match(chosen_alone, _elsewhere(refs, holders, chosen_alone))


def _elsewhere(refs: Sequence[str], holders: Holders, entry_id: int | None) -> tuple[str, ...]:
    return tuple(
        ref
        for ref in refs
        if is_exact(ref) and any(holder.entry_id != entry_id for holder in holders.get(ref, ()))
    )
