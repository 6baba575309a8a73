"""How a table is read: its kind, the field of each column, constants and defaults; saved and used again."""

import json
import re
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from core.errors import Invalid
from core.language import N_
from core.text import fold
from directory.kinds import EntryKind
from importers import wrong_files
from importers.habits import vocabulary
from importers.quoted import Quoted
from importers.tables import columns
from importers.tables.files import read
from importers.tables.sheets import Row, Sheet

_HEADER_ROWS = 15  # rows in which the header is looked for
NO_HEADER = N_(
    "{file} has no row of headers that we know. It needs at least a name and one more column "
    "(“Nom”, “Type de service”, “Commune”, “Téléphone”…). Name its columns so, or give a mapping."
)
NOT_JSON = N_("{file}: line {line} is not as JSON is written. Correct it, or have it suggested anew.")
BAD_MAPPING = N_("{file} is no mapping: it needs “kind” and “columns”. Have one suggested, then correct it.")
NO_SHEET = N_("{file} has no sheet “{wanted}”. Write one of these in the mapping: {names}.")
NO_FIELDS = N_("{file} names fields that we do not have: {names}. Take them from the list of fields.")


@dataclass(frozen=True)
class Mapping:
    """`columns`: header → target, or None for a column left aside. Constants and defaults are texts by
    target, read as cells are; a constant counts more than the cell, a default where the cell is empty.
    `source` names what the records are kept under, so that next month's file replaces this one.
    """

    kind: EntryKind
    columns: dict[str, str | None]
    source: str
    constants: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    sheet: str | None = None  # of a workbook; without it, the first that has a known header


@dataclass(frozen=True)
class Table:
    """A sheet with its mapping: the row of headers, and the rows after it."""

    sheet: Sheet
    header: Row
    rows: tuple[Row, ...]
    mapping: Mapping
    guessed: dict[str, str]  # header → the header it was read as
    chosen: bool = False  # the mapping was given by a person
    others: tuple[str, ...] = ()  # names of the other sheets that hold a table

    @property
    def is_text(self) -> bool:
        """Whether it was kept as text, where a separator too much moves the cells of a row."""
        return bool(self.sheet.encoding)


def suggested_mapping(path: Path) -> Mapping:
    """What the headers tell. Raises Invalid when they tell nothing."""
    return table_of(path).mapping


def save(mapping: Mapping, path: Path) -> None:
    text = json.dumps(asdict(mapping), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def load(path: Path) -> Mapping:
    """Raises Invalid for a file that is no mapping, or that names a field we do not have."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        mapping = _from_json(content)
    except OSError as error:
        raise wrong_files.unopened(path, error) from error
    except json.JSONDecodeError as error:
        raise Invalid(NOT_JSON, file=path.name, line=error.lineno) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Invalid(BAD_MAPPING, file=path.name) from error
    targets = {*mapping.columns.values(), *mapping.constants, *mapping.defaults}
    if unknown := sorted(str(each) for each in targets - {None} - columns.headers_of(mapping.kind).keys()):
        raise Invalid(NO_FIELDS, file=path.name, names=Quoted(unknown))
    return mapping


def _from_json(content: dict[str, Any]) -> Mapping:
    texts = {name: _texts(content.get(name) or {}) for name in ("constants", "defaults")}
    targets = {str(header): None if to is None else str(to) for header, to in content["columns"].items()}
    kind = EntryKind(content["kind"])
    return Mapping(
        kind,
        targets,
        str(content.get("source") or "table"),
        texts["constants"],
        texts["defaults"],
        str(content["sheet"]) if content.get("sheet") else None,
    )


def _texts(values: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in values.items()}


def table_of(path: Path, mapping: Mapping | None = None) -> Table:
    """The first sheet with a known header. Raises Invalid when there is none."""
    sheets = read(path)
    if mapping and mapping.sheet and len(sheets) > 1:
        sheets = [_sheet_named(path, sheets, mapping.sheet)]
    found = [table for sheet in sheets if (table := _of_sheet(path, sheet, mapping))]
    if not found:
        raise Invalid(NO_HEADER, file=path.name)
    return replace(found[0], others=tuple(table.sheet.name for table in found[1:] if table.rows))


def _sheet_named(path: Path, sheets: list[Sheet], wanted: str) -> Sheet:
    """Raises Invalid rather than give another one: what a person left aside may not be for others."""
    for sheet in sheets:
        if fold(sheet.name) == fold(wanted):
            return sheet
    names = Quoted(sheet.name for sheet in sheets)
    raise Invalid(NO_SHEET, file=path.name, wanted=wanted, names=names)


def _of_sheet(path: Path, sheet: Sheet, mapping: Mapping | None) -> Table | None:
    found = (_table(path, sheet, at, row, mapping) for at, row in enumerate(sheet.rows[:_HEADER_ROWS]))
    return next(filter(None, found), None)


def _table(path: Path, sheet: Sheet, at: int, row: Row, mapping: Mapping | None) -> Table | None:
    headers = [cell.strip() for cell in row.cells]
    rest = sheet.rows[at + 1 :]
    if mapping is not None:
        wanted = {columns.key(header) for header, target in mapping.columns.items() if target}
        here = wanted & {columns.key(header) for header in headers}
        return Table(sheet, row, rest, mapping, {}, True) if here and len(here) * 2 >= len(wanted) else None
    kind = columns.kind_of(headers)
    if kind is None or _is_better(sheet, at, headers, kind):
        return None
    found = columns.recognise(headers, kind)
    targets = {header: target for header, target in zip(headers, found.targets, strict=True) if header}
    suggested = Mapping(kind, targets, source_name(path), defaults=_type_by_name(path, sheet, kind, targets))
    return Table(sheet, row, rest, suggested, found.guessed)


def _type_by_name(
    path: Path, sheet: Sheet, kind: EntryKind, targets: dict[str, str | None]
) -> dict[str, str]:
    """The type of service that the sheet or the file is named after, where no column says it."""
    if kind != EntryKind.SERVICE or "service_type" in targets.values():
        return {}
    for name in (sheet.name, source_name(path).replace("-", " ")):
        code = vocabulary.one("service_type", name)
        inside = [code] if code else vocabulary.read("service_type", name).codes
        if len(inside) == 1:
            return {"service_type": vocabulary.label("service_type", inside[0])}
    return {}


def _is_better(sheet: Sheet, at: int, headers: list[str], kind: EntryKind) -> bool:
    """Whether a row further down is more of a header: titles above a table may hold a known word."""
    known = columns.recognise(headers, kind).known
    after = sheet.rows[at + 1 : at + 1 + _HEADER_ROWS]
    return any(columns.recognise(row.cells, kind).known > known for row in after)


def source_name(path: Path) -> str:
    """The name of the file without its dates and versions: "Services 2026-11 v2.xlsx" → "services"."""
    words = re.split(r"[^a-z0-9]+", fold(path.name.partition(".")[0]))
    kept = [word for word in words if word and not re.fullmatch(r"\d+|v\d+|vf|def|final|copie|maj", word)]
    return "-".join(kept) or "table"
