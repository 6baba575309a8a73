"""RPPS extract `PS_LibreAcces_SavoirFaire`: specialties and skills, added to people who are there already."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from core.text import clean
from directory.kinds import EntryKind
from importers import piped
from importers.facts import Area, Checked, Fact, Finding, Record, Refusal
from importers.rpps_people import IDENTIFIER, NO_IDENTIFIER, TYPE, reference

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
    for group in piped.groups(checked, COLUMNS.index(IDENTIFIER)):
        if isinstance(group, Refusal):
            yield group
        elif all(value.isalnum() for value in group.rows[0][:2]):
            yield _record(group)
        else:
            yield Refusal(
                checked.path.name, group.lines[0], IDENTIFIER, None, NO_IDENTIFIER, rows=len(group.rows)
            )


def _record(group: piped.Group) -> Record:
    """In the order of the codes, so that another order in the file is no change."""
    codes = sorted({clean(code.decode("utf-8", errors="replace")) for *_, code in group.rows} - {""})
    kind, identifier = (value.decode() for value in group.rows[0][:2])
    digest = blake2b("|".join(codes).encode(), digest_size=16, person=VERSION).digest()
    return Record(reference(kind, identifier), digest, group.lines[0], len(group.rows), codes)


def facts(record: Record) -> Iterable[Finding]:
    if record.raw:
        fields = {"identifiers": [record.key], "specialties": record.raw}
        yield Fact(EntryKind.PRACTITIONER, record.key, fields, record.line, attach_only=True)
