"""What a table is once its file is open: sheets of rows of texts, within limits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from core.errors import Invalid
from core.language import N_
from core.text import clean_lines
from importers.facts import Warning

MOST_ROWS = 200_000
MOST_LINES = 2_000_000  # of a text, also the empty ones and those inside of cells
MOST_COLUMNS = 1_000
MOST_BYTES = 100_000_000
TOO_LARGE = N_("{file} is too large for a table. Cut it into several files.")
MOST_CELLS = 2_000_000  # of a sheet of a workbook, also the empty ones
TOO_MANY_COLUMNS = N_(
    "Line {line} of this table has more than {most} columns. Delete those that are beyond the table."
)
_CELL_LIMIT = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row as text, and its line in the file (the row of the sheet in a workbook)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a whole CSV file (its name is then "")."""

    name: str
    encoding: str
    rows: tuple[Row, ...]
    remarks: tuple[Warning, ...] = ()  # lines that are damaged, and were read all the same


def filled(rows: Iterable[Row]) -> Iterator[Row]:
    count = 0
    for row in rows:
        if any(row.cells):
            count += 1
            if count > MOST_ROWS:
                raise Invalid(N_("This table has more than {most} rows. Cut it in parts."), most=MOST_ROWS)
            if any(row.cells[MOST_COLUMNS:]):
                raise Invalid(TOO_MANY_COLUMNS, line=row.line, most=MOST_COLUMNS)
            yield Row(row.line, row.cells[:MOST_COLUMNS])


def text_of(value: Any) -> str:
    """A cell as a person would have typed it: whole numbers without ".0", dates as ISO 8601."""
    if value == "":
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%Hh%M")
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds()) // 3600}h{int(value.total_seconds()) % 3600 // 60:02d}"
    return clean_lines(str(value), _CELL_LIMIT)
