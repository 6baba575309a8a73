"""Rows of a table, whatever it is kept in: CSV of any encoding and delimiter, XLSX, XLS or ODS."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from core.errors import Invalid
from core.language import N_
from core.text import clean_lines
from importers import wrong_files

MOST_ROWS = 200_000
MOST_BYTES = 100_000_000
_MOST_UNZIPPED = 500_000_000
_MOST_CELLS = 20_000_000  # of a sheet, also the empty ones
_CELL = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"')
_LONGEST_REFERENCE = 14  # bytes, as ` r="XFD1048576"` without its end
TOO_LARGE = N_("{file} is too large for a table. Cut it into several files.")
_CELL_LIMIT = 20_000  # characters
_LINES_IN_A_CELL = 60
_OLD_ENCODINGS = ("cp1252", "mac_roman")
_DELIMITERS = ";,\t|"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_FRENCH = frozenset("éèêàçâîôûùëïœÉÈÀÇ€°’«»–…²")
_ROWS_THAT_TELL = 3  # from so many on, a last row that is shorter means something
_LOOKED_AT = 20  # rows that tell the delimiter


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


def read(path: Path) -> list[Sheet]:
    """Every sheet, without its empty rows. Raises Invalid for what is no table."""
    head = wrong_files.head_of(path)
    if path.stat().st_size > MOST_BYTES:
        raise Invalid(TOO_LARGE, file=path.name)
    if head.startswith(_WORKBOOKS):
        return _workbook(path)
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not _is_bare_utf16(head):
        wrong_files.refuse(path, head)
    content = path.read_bytes()
    encoding = encoding_of(content)
    text = _decoded(content, encoding)
    rows = tuple(_filled(_csv_rows(path, text)))
    if _is_cut_short(text, rows):
        raise wrong_files.cut_short(path, rows[-1].line)
    return [Sheet("", encoding, rows)]


def encoding_of(content: bytes) -> str:
    """By its mark, else UTF-8 if it can be, else the old encoding in which most letters look French."""
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if _is_bare_utf16(content[: wrong_files.HEAD]):
        return "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        damaged = b"".join(line for line in content.splitlines() if not _is_utf8(line))
        return max(_OLD_ENCODINGS, key=lambda encoding: _frenchness(damaged, encoding))
    return "utf-8"


def _decoded(content: bytes, encoding: str) -> str:
    """An old encoding is read line by line: of a table in UTF-8, only the damaged lines are read so."""
    if encoding not in _OLD_ENCODINGS:
        return content.decode(encoding, errors="replace")
    lines = content.splitlines(keepends=True)
    return "".join(line.decode("utf-8" if _is_utf8(line) else encoding, errors="replace") for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_bare_utf16(head: bytes) -> bool:
    """Every second byte of Western text is zero."""
    pairs = len(head) // 2
    return pairs > 2 and max(head[0::2].count(0), head[1::2].count(0)) > 0.6 * pairs > head.count(0) * 0.3


def _frenchness(content: bytes, encoding: str) -> float:
    letters = [char for char in content.decode(encoding, errors="replace") if ord(char) > 127]
    return sum(char in _FRENCH for char in letters) / max(len(letters), 1)


def _lines(text: str) -> Iterator[str]:
    """Cut at line feeds and carriage returns only: `splitlines` also cuts at characters inside of cells."""
    return iter(StringIO(text, newline=""))


def _is_cut_short(text: str, rows: Sequence[Row]) -> bool:
    """The last row has no line end and fewer cells, where all others have the same number."""
    if text.endswith(("\n", "\r")) or len(rows) < _ROWS_THAT_TELL:
        return False
    *others, last = (len(row.cells) for row in rows)
    return len(set(others)) == 1 and last < others[0]


def _csv_rows(path: Path, text: str) -> Iterator[Row]:
    delimiter = _delimiter(text)
    reader = csv.reader(_lines(text), delimiter=delimiter)
    start = 1
    try:
        for cells in reader:
            if any(cell.count("\n") > _LINES_IN_A_CELL for cell in cells):
                raise _open_quote(path, start)
            yield Row(start, tuple(_text(cell) for cell in cells))
            start = reader.line_num + 1
    except csv.Error:
        raise _open_quote(path, start) from None


def _open_quote(path: Path, line: int) -> Invalid:
    return Invalid(
        N_("{file}: a quote opened at line {line} is never closed. Correct that line, then import again."),
        file=path.name,
        line=line,
    )


def _delimiter(text: str) -> str:
    """The one that cuts the first rows into the most columns, the same number in each."""
    lines = list(islice(_lines(text), _LOOKED_AT * 3))

    def columns(delimiter: str) -> float:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)][:_LOOKED_AT]
        except csv.Error:
            return 0.0
        usual = max(set(widths), key=widths.count, default=1)
        return usual * widths.count(usual) / max(len(widths), 1)

    return max(_DELIMITERS, key=columns)


def _workbook(path: Path) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        _refuse_bomb(path)
        workbook = CalamineWorkbook.from_path(path)
        sheets = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
        found = [
            Sheet(name, "", tuple(_filled(_sheet_rows(sheet.to_python(skip_empty_area=False)))))
            for name, sheet in sheets
        ]
    except (CalamineError, BadZipFile, OSError, ValueError) as error:
        raise Invalid(
            N_("{file} cannot be read as a workbook. Open it, save it again as .xlsx, and import that."),
            file=path.name,
        ) from error
    return [sheet for sheet in found if sheet.rows]


def _refuse_bomb(path: Path) -> None:
    """An archive of a few kilobytes may hold gigabytes. Raises ValueError."""
    if is_zipfile(path):
        with ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNZIPPED:
                raise ValueError("too large once unzipped")
            for part in archive.namelist():
                if part.startswith("xl/worksheets/") and _cells(archive, part) > _MOST_CELLS:
                    raise Invalid(TOO_LARGE, file=path.name)


def _cells(archive: ZipFile, part: str) -> int:
    """How many cells the sheet spans: one far cell makes the reader ask for memory for all before it."""
    row, column, rest = 0, b"", b""
    with archive.open(part) as sheet:
        while block := sheet.read(1 << 20):
            for letters, number in _CELL.findall(rest + block):
                row, column = max(row, int(number)), max(column, letters.rjust(3))
            rest = block[-_LONGEST_REFERENCE:]
    return row * reduce(lambda number, letter: number * 26 + letter - 64, column.strip(), 0)


def _sheet_rows(rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    for line, cells in enumerate(rows, start=1):
        yield Row(line, tuple(_text(cell) for cell in cells))


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    count = 0
    for row in rows:
        if any(row.cells):
            count += 1
            if count > MOST_ROWS:
                raise Invalid(N_("This table has more than {most} rows. Cut it in parts."), most=MOST_ROWS)
            yield row


def _text(value: Any) -> str:
    """A cell as a person would have typed it: whole numbers without ".0", dates as ISO 8601."""
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
