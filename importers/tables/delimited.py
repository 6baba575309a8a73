"""Tables kept as text: CSV of any encoding and delimiter."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from core.errors import Invalid
from core.language import N_
from importers import wrong_files
from importers.facts import Warning
from importers.tables.sheets import MOST_LINES, TOO_LARGE, Row, Sheet, filled, text_of

DAMAGED = N_("This line is damaged: some of its characters were lost. Check its accents after the import.")
TOO_LONG = N_("{file}: line {line} is too long for a table. Correct that line, then import again.")
_STRAY = 100  # there are at most one in so many
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_LINES_IN_A_CELL = 60
_OLD_ENCODINGS = ("cp1252", "mac_roman")
_DELIMITERS = ";,\t|"
_LINE_ENDS = (b"\n", b"\r")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LONG = 500_000  # bytes without the end of a line
_FRENCH = frozenset("éèêàçâîôûùëïœÉÈÀÇ€°’«»–…²")
_ENOUGH_TO_TELL = 1_000_000  # bytes of damaged lines that tell the encoding
_COLUMNS_THAT_TELL = 2
_ROWS_THAT_TELL = 3  # from so many on, a last row that is shorter means something
_LOOKED_AT = 20  # rows that tell the delimiter


def read(path: Path, head: bytes) -> Sheet:
    """The only sheet, without its empty rows. Raises Invalid for what is no table."""
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not _is_bare_utf16(head):
        wrong_files.refuse(path, _without_strays(head))
    content = path.read_bytes()
    _refuse_endless(path, content)
    encoding = encoding_of(content)
    text = _decoded(content, encoding)
    rows = tuple(filled(_csv_rows(path, text.replace("\0", ""))))
    if _is_cut_short(text, rows):
        raise wrong_files.cut_short(path, rows[-1].line)
    damaged = {*_damaged_lines(text), *_lines_of_another_encoding(content, encoding)}
    return Sheet("", encoding, rows, tuple(_damage(path, line) for line in sorted(damaged)))


def _refuse_endless(path: Path, content: bytes) -> None:
    """Before anything is made of it, which takes ten times the memory. Raises Invalid."""
    if max(content.count(end) for end in _LINE_ENDS) > MOST_LINES:
        raise Invalid(TOO_LARGE, file=path.name)
    for at in range(0, len(content), _LONG):
        block = content[at : at + _LONG]
        if len(block) == _LONG and not any(end in block for end in _LINE_ENDS):
            line = content.count(b"\n", 0, at) or content.count(b"\r", 0, at)
            raise Invalid(TOO_LONG, file=path.name, line=line + 1)


def _without_strays(head: bytes) -> bytes:
    """A few zero bytes are damage to a text; many, or other controls beside, make a file no text."""
    is_text = head.count(0) * _STRAY < len(head) and not _CONTROL.search(head)
    return head.replace(b"\0", b"") if is_text else head


def _damaged_lines(text: str) -> Iterator[int]:
    """Lines with characters that stand for something lost."""
    if "\0" in text or "\ufffd" in text:
        for number, line in enumerate(_lines(text), start=1):
            if "\0" in line or "\ufffd" in line:
                yield number


def _lines_of_another_encoding(content: bytes, encoding: str) -> list[int]:
    """The lines in the old encoding of a file that has accents in UTF-8 too."""
    if encoding not in _OLD_ENCODINGS:
        return []
    lines = content.splitlines()
    if not any(_is_utf8(line) and not line.isascii() for line in lines):
        return []
    return [number for number, line in enumerate(lines, start=1) if not _is_utf8(line)]


def _damage(path: Path, line: int) -> Warning:
    return Warning(path.name, line, None, None, DAMAGED)


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
    text = content[:_ENOUGH_TO_TELL].decode(encoding, errors="replace")
    letters = [char for char in text if ord(char) > 127]
    return sum(char in _FRENCH for char in letters) / max(len(letters), 1)


def _lines(text: str) -> Iterator[str]:
    """Cut at line feeds and carriage returns only: `splitlines` also cuts at characters inside of cells."""
    return (found[0] for found in _LINE.finditer(text))


def _is_cut_short(text: str, rows: Sequence[Row]) -> bool:
    """The last row has no line end and fewer cells, where all others have the same number."""
    if text.endswith(("\n", "\r")) or len(rows) < _ROWS_THAT_TELL:
        return False
    *others, last = (len(row.cells) for row in rows)
    return len(set(others)) == 1 and last < others[0]


def _csv_rows(path: Path, text: str) -> Iterator[Row]:
    delimiter = _delimiter(text)
    reader = csv.reader(_lines(text), delimiter=delimiter)
    start, width = 1, 0
    try:
        for cells in reader:
            width = width or len(cells)
            if any(_holds_rows(cell, delimiter, width) for cell in cells):
                raise _open_quote(path, start)
            yield Row(start, tuple(text_of(cell) for cell in cells))
            start = reader.line_num + 1
    except csv.Error:
        if '"' not in text:
            raise Invalid(TOO_LONG, file=path.name, line=start) from None
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
