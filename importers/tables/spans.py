"""How far the sheets of a workbook reach, told before they are read.

One cell at the far end makes the reader of workbooks ask for the memory of all cells before it.
"""

from collections.abc import Iterator
from functools import lru_cache, reduce
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile, is_zipfile

from core.errors import Invalid
from core.language import N_
from importers import wrong_files
from importers.tables.sheets import MOST_CELLS, TOO_LARGE

_MOST_UNZIPPED = 150_000_000
_BLOCK = 1 << 16
_MOST_TAGS = 10_000_000  # both ends count: a cell has four
_LONGEST_TAG = 1_000_000  # bytes
_SHEET = b"sheetData"
_ODS = "content.xml"
_WORKBOOKS = {"[Content_Types].xml", _ODS}
_BINARY = "xl/workbook.bin"
FAR_CELL = N_(
    "{file}: a sheet reaches {rows} rows down and {columns} columns across. Delete the rows and columns that "
    "lie beyond the table, even if they look empty, save it, and import it again."
)
BINARY = N_("{file} is a binary workbook (.xlsb). Open it, save it as .xlsx, and import that.")


def refuse(path: Path) -> None:
    """Raises Invalid for a workbook that would fill the memory, ValueError for one that is damaged."""
    if not is_zipfile(path):
        return  # the old XLS: it ends at row 65,536 and column 256
    with ZipFile(path) as archive:
        if _BINARY in archive.namelist():
            raise Invalid(BINARY, file=path.name)
        if not _WORKBOOKS & {*archive.namelist()}:
            raise Invalid(wrong_files.ARCHIVE, file=path.name)
        if sum(part.file_size for part in archive.infolist()) > _MOST_UNZIPPED:
            raise Invalid(TOO_LARGE, file=path.name)
        tags = 0
        for part in archive.infolist():
            with archive.open(part) as content:
                for more, rows, columns in _spans(content, part.filename == _ODS):
                    tags += more
                    if tags > _MOST_TAGS:
                        raise Invalid(TOO_LARGE, file=path.name)
                    if rows * columns > MOST_CELLS:
                        raise Invalid(FAR_CELL, file=path.name, rows=rows, columns=columns)


def _spans(part: IO[bytes], is_ods: bool) -> Iterator[tuple[int, int, int]]:
    """After every block: its tags, and the rows and columns reached so far.

    The reader of workbooks looks for cells in any part, whatever its name or first tag, and after what is
    no XML. So every part is walked, and one that is no XML, a picture say, must not hold a sheet.
    """
    span, parser = OdsSpan() if is_ods else XlsxSpan(), expat.ParserCreate()
    parser.StartElementHandler = span.start
    parser.EndElementHandler = span.end if isinstance(span, OdsSpan) else None
    parser.StartDoctypeDeclHandler = _no_doctype
    given = 0
    while block := part.read(_BLOCK):
        given += len(block)
        try:
            parser.Parse(block)
        except (expat.ExpatError, _DoctypeError) as error:
            if is_ods or _holds_sheet(block, part):
                raise ValueError("no XML") from error
            return
        if given - parser.CurrentByteIndex > _LONGEST_TAG:  # it is read anew with every block
            raise ValueError("a tag without end")
        yield block.count(b"<"), span.rows, span.columns


def _holds_sheet(block: bytes, part: IO[bytes]) -> bool:
    """Whether this block or those after it hold cells."""
    end = b""
    while block:
        if _SHEET in end + block:
            return True
        end, block = block[-len(_SHEET) :], part.read(_BLOCK)
    return False


class _DoctypeError(Exception):
    """A part declares a document type, and maybe entities."""


def _no_doctype(*_: object) -> None:
    raise _DoctypeError


class XlsxSpan:
    """The last row and column of cells that hold something, as the XML of a sheet goes by."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            column, row = _place(attributes["r"]) if "r" in attributes else (self._column + 1, 0)
            self._row, self._column = row or self._row, column
        elif kind == "row":
            self._row, self._column = _number(attributes.get("r")) or self._row + 1, 0
        elif kind in ("v", "is", "f"):  # the cell is not only formatted
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)


class OdsSpan:
    """The same of OpenDocument, where one cell or row may stand for very many."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = self._repeated = 0
        self._reached = 0  # the last column of the row that holds something

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if kind == "table":
            self._row = 0
        elif kind == "table-row":
            self._column, self._reached = 0, 0
            self._repeated = _number(said.get("number-rows-repeated")) or 1
        elif kind in ("table-cell", "covered-table-cell"):
            self._column += _number(said.get("number-columns-repeated")) or 1
            if "value-type" in said:
                self._reached = self._column

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] == "table-row":
            self._row += self._repeated
            if self._reached:
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._reached)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _place(reference: str) -> tuple[int, int]:
    """ "AB12" → (28, 12)."""
    letters = reference.rstrip("0123456789")
    return _column(letters), _number(reference[len(letters) :])


@lru_cache(maxsize=1_024)
def _column(letters: str) -> int:
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters[:3], 0)
