"""Tables kept in workbooks: XLSX, XLS and ODS."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from core.errors import Invalid
from core.language import N_
from importers.tables import spans
from importers.tables.sheets import MOST_CELLS, Row, Sheet, filled, text_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# What a broken archive raises beside the reader's own errors: RuntimeError for a part under a password,
# NotImplementedError for a way of compressing that Python does not know.
_FAULTS = (BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError)
LOCKED = N_("{file} is protected by a password. Save it without one, and import that.")
DAMAGED = N_("{file} cannot be read as a workbook. Open it, save it again as .xlsx, and import that.")


def read(path: Path) -> list[Sheet]:
    """Every sheet that holds something. Raises Invalid for what is no workbook, or too large."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        spans.refuse(path)
        workbook = CalamineWorkbook.from_path(path)
        found = [_sheet(path, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
    except PasswordError as error:
        raise Invalid(LOCKED, file=path.name) from error
    except (CalamineError, *_FAULTS) as error:
        raise Invalid(DAMAGED, file=path.name) from error
    return [sheet for sheet in found if sheet.rows]


def _sheet(path: Path, sheet: "CalamineSheet") -> Sheet:
    rows, columns = sheet.total_height, sheet.total_width
    if rows * columns > MOST_CELLS:
        raise Invalid(spans.FAR_CELL, file=path.name, rows=rows, columns=columns)
    merged = _merged(sheet) if sheet.start else {}
    return Sheet(sheet.name, "", tuple(filled(_rows(sheet, merged))))


def _rows(sheet: "CalamineSheet", merged: dict[int, list[tuple[int, int]]]) -> Iterator[Row]:
    """Rows as texts; what a merged cell says, it says of each row that it spans."""
    spanning: dict[int, tuple[int, Any]] = {}  # column → last row, value
    for at, cells in enumerate(sheet.iter_rows()):
        if any(cell != "" for cell in cells):
            for column, (last, value) in spanning.items():
                if at <= last:
                    cells[column] = value
        for column, last in merged.get(at, ()):
            spanning[column] = (last, cells[column])
        yield Row(at + 1, tuple(map(text_of, cells)))


def _merged(sheet: "CalamineSheet") -> dict[int, list[tuple[int, int]]]:
    """Cells merged downwards, by their first row: the column, as rows count it, and the last row."""
    found: dict[int, list[tuple[int, int]]] = {}
    first = sheet.start[1] if sheet.start else 0
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and 0 <= left - first < sheet.width:
            found.setdefault(top, []).append((left - first, bottom))
    return found
