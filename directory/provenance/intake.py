"""One batch of what a source says, decided: entries that are new, that change, that stay as they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from core import clock
from core.ids import uuid7
from directory import entries, shapes
from directory.entries import EntryRow
from directory.fields import Fields
from directory.identifiers import is_exact
from directory.provenance import matching, records, standing, suppression
from directory.provenance.matching import Holder, Holders, Match
from directory.provenance.records import Known, Stored
from directory.provenance.review import Reason, Wish
from directory.provenance.standing import Decision, Standing


@dataclass(frozen=True)
class Origin:
    """Where statements come from: the source, the parts of it that are read, its last whole import."""

    source: str
    scopes: frozenset[str]
    since: datetime | None = None


class Statement(NamedTuple):
    """What a record says. `attaches`: it completes an entry that is there, and never makes one."""

    key: str
    digest: bytes
    kind: str
    fields: Fields
    attaches: bool = False


@dataclass
class Numbers:
    """The next free numbers, and the outside numbers of entries that are not stored yet.

    A trial run keeps one for the whole run, since it stores nothing.
    """

    entry: int
    record: int
    holders: Holders = field(default_factory=dict)
    made: set[int] = field(default_factory=set)


@dataclass
class Plan:
    """What a batch will write, and what it counts."""

    origin: Origin
    at: datetime
    scopes: tuple[str, ...] = ()
    new: list[tuple[EntryRow, Fields]] = field(default_factory=list)
    decisions: list[tuple[Standing, Decision]] = field(default_factory=list)
    new_records: list[Stored] = field(default_factory=list)
    changed_records: list[Stored] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    touched: list[tuple[int, int]] = field(default_factory=list)  # number of record, number of its entry
    later: list[Statement] = field(default_factory=list)  # of an entry that this very batch makes
    unmatched: int = 0
    suppressed: int = 0


def next_numbers(session: Session) -> Numbers:
    """Stable only under the write lock."""
    return Numbers(entries.next_number(session), records.next_number(session))


def plan(session: Session, origin: Origin, statements: Sequence[Statement], numbers: Numbers) -> Plan:
    """Decide on these statements; each key comes once."""
    made = Plan(origin, clock.of(session), tuple(sorted(origin.scopes)))
    objected = suppression.load(session)
    heard = [each for each in statements if not objected.holds(each.kind, each.fields)]
    made.suppressed = len(statements) - len(heard)
    known = records.known(session, origin.source, [each.key for each in heard])
    matched = _first_words(session, made, [each for each in heard if each.key not in known], numbers)
    spoken_of = {each.entry_id for each in known.values()} | {number for _, number in matched}
    standings = standing.load(session, sorted(spoken_of))
    for each in heard:
        if each.key in known:
            _say_again(made, standings[known[each.key].entry_id], known[each.key], each)
    for statement, number in matched:
        _say_first(made, statement, number, numbers, standings[number])
        standing.align_references(session, standings[number])
    decide(session, made, standings.values(), numbers.holders)
    return made


def _first_words(
    session: Session, made: Plan, fresh: Sequence[Statement], numbers: Numbers
) -> list[tuple[Statement, int]]:
    """Statements heard for the first time: new entries, and those of an entry that is there."""
    refs = {each.key: matching.numbers_of(each.fields) for each in fresh}
    holders = matching.holders_of(session, (ref for own in refs.values() for ref in own))
    matched: list[tuple[Statement, int]] = []
    for each in fresh:
        own = refs[each.key]
        match = matching.match(each.kind, own, _together(own, holders, numbers.holders))
        number = match.entry_id
        if number is None and each.attaches:
            made.unmatched += 1
        elif number is None:
            _add(made, each, own, match, numbers)
        elif number in numbers.made:
            made.later.append(each)
        else:
            matched.append((each, number))
        if number is not None:
            made.wishes += _held_elsewhere(made.origin, number, match.elsewhere)
    return matched


def _together(refs: Sequence[str], stored: Holders, arriving: Holders) -> Holders:
    known = [ref for ref in refs if ref in stored or ref in arriving]
    return {ref: [*stored.get(ref, ()), *arriving.get(ref, ())] for ref in known}


def _add(made: Plan, each: Statement, refs: Sequence[str], match: Match, numbers: Numbers) -> None:
    number = numbers.entry
    numbers.entry += 1
    numbers.made.add(number)
    fields = without_numbers(each.fields, match.elsewhere)
    made.new.append((shapes.row_of(each.kind, fields, number=number, uid=uuid7(), at=made.at), fields))
    made.wishes += _held_elsewhere(made.origin, number, match.elsewhere)
    holder = Holder(number, each.kind, any(map(is_exact, refs)))
    for ref in refs:
        numbers.holders.setdefault(ref, []).append(holder)
    _say_first(made, each, number, numbers, None)


def _held_elsewhere(origin: Origin, number: int, refs: Iterable[str]) -> list[Wish]:
    return [Wish(number, Reason.NUMBERS, origin.source, ref) for ref in refs]


def _say_first(made: Plan, each: Statement, number: int, numbers: Numbers, entry: Standing | None) -> None:
    record = Stored(
        id=numbers.record,
        source=made.origin.source,
        key=each.key,
        entry_id=number,
        digest=each.digest,
        fields=each.fields,
        scopes=made.scopes,
        attached=each.attaches,
        withdrawn=False,
        said_at=made.at,
    )
    numbers.record += 1
    made.new_records.append(record)
    made.touched.append((record.id, number))
    if entry is not None:
        entry.say(record)


def _say_again(made: Plan, entry: Standing, known: Known, each: Statement) -> None:
    old = entry.before[known.id]
    record = old._replace(
        digest=each.digest,
        fields=each.fields,
        scopes=tuple(sorted(made.origin.scopes.union(old.scopes))),
        attached=each.attaches,
        withdrawn=False,
    )
    made.touched.append((record.id, record.entry_id))
    if record != old:
        record = record._replace(said_at=made.at)
        made.changed_records.append(record)
        entry.say(record)


def decide(session: Session, made: Plan, standings: Iterable[Standing], arrived: Holders) -> None:
    """Add to the plan what becomes of each entry of which something else is said now."""
    spoken_of = [each for each in standings if each.now != each.before]
    decided = [(each, standing.decide(each, made.at, made.origin.since)) for each in spoken_of]
    refs = [ref for _, one in decided if one.verb for ref in one.fields.get("identifiers") or ()]
    holders = matching.holders_of(session, filter(is_exact, refs))
    for each, one in decided:
        others = [
            ref
            for ref in one.fields.get("identifiers") or ()
            if _held_by_other(each.row.id, (*holders.get(ref, ()), *arrived.get(ref, ())))
        ]
        made.decisions.append((each, one._replace(fields=without_numbers(one.fields, others))))
        made.wishes += _held_elsewhere(made.origin, each.row.id, others)
        if one.reason is not None:
            made.wishes.append(Wish(each.row.id, one.reason, made.origin.source, ""))


def _held_by_other(number: int, holders: Iterable[Holder]) -> bool:
    return any(holder.entry_id != number for holder in holders)


def without_numbers(fields: Fields, refs: Sequence[str]) -> Fields:
    """The fields without outside numbers that other entries hold."""
    if not refs:
        return fields
    own = [ref for ref in fields.get("identifiers") or () if ref not in refs]
    return fields | {"identifiers": own}
