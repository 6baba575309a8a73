"""Tables kept as text: CSV of any encoding and delimiter."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from core.errors import Invalid
from core.language import N_
from importers import encodings, wrong_files
from importers.facts import Warning
from importers.tables.sheets import MOST_LINES, TOO_LARGE, Row, Sheet, filled, text_of

DAMAGED = N_("This line is damaged: some of its characters were lost. Check its accents after the import.")
_STRAY = 100  # there are at most one in so many
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_LINES_IN_A_CELL = 60
_DELIMITERS = ";,\t|"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_COLUMNS_THAT_TELL = 2
_ROWS_THAT_TELL = 3  # from so many on, a last row that is shorter means something
_LOOKED_AT = 20  # rows that tell the delimiter
_SHORT = 60  # characters of a cell that may come again
_KNOWN = 20_000  # cells


def read(path: Path, head: bytes) -> Sheet:
    """The only sheet, without its empty rows. Raises Invalid for what is no table."""
    if not head.startswith(wrong_files.UTF16) and not encodings.is_bare_utf16(head):
        wrong_files.refuse(path, _without_strays(head))
    try:
        with path.open("rb") as file:
            return _sheet(path, file)
    except OSError as error:
        raise wrong_files.unopened(path, error) from error


def _sheet(path: Path, file: BinaryIO) -> Sheet:
    """The file is walked several times, since only its rows may stand in memory."""
    if encodings.count_lines(encodings.raw_blocks(file)) > MOST_LINES:
        raise Invalid(TOO_LARGE, file=path.name)
    encodings.refuse_endless(path, file)
    encoding = encodings.encoding_of(file)
    rows = tuple(_sharing(filled(_csv_rows(path, file, encoding))))
    damaged, is_ended = _damaged_lines(file, encoding)
    if not is_ended and _is_cut_short(rows):
        raise wrong_files.cut_short(path, rows[-1].line)
    damaged.update(encodings.lines_of_another_encoding(file, encoding))
    return Sheet("", encoding, rows, tuple(_damage(path, line) for line in sorted(damaged)))


def _sharing(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows; cells that say the same are one text, since towns and answers come again and again."""
    known: dict[str, str] = {}
    for row in rows:
        if len(known) > _KNOWN:
            known.clear()
        cells = tuple(known.setdefault(cell, cell) if len(cell) <= _SHORT else cell for cell in row.cells)
        yield Row(row.line, cells)


def _without_strays(head: bytes) -> bytes:
    """A few zero bytes are damage to a text; many, or other controls beside, make a file no text."""
    is_text = head.count(0) * _STRAY < len(head) and not _CONTROL.search(head)
    return head.replace(b"\0", b"") if is_text else head


def _damaged_lines(file: BinaryIO, encoding: str) -> tuple[set[int], bool]:
    """Lines with characters that stand for something lost; whether the last line has an end."""
    has_damage, last = False, ""
    for block in encodings.blocks(file, encoding):
        has_damage = has_damage or _is_damaged(block)
        last = block or last
    if not has_damage:
        return set(), last.endswith(("\n", "\r"))
    numbered = enumerate(_lines(encodings.blocks(file, encoding)), start=1)
    return {number for number, line in numbered if _is_damaged(line)}, last.endswith(("\n", "\r"))


def _is_damaged(text: str) -> bool:
    return "\0" in text or "\ufffd" in text


def _damage(path: Path, line: int) -> Warning:
    return Warning(path.name, line, None, None, DAMAGED)


def _lines(blocks: Iterable[str]) -> Iterator[str]:
    """Cut at line feeds and carriage returns only: `splitlines` also cuts at characters inside of cells."""
    rest = ""
    for block in blocks:
        found = _LINE.findall(rest + block)
        rest = found.pop() if found else ""  # it may go on in the next block
        yield from found
    if rest:
        yield rest


def _is_cut_short(rows: Sequence[Row]) -> bool:
    """The last row, which has no line end, has fewer cells, where all others have the same number."""
    if len(rows) < _ROWS_THAT_TELL:
        return False
    widths = {len(row.cells) for row in islice(rows, len(rows) - 1)}
    return len(widths) == 1 and len(rows[-1].cells) < len(rows[0].cells)


def _csv_rows(path: Path, file: BinaryIO, encoding: str) -> Iterator[Row]:
    def blocks() -> Iterator[str]:
        return (block.replace("\0", "") for block in encodings.blocks(file, encoding))

    delimiter = _delimiter(list(islice(_lines(blocks()), _LOOKED_AT * 3)))
    reader = csv.reader(_lines(blocks()), delimiter=delimiter)
    start, width = 1, 0
    try:
        for cells in reader:
            width = width or len(cells)
            if any(_holds_rows(cell, delimiter, width) for cell in cells):
                raise _open_quote(path, start)
            yield Row(start, tuple(text_of(cell) for cell in cells))
            start = reader.line_num + 1
    except csv.Error:
        if not any('"' in block for block in blocks()):
            raise Invalid(encodings.TOO_LONG, file=path.name, line=start) from None
        raise _open_quote(path, start) from None


def _holds_rows(cell: str, delimiter: str, width: int) -> bool:
    """Whether a quote that was not closed took the next rows into its cell."""
    if "\n" not in cell:
        return False
    return cell.count("\n") > _LINES_IN_A_CELL or any(
        line.count(delimiter) >= max(width - 1, _COLUMNS_THAT_TELL) for line in cell.split("\n")[1:]
    )


def _open_quote(path: Path, line: int) -> Invalid:
    return Invalid(
        N_("{file}: a quote opened at line {line} is never closed. Correct that line, then import again."),
        file=path.name,
        line=line,
    )


def _delimiter(lines: Sequence[str]) -> str:
    """The one that cuts the first rows into the most columns, the same number in each."""

    def columns(delimiter: str) -> float:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)][:_LOOKED_AT]
        except csv.Error:
            return 0.0
        usual = max(set(widths), key=widths.count, default=1)
        return usual * widths.count(usual) / max(len(widths), 1)

    return max(_DELIMITERS, key=columns)
