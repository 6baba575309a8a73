"""Rows of a text file that have more or fewer cells than the header: a bare separator, a line cut off."""

from collections.abc import Iterator

from core.language import N_
from importers.facts import Refusal, Remark, Warning
from importers.tables.mappings import Table
from importers.tables.sheets import Row

TOO_WIDE = N_(
    "This row has {found} cells where the header has {expected}, so nobody can tell which is which. Put "
    "quotes around the cell that holds the separator."
)
TOO_NARROW = N_("This row has {found} cells where the header has {expected}. Check that it was not cut off.")


def remarks(file: str, table: Table) -> Iterator[Remark]:
    """A refusal for each row that is too wide, a warning for each that is narrower than most."""
    tell_narrow = _most_are_whole(table)
    for row in table.rows:
        values = {"found": len(row.cells), "expected": len(table.header.cells)}
        shown = next(filter(None, row.cells), "")
        if is_too_wide(table, row):
            yield Refusal(file, row.line, None, shown, TOO_WIDE, values)
        elif tell_narrow and len(row.cells) < len(table.header.cells) and sum(map(bool, row.cells)) > 1:
            yield Warning(file, row.line, None, shown, TOO_NARROW, values)


def is_too_wide(table: Table, row: Row) -> bool:
    """Whether it has something beyond the last column; a sheet of a workbook knows its columns."""
    return table.is_text and any(row.cells[len(table.header.cells) :])


def _most_are_whole(table: Table) -> bool:
    """Some programs leave out the empty cells at the end of many rows."""
    width = len(table.header.cells)
    whole = sum(len(row.cells) >= width for row in table.rows)
    return table.is_text and len(table.rows) - whole <= max(1, len(table.rows) // 10)
