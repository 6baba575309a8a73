"""RPPS extract `PS_LibreAcces_Personne_activite`: professionals and their activities.

A record is one person, with all their rows. A row is one activity times one savoir-faire, so rows of the same
activity make one role.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path

from importers import piped, rpps_roles
from importers.facts import Area, Checked, Finding, Record, Refusal
from importers.rpps_people import IDENTIFIER, NO_IDENTIFIER, TYPE, reference
from importers.rpps_roles import COLUMNS
from importers.rpps_within import within

SOURCE = "rpps"
VERSION = b"rpps 1"  # a new one makes every person's facts be read again
REQUIRED = (
    TYPE, IDENTIFIER, "Nom d'exercice", "Prénom d'exercice", "Code profession", "Code mode exercice",
    "Identifiant technique de la structure", "Code postal (coord. structure)",
    "Code commune (coord. structure)", "Code secteur d'activité",
)  # fmt: skip


def recognises(path: Path) -> bool:
    return "code mode exercice" in piped.names_of(path)


def check(path: Path, mapping: Path | None = None) -> Checked:
    return piped.check(path, SOURCE, COLUMNS, REQUIRED, IDENTIFIER)


def records(checked: Checked, area: Area) -> Iterator[Record | Refusal]:
    """The people with at least one activity in the area, with all their activities."""
    layout: piped.Layout = checked.form
    used = itemgetter(*layout.positions)
    widths, complete = layout.accepted_widths, layout.complete
    is_within: Callable[[tuple[bytes, ...]], bool] | None = None if area.everywhere else within(area)
    person, kind, first = b"", b"", 0
    rows: list[tuple[bytes, ...]] = []
    kept = False
    for number, line in piped.lines(checked):
        values = line.split(b"|")
        if len(values) not in widths:
            yield piped.wrong_width(checked, number, len(values))
            continue
        if not complete:
            values[layout.width :] = [b""]
        row = used(values)
        if row[1] != person or row[0] != kind:
            if rows and kept:
                yield _record(kind, person, first, rows)
            kind, person, first, rows = row[0], row[1], number, []
            kept = is_within is None
        if not (person.isalnum() and kind.isalnum()):
            yield Refusal(checked.path.name, number, IDENTIFIER, None, NO_IDENTIFIER)
            continue
        rows.append(row)
        if not kept and is_within is not None:
            kept = is_within(row)
    if rows and kept:
        yield _record(kind, person, first, rows)


def _record(kind: bytes, person: bytes, line: int, rows: list[tuple[bytes, ...]]) -> Record:
    raw = b"\n".join([b"|".join(row) for row in rows])
    digest = blake2b(raw, digest_size=16, person=VERSION).digest()
    key = reference(kind.decode(), person.decode())
    return Record(key, digest, line, len(rows), raw)


def facts(record: Record) -> Iterable[Finding]:
    return rpps_roles.facts(record)
