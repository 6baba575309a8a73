"""RPPS extract `PS_LibreAcces_SavoirFaire`: specialties and skills, added to people who are there already."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path

from core.text import clean
from directory.kinds import EntryKind
from importers import piped
from importers.facts import Area, Checked, Fact, Finding, Record, Refusal
from importers.rpps_people import IDENTIFIER, NO_IDENTIFIER, TYPE, WRONG_WIDTH, reference

SOURCE = "rpps:savoir-faire"
VERSION = b"savoir-faire 1"
COLUMNS = (TYPE, IDENTIFIER, "Code profession", "Code savoir-faire")
REQUIRED = (*COLUMNS, "Code type savoir-faire")


def recognises(path: Path) -> bool:
    names = piped.names_of(path)
    return "code savoir faire" in names and "code mode exercice" not in names and "type de bal" not in names


def check(path: Path, mapping: Path | None = None) -> Checked:
    return piped.check(path, SOURCE, COLUMNS, REQUIRED, IDENTIFIER)


def records(checked: Checked, area: Area) -> Iterator[Record | Refusal]:
    """One per person. The file names no place: the area is that of the people who are there."""
    layout: piped.Layout = checked.form
    used = itemgetter(*layout.positions)
    person: tuple[bytes, bytes] = (b"", b"")
    first, rows = 0, list[tuple[bytes, ...]]()
    for number, line in piped.lines(checked):
        values = line.split(b"|")
        if len(values) not in layout.accepted_widths:
            widths = {"found": len(values), "expected": layout.width}
            yield Refusal(checked.path.name, number, None, None, WRONG_WIDTH, widths)
            continue
        row = used(values)
        if not (row[0].isalnum() and row[1].isalnum()):
            yield Refusal(checked.path.name, number, IDENTIFIER, None, NO_IDENTIFIER)
            continue
        if row[:2] != person:
            if rows:
                yield _record(first, rows)
            person, first, rows = row[:2], number, []
        rows.append(row)
    if rows:
        yield _record(first, rows)


def _record(line: int, rows: list[tuple[bytes, ...]]) -> Record:
    """In the order of the codes, so that another order in the file is no change."""
    codes = sorted({clean(code.decode("utf-8", errors="replace")) for *_, code in rows} - {""})
    kind, identifier = (value.decode() for value in rows[0][:2])
    digest = blake2b("|".join(codes).encode(), digest_size=16, person=VERSION).digest()
    return Record(reference(kind, identifier), digest, line, len(rows), codes)


def facts(record: Record) -> Iterable[Finding]:
    if record.raw:
        fields = {"identifiers": [record.key], "specialties": record.raw}
        yield Fact(EntryKind.PRACTITIONER, record.key, fields, record.line, attach_only=True)
