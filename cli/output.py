"""What commands write: linear text that a screen reader can follow, or JSON."""

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from core.language import N_
from core.text import clean

_FRENCH_SPACES = str.maketrans("\u00a0\u202f", "  ")  # « nom », 1 288: no reason to lose the layout
_BEYOND_ASCII = re.compile("[^\n -~]+")
AsJson = Annotated[bool, typer.Option("--json", help=N_("Answer in JSON, for another program."))]


def say(text: str = "") -> None:
    """One line or several on standard output: the layout stays, whatever a terminal would obey goes."""
    for line in text.translate(_FRENCH_SPACES).split("\n"):
        sys.stdout.write((line if line.isprintable() else clean(line)) + "\n")


def say_lines(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def say_json(value: object, *, one_line: bool = False) -> None:
    """The value as JSON; on one line, at once, for whoever reads line by line."""
    import json

    text = json.dumps(plain(value), ensure_ascii=False, indent=None if one_line else 2)
    sys.stdout.write(_BEYOND_ASCII.sub(_spelt_out, text) + "\n")
    if one_line:
        sys.stdout.flush()


def _spelt_out(match: re.Match[str]) -> str:
    """What a terminal may obey, as JSON can also write it (\\u009b): the value is the same."""
    import json

    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in match[0])


def plain(value: Any) -> Any:
    """The value as JSON knows it: frozen values become objects, sets become sorted lists."""
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, UUID | Path) else value


def aligned(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows of cells as lines with the cells under each other, two spaces apart."""
    table = [tuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in table]
