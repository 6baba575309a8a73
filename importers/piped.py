"""Extracts of the national health directory: one line per row, `|` between values, no quotes.

Columns are found by their names. Rows of one person stand together in these files; where they do not, a
sorted copy is read instead, on disk, so that memory stays small whatever the size.
"""

import heapq
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, NamedTuple

from core.errors import Invalid
from core.language import N_
from core.text import fold
from importers import encodings, wrong_files
from importers.facts import Checked, Refusal, Warning
from importers.quoted import Quoted

SEPARATOR = b"|"
OLD_ENCODING = "cp1252"
_BOM = b"\xef\xbb\xbf"
_LINES_SORTED_AT_ONCE = 100_000
_SHOWN = 5  # names of missing columns in a sentence


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the wanted columns stand. A column that the file lacks is past the last: it reads as empty."""

    width: int
    positions: tuple[int, ...]
    complete: bool  # no wanted column is lacking
    group_at: tuple[int, ...]  # rows of one group have the same value in the first of these that has one
    together: bool

    @property
    def accepted_widths(self) -> tuple[int, int]:
        """The trailing separator of some files makes a further, empty value."""
        return self.width, self.width + 1


def header_of(head: bytes) -> list[str]:
    """The folded names of the columns in the first line; the trailing separator adds none."""
    line = head.removeprefix(_BOM).split(b"\n", 1)[0].rstrip(b"\r")
    names = [fold(name.strip()) for name in _decoded(line).split("|")]
    return names[:-1] if names and not names[-1] else names


def names_of(path: Path) -> list[str]:
    """The same of a file; none when it cannot be opened or is something else."""
    try:
        head = wrong_files.head_of(path)
        wrong_files.refuse(path, head)
    except Invalid:
        return []
    return header_of(head)


def check(path: Path, source: str, wanted: Sequence[str], required: Sequence[str], *group: str) -> Checked:
    """Read the whole file. Raises Invalid when it is cut short or lacks a required column.

    `group` are required columns; the first that a row fills tells what it belongs to.
    """
    head = wrong_files.head_of(path)
    wrong_files.refuse(path, head)
    wrong_files.refuse_utf16(path, head)
    names = header_of(head)
    _require(path, names, required)
    positions = tuple(names.index(fold(name)) if fold(name) in names else len(names) for name in wanted)
    group_at = tuple(names.index(fold(name)) for name in group)
    encoding = _encoding(path)
    rows, together = _count(path, len(names), group_at)
    layout = Layout(len(names), positions, len(names) not in positions, group_at, together)
    remarks = () if encoding == "utf-8" else (_old_encoding(path),)
    return Checked(path, source, rows, encoding, remarks, layout)


def lines(checked: Checked) -> Iterator[tuple[int, bytes]]:
    """Every row with its line number, in UTF-8 without its line end, rows of one group together."""
    layout: Layout = checked.form
    with checked.path.open("rb") as file:
        next(file, None)
        rows: Iterator[tuple[int, bytes]] = enumerate(_without_ends(file), start=2)
        if checked.encoding != "utf-8":
            rows = ((number, _decoded(line).encode()) for number, line in rows)
        if layout.together:
            yield from rows
        else:
            yield from _sorted(rows, layout.group_at)


class Group(NamedTuple):
    """The used values of rows that belong together, and the line of each."""

    lines: list[int]
    rows: list[tuple[bytes, ...]]


def groups(checked: Checked, *group: int) -> Iterator[Group | Refusal]:
    """Rows that belong together, by the first filled of these places among the wanted columns."""
    layout: Layout = checked.form
    used, empty = itemgetter(*layout.positions), [b""]
    belongs, together = b"", Group([], [])
    for number, line in lines(checked):
        values = line.split(SEPARATOR)
        if len(values) not in layout.accepted_widths:
            yield wrong_width(checked, number, len(values))
            continue
        row = used(values[: layout.width] + empty)
        found = _group(row, group)
        if found != belongs or not together.rows:
            if together.rows:
                yield together
            belongs, together = found, Group([], [])
        together.lines.append(number)
        together.rows.append(row)
    if together.rows:
        yield together


def wrong_width(checked: Checked, line: int, found: int) -> Refusal:
    """For a row that has more or fewer values than the header."""
    layout: Layout = checked.form
    reason = N_("This row has {found} values where the header has {expected}. It was left out.")
    return Refusal(checked.path.name, line, None, None, reason, {"found": found, "expected": layout.width})


def _without_ends(file: BinaryIO) -> Iterator[bytes]:
    return (line.rstrip(b"\r\n") for line in file)


def _require(path: Path, names: Sequence[str], required: Sequence[str]) -> None:
    missing = [name for name in required if fold(name) not in names]
    if missing:
        raise Invalid(
            N_(
                "{file} lacks the columns {columns}. Its first line must be the header of the official "
                "extract: download it again, and import it as it is. For a table of your own, choose that "
                "source."
            ),
            file=path.name,
            columns=Quoted(missing[:_SHOWN]),
        )


def _decoded(line: bytes) -> str:
    """UTF-8 line by line: one damaged line leaves the accents of all others as they are."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(OLD_ENCODING, errors="replace")


def _encoding(path: Path) -> str:
    """UTF-8 when all of it is; else the Windows encoding of older extracts. Raises Invalid for a line without
    end.
    """
    with path.open("rb") as file:
        encodings.refuse_endless(path, file, (b"\n",))
        return "utf-8" if encodings.is_all_utf8(file) else OLD_ENCODING


def _old_encoding(path: Path) -> Warning:
    reason = N_(
        "The file is not in UTF-8: it was read as Windows text. Check a few accents after the import."
    )
    return Warning(path.name, 1, None, None, reason)


def _count(path: Path, width: int, group_at: Sequence[int]) -> tuple[int, bool]:
    """How many rows, and whether rows of a group stand together. Raises Invalid for none or a cut one."""
    rows, line, group = 0, b"", None
    starts = array("q")  # a hash per group, in file order
    cut, first = max(group_at) + 1, group_at[0]
    with path.open("rb") as file:
        next(file, None)
        for line in file:
            values = line.split(SEPARATOR, cut)
            rows += 1
            if len(values) > cut and values[first] != group:
                found = _group(values, group_at)
                if found != group:
                    group = found
                    starts.append(hash(group))
    if line and not line.endswith(b"\n") and line.count(SEPARATOR) + 1 < width:
        raise wrong_files.cut_short(path, rows + 1)
    if not rows:
        raise wrong_files.empty(path)
    return rows, _all_different(starts)


def _all_different(numbers: "array[int]") -> bool:
    ordered = sorted(numbers)
    return all(left != right for left, right in zip(ordered, islice(ordered, 1, None), strict=False))


def _sorted(rows: Iterator[tuple[int, bytes]], group_at: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The same rows with equal groups together, sorted by pieces on disk."""

    def group(row: tuple[int, bytes]) -> bytes:
        return _group(row[1].split(SEPARATOR, max(group_at) + 1), group_at)

    with tempfile.TemporaryDirectory(prefix="maillage-") as folder, ExitStack() as files:
        pieces: list[Iterator[tuple[int, bytes]]] = []
        while piece := list(islice(rows, _LINES_SORTED_AT_ONCE)):
            piece.sort(key=group)
            path = Path(folder) / str(len(pieces))
            with path.open("wb") as target:
                target.writelines(b"%d|%s\n" % row for row in piece)
            pieces.append(_numbered(files.enter_context(path.open("rb"))))
        yield from heapq.merge(*pieces, key=group)


def _numbered(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    for line in _without_ends(file):
        number, _, row = line.partition(SEPARATOR)
        yield int(number), row


def _group(values: Sequence[bytes], group_at: Sequence[int]) -> bytes:
    for at in group_at:
        if at < len(values) and values[at]:
            return values[at]
    return b""
