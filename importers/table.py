"""Tables of a secretariat's own making, CSV or workbook: services, organizations or people.

A record is one row; a table of services gives a record, before its rows, for each organization that it names.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from core.errors import Invalid
from core.language import N_
from directory.kinds import EntryKind
from importers.facts import Area, Checked, Fact, Finding, Record, Refusal, Remark, Warning
from importers.tables import columns, mappings, rows, widths
from importers.tables.mappings import Table
from importers.tables.reading import Texts
from importers.tables.sheets import Row

SOURCE = "table"
VERSION = b"table 1"
UNKNOWN_COLUMN = N_("The column “{column}” is not known: it was not read. A mapping can say what it holds.")
OWN_NOTES = N_(
    "The column “{column}” was left aside: what people note for themselves is not for everybody to read. To "
    "publish it, name it “Description”, or map it to `description`."
)
OTHER_SHEET = N_(
    "The sheet “{value}” holds a table too, which was not read. Copy it to a file of its own, or name it in "
    "a mapping as its “sheet”."
)
NO_TYPE = N_(
    "No column says the type of service, so no search by type finds these rows. Add a column “Type de "
    "service”, or say it for all rows in a mapping, among its “constants”."
)
TYPE_BY_NAME = N_(
    "No column says the type of service: all rows were read as “{value}”, after the name of the file or of "
    "its sheet. A mapping can say otherwise."
)
ONLY_A_NAME = N_(
    "This row holds “{value}” and nothing else: it was taken for a title or a remark. Fill in one more cell "
    "if it is an entry."
)
GUESSED_COLUMN = N_("The column “{column}” was read as “{guess}”. A mapping can say otherwise.")
NO_ROWS = N_("{file} has headers and no row below them. Fill it in, then import it again.")
TWICE = N_(
    "“{value}” stands already at line {first}. Only that one was taken: put both together, or tell them "
    "apart."
)
_NAMES_SHOWN = 120


@dataclass(frozen=True)
class Named:
    """An organization that a table of services names: its reference, and the row that names it first."""

    ref: str
    texts: Texts


def recognises(path: Path) -> bool:
    try:
        mappings.table_of(path)
    except Invalid:
        return False
    return True


def check(path: Path, mapping: Path | None = None) -> Checked:
    """Raises Invalid for what is no table, has no known header or no row."""
    chosen = mappings.load(mapping) if mapping else None
    table = mappings.table_of(path, chosen)
    if not table.rows:
        raise Invalid(NO_ROWS, file=path.name)
    remarks = (*table.sheet.remarks, *widths.remarks(path.name, table), *_remarks(path.name, table))
    source = f"{SOURCE}:{table.mapping.source}"
    return Checked(path, source, len(table.rows), table.sheet.encoding, remarks, table)


def _remarks(file: str, table: Table) -> Iterator[Remark]:
    """Columns that hold something and are not read, and those read by a near miss."""
    for at, header in enumerate(table.header.cells):
        name, line = header.strip(), table.header.line
        filled = any(at < len(row.cells) and row.cells[at] for row in table.rows)
        if name in table.guessed:
            guess = table.guessed[name]
            yield Warning(file, line, name, None, GUESSED_COLUMN, {"guess": guess})
        elif filled and (name not in table.mapping.columns or _is_unknown(table, name)):
            own = columns.key(name) in columns.OWN_NOTES
            yield Warning(file, line, name or f"({at + 1})", None, OWN_NOTES if own else UNKNOWN_COLUMN)
    yield from _remarks_on_types(file, table)
    for name in table.others:
        yield Warning(file, 1, None, name, OTHER_SHEET)


def _remarks_on_types(file: str, table: Table) -> Iterator[Remark]:
    """A table of services that does not say of what type they are."""
    mapping, line = table.mapping, table.header.line
    if mapping.kind != EntryKind.SERVICE or "service_type" in {*mapping.columns.values(), *mapping.constants}:
        return
    if found := mapping.defaults.get("service_type"):
        if not table.chosen:
            yield Warning(file, line, None, found, TYPE_BY_NAME)
    else:
        yield Warning(file, line, None, None, NO_TYPE)


def _is_unknown(table: Table, header: str) -> bool:
    """A column that headers do not tell; one that a mapping leaves aside was left aside by a person."""
    return table.mapping.columns[header] is None and not table.chosen


def records(checked: Checked, area: Area) -> Iterator[Record | Refusal]:
    """Organizations named, then rows; a row that stands twice is refused with both lines."""
    table: Table = checked.form
    found = [
        (row, rows.texts_of(table, checked.path.name, row))
        for row in table.rows
        if row.cells != table.header.cells and not widths.is_too_wide(table, row)
    ]
    _settle_departement([texts for _, texts in found])
    kept = [(row, texts) for row, texts in found if _is_within(texts, area)]
    if table.mapping.kind == EntryKind.SERVICE:
        yield from _organizations(texts for _, texts in kept)
    yield from _repeated_headers(checked.path.name, table)
    seen: dict[str, int] = {}
    for row, texts in kept:
        key = rows.key_of(texts)
        if sum(map(bool, row.cells)) == 1 and len(table.header.cells) > 1:
            yield Refusal(checked.path.name, row.line, None, _shown(row), ONLY_A_NAME)
        elif key is None:
            yield Refusal(checked.path.name, row.line, None, _shown(row), rows.NO_NAME)
        elif key in seen:
            first = {"first": seen[key]}
            yield Refusal(checked.path.name, row.line, None, _shown(row), TWICE, first)
        else:
            seen[key] = row.line
            yield Record(key, _digest(texts), row.line, 1, texts)


def _repeated_headers(file: str, table: Table) -> Iterator[Refusal]:
    """The headers again among the rows, as in tables put together from several."""
    for row in table.rows:
        if row.cells == table.header.cells:
            yield Refusal(file, row.line, None, _shown(row), TWICE, {"first": table.header.line})


def _settle_departement(found: Sequence[Texts]) -> None:
    """Tell each row where most rows stand: a table is of one territory, and names have homonyms."""
    places = Counter(place.departement for texts in found if (place := texts.place()))
    if places:
        for texts in found:
            texts.departement = places.most_common(1)[0][0]


def _organizations(services: Iterable[Texts]) -> Iterator[Record]:
    named: set[str] = set()
    for texts in services:
        texts.organization = rows.organization_ref(texts)
        if texts.organization and texts.first("organization") and texts.organization not in named:
            named.add(texts.organization)
            fields = rows.organization_fields(texts.organization, texts)
            key = f"organization:{texts.organization}"
            digest = _hash(json.dumps(fields, sort_keys=True, ensure_ascii=False))
            yield Record(key, digest, texts.line, 0, Named(texts.organization, texts))


def _is_within(texts: Texts, area: Area) -> bool:
    """By the place of the row; a row without one is kept."""
    if area.everywhere:
        return True
    place = texts.place()
    return place is None or place.code in area.communes or place.departement in area.departements


def _digest(texts: Texts) -> bytes:
    """Over the cells used, whatever the order of the columns."""
    parts = sorted((target, *text) for target, found in texts.cells.items() for text in found)
    return _hash(json.dumps([texts.kind, texts.organization, parts], ensure_ascii=False))


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16, person=VERSION).digest()


def _shown(row: Row) -> str:
    return next(filter(None, row.cells), "")[:_NAMES_SHOWN]


def facts(record: Record) -> Iterable[Finding]:
    if isinstance(record.raw, Named):
        fields = rows.organization_fields(record.raw.ref, record.raw.texts)
        return [Fact(EntryKind.ORGANIZATION, record.key, fields, record.line)]
    return rows.facts(record.key, record.raw)
