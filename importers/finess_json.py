"""The JSON files of FINESS+, plain or gzipped: streamed, checked whole, with values that may be of any type.

These files have one line. Where a remark says a line, it is the rank of the row: the first legal entity or
site (or activity) of the file is 1.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast
from zlib import error as ZlibError  # noqa: N812  # the library's own lower-case name

import ijson  # type: ignore[import-untyped]  # it ships no types

from core.errors import Invalid
from core.language import N_
from core.text import clean
from importers import wrong_files

Json = dict[str, Any]
_GZIP = b"\x1f\x8b"
_LEGAL_ENTITIES = "pmej.item"
_VALUE_LIMIT = 300
_DEEPEST = 1_000  # brackets open at once; real files have a dozen
_BLOCK = 4_096  # bytes
_DIGITS = 500  # in a row
_TEXT = 1_000_000  # bytes without any quote
_ENTITY = 30_000_000  # bytes until one ends; the largest real ones have a few millions
NOT_WHOLE = N_("{file} is not a whole JSON file. Nothing was imported. Download it again.")
NOT_OURS = N_(
    "{file} holds what no file of FINESS+ holds: a text, a number or a legal entity without end, or "
    "thousands of brackets. Nothing was imported. Download it again."
)
NO_ENTITIES = N_(
    "{file} holds no legal entity of FINESS+ (“pmej”). Import a file of the daily flows “structures” or "
    "“activités” of FINESS+, as it was downloaded."
)


@dataclass(frozen=True, slots=True)
class Flow:
    """What is known of a file before it is read: the day it was made, as an ISO 8601 date."""

    made_on: str


def beginning(path: Path) -> bytes:
    """The first bytes, unzipped; none when it cannot be read."""
    try:
        with _opened(path) as file:
            return file.read(wrong_files.HEAD)
    except (OSError, EOFError, ZlibError):
        return b""


def entities(path: Path) -> Iterator[Json]:
    """Every legal entity, one at a time. Raises Invalid where the file ends too early or is damaged."""
    head = wrong_files.head_of(path)
    if not head.startswith(_GZIP):
        wrong_files.refuse(path, head)
        wrong_files.refuse_utf16(path, head)
    try:
        with _opened(path) as file:
            harmless = _Harmless(file)
            for entity in ijson.items(harmless, _LEGAL_ENTITIES):
                harmless.since_entity = 0
                if isinstance(entity, dict):
                    yield cast(Json, entity)
    except _Harmful as error:
        raise Invalid(NOT_OURS, file=path.name) from error
    except (ijson.JSONError, OSError, EOFError, ZlibError, UnicodeDecodeError, ValueError) as error:
        raise Invalid(NOT_WHOLE, file=path.name) from error


class _Harmful(Exception):
    """What the parser cannot bear."""


class _Harmless:
    """A file without what the parser cannot bear: it keeps the whole path of every level in memory,
    crashes on a whole number of 4,300 digits, takes hours for a text of gigabytes, and keeps an entity of
    them in twelve times the memory.

    Brackets inside of texts are counted too; they come in pairs, or are few.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.depth, self.unquoted = file, 0, 0
        self.since_entity = 0  # bytes; who receives an entity sets it back

    def read(self, size: int) -> bytes:
        """A small block. Raises _Harmful."""
        block = self.file.read(min(size, _BLOCK))
        opened, closed = (sum(map(block.count, pair)) for pair in (b"[{", b"]}"))
        self.depth = max(0, self.depth + opened - closed)
        if self.depth > _DEEPEST:
            raise _Harmful("nests too deep")
        if any(block[at : at + _DIGITS].isdigit() for at in range(0, len(block) - _DIGITS + 1, _DIGITS)):
            raise _Harmful("holds a number that is too long")
        self.unquoted = 0 if b'"' in block else self.unquoted + len(block)
        if self.unquoted > _TEXT:
            raise _Harmful("holds a text that is too long")
        self.since_entity += len(block)
        if self.since_entity > _ENTITY:
            raise _Harmful("holds an entity that is too large")
        return block


def first(path: Path) -> tuple[Json, Iterator[Json]]:
    """The first legal entity, and all of them. Raises Invalid when there is none."""
    found = entities(path)
    try:
        one = next(found)
    except StopIteration:
        raise Invalid(NO_ENTITIES, file=path.name) from None
    return one, chain([one], found)


def made_on(path: Path) -> str:
    """The day the flow was made; without it, everything with an end date has ended."""
    head = beginning(path).decode("utf-8", errors="replace")
    _, _, after = head.partition('"generatedAt"')
    day = after.partition('"')[2][:10]
    return day if day[:4].isdigit() else "9999-12-31"


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as file:
        zipped = file.read(2) == _GZIP
        file.seek(0)
        if zipped:
            with gzip.open(file) as unzipped:
                yield cast(BinaryIO, unzipped)
        else:
            yield file


def part(value: Any, name: str) -> Json:
    """The object of that name, or an empty one."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def parts(value: Any, name: str) -> list[Json]:
    """The objects in the list of that name."""
    found = value.get(name) if isinstance(value, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def word(value: Any, name: str) -> str:
    """The text of that name, cleaned; "" when there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    return clean(str(found), _VALUE_LIMIT) if isinstance(found, str | int) else ""


def has_ended(state: str, end: str, day: str) -> bool:
    """Whether an object is closed on that day, by its state or by its last date."""
    return state == "I" or bool(end and end[:10] <= day)


def is_number(finess: str) -> bool:
    """Nine characters; Corsica's numbers have a letter."""
    return len(finess) == 9 and finess.isascii() and finess.isalnum()
