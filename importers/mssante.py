"""MSSanté extract `Extraction_Correspondance_MSSante`: secured addresses of people and of structures.

The address is what an entry gains; a record is everything the file gives to one holder. Nothing tells who is
where, so the area of the import is not looked at: only entries that are there gain anything.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from core.language import N_
from core.text import clean
from directory.kinds import EntryKind, Visibility
from importers import letter_case, piped
from importers.facts import Area, Checked, Fact, Finding, Record, Refusal
from importers.rpps_people import reference

SOURCE = "mssante"
VERSION = b"mssante 1"
BOX_KIND, ADDRESS = "Type de BAL", "Adresse BAL"
PERSON, STRUCTURE = "Identifiant PP", "Identification Structure"
COLUMNS = (
    BOX_KIND, ADDRESS, "Type Identifiant PP", PERSON, "Type identifiant structure", STRUCTURE,
    "Service de rattachement", "Raison Sociale structure BAL",
)  # fmt: skip
REQUIRED = COLUMNS[:6]
PATIENT = N_(
    "A patient's mailbox carries the number of a patient, which has no place in a directory of "
    "professionals. It was left out, and not noted anywhere."
)
NOT_AN_ADDRESS = N_("“{value}” is no address. The row was left out: correct it where the file comes from.")
NO_HOLDER = N_("This address names neither a person nor a structure. The row was left out.")
_PATIENT_DOMAIN = b"@patient.mssante."
_ADDRESS = re.compile(r"[^\s@|<>\"]+@[^\s@|<>\"]+\.[^\s@|<>\"]+")
_STRUCTURES = {
    "finess": "finess", "1": "finess", "siren": "siren", "2": "siren", "siret": "siret", "3": "siret",
}  # fmt: skip
_BY_LENGTH = {9: "finess", 14: "siret"}


def recognises(path: Path) -> bool:
    return "adresse bal" in piped.names_of(path)


def check(path: Path, mapping: Path | None = None) -> Checked:
    return piped.check(path, SOURCE, COLUMNS, REQUIRED, PERSON, STRUCTURE)


def records(checked: Checked, area: Area) -> Iterator[Record | Refusal]:
    """One per holder, with all its addresses whatever their order."""
    for group in piped.groups(checked, COLUMNS.index(PERSON), COLUMNS.index(STRUCTURE)):
        if isinstance(group, Refusal):
            yield group
            continue
        rows, refusals = _readable(checked, group)
        yield from refusals
        if rows:
            yield _record(group.lines[0], rows)


def _readable(checked: Checked, group: piped.Group) -> tuple[list[tuple[str, ...]], list[Refusal]]:
    """The rows of a holder, and a refusal for each that cannot be taken."""
    rows, refusals = [], []
    for line, raw in zip(group.lines, group.rows, strict=True):
        row = tuple([clean(value.decode("utf-8", errors="replace"), 300) for value in raw])
        if reason := _fault(raw, row):
            value = None if reason is PATIENT else row[1]
            refusals.append(Refusal(checked.path.name, line, ADDRESS, value, reason))
        else:
            rows.append(row)
    return rows, refusals


def _fault(raw: tuple[bytes, ...], row: tuple[str, ...]) -> str | None:
    if _PATIENT_DOMAIN in b"|".join(raw).lower():
        return PATIENT
    if not _ADDRESS.fullmatch(row[1]):
        return NOT_AN_ADDRESS
    return None if _holder(row) else NO_HOLDER


def _holder(row: tuple[str, ...]) -> str | None:
    """ "rpps:10003461033", "finess:499900470", "siret:…"; None when the row names nobody."""
    _, _, person_kind, person, structure_kind, structure, *_ = row
    if person:
        return reference(person_kind, person) if (person + person_kind).isalnum() else None
    system = _STRUCTURES.get(structure_kind.lower()) or _BY_LENGTH.get(len(structure))
    return f"{system}:{structure}" if system and structure.isalnum() else None


def _record(line: int, rows: list[tuple[str, ...]]) -> Record:
    holder = _holder(rows[0])
    boxes = sorted({row[1].lower(): row[6] or row[7] for row in rows}.items())
    raw = "\n".join(f"{address}|{label}" for address, label in boxes)
    digest = blake2b(raw.encode(), digest_size=16, person=VERSION).digest()
    return Record(str(holder), digest, line, len(rows), boxes)


def facts(record: Record) -> Iterable[Finding]:
    """The holder's addresses, for professionals only: a family never sees one."""
    system = record.key.partition(":")[0]
    kind = EntryKind.PRACTITIONER if system in ("rpps", "adeli") else EntryKind.ORGANIZATION
    contacts = [_contact(address, label) for address, label in record.raw]
    fields = {"identifiers": [record.key], "contacts": contacts}
    yield Fact(kind, record.key, fields, record.line, attach_only=True)


def _contact(address: str, label: str) -> dict[str, str]:
    contact = {"kind": "mssante", "value": address, "visibility": Visibility.PROFESSIONALS.value}
    return contact | ({"label": letter_case.site(label)} if label else {})
