"""References from one entry to another as sources write them: "finess:…", "record:<source>:<key>"…"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col
from sqlmodel import select as select_models

from directory import identifiers
from directory.entries import Entry
from directory.fields import Fields
from directory.provenance.records import TABLE

RECORD_SYSTEM = "record"  # "record:<source>:<key>": the entry of another record


def record_ref(source: str, key: str) -> str:
    return f"{RECORD_SYSTEM}:{source}:{key}"


def linked(session: Session, fields: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The entry numbers of the references in these fields that name an entry we have."""
    refs = {ref for each in fields for ref in identifiers.refs_in(each) if ref}
    of_records = {ref for ref in refs if ref.startswith(RECORD_SYSTEM + ":")}
    found = identifiers.resolve(session, refs - of_records) if refs - of_records else {}
    return found | _of_records(session, of_records)


def _of_records(session: Session, refs: Iterable[str]) -> dict[str, int]:
    keys: dict[str, dict[str, str]] = defaultdict(dict)
    for ref in refs:
        for source, key in _readings(ref):
            keys[source][key] = ref
    found: dict[str, int] = {}
    for source, wanted in keys.items():
        rows = select(TABLE.c.key, TABLE.c.entry_id).where(TABLE.c.source == source, TABLE.c.key.in_(wanted))
        found |= {wanted[key]: entry_id for key, entry_id in session.execute(rows)}
    return found


def _readings(ref: str) -> list[tuple[str, str]]:
    """Each way to read it as source and key: both may hold colons, as in "record:table:aides:12"."""
    _, *words = ref.split(":")
    return [(":".join(words[:cut]), ":".join(words[cut:])) for cut in range(1, len(words))]


def as_ours(session: Session, fields: Fields) -> Fields:
    """The same fields with every reference that resolves written as "maillage:<uid>", as entries read."""
    numbers = linked(session, [fields])
    if not numbers:
        return fields
    known = select_models(Entry.id, Entry.uid).where(col(Entry.id).in_(numbers.values()))
    uids = dict(session.exec(known).all())
    ours = {ref: identifiers.own_ref(uids[number]) for ref, number in numbers.items()}
    refs = set(identifiers.refs_in(fields))
    return {
        path: ours.get(value, value) if isinstance(value, str) and value in refs else value
        for path, value in fields.items()
    }
