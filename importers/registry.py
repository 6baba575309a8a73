"""The sources that can be imported.

To add one:
1. write `importers/<format>.py` with `check`, `records` and `facts` (see `Reader`), pure: no session, no clock;
2. inherit `tests/importers/reader_contract.py` in `tests/importers/test_<format>.py`;
3. add its line to `SOURCES`, with a precedence: the higher one wins where two sources speak of one field;
4. describe it in `docs/imports.md` (a test looks for its name);
5. give the command its subcommand in `cli/imports.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.language import N_
from importers import rpps
from importers.facts import Area, Checked, Finding, Record, Refusal


class Reader(Protocol):
    """A module that reads one format."""

    def check(self, path: Path, mapping: Path | None = None) -> Checked:
        """Read the whole file once, and say what it holds.

        Raises Invalid for a file that is truncated, unreadable or of another format.
        """

    def records(self, checked: Checked, area: Area) -> Iterator[Record | Refusal]:
        """Every record of the file within the area; never raises for a bad one."""

    def facts(self, record: Record) -> Iterable[Finding]:
        """What the record says: one fact at most, and remarks."""


@dataclass(frozen=True)
class Source:
    """A kind of file one can import. `name` is the word of the command line."""

    name: str
    label: str
    reader: Reader
    precedence: int


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (Source("rpps", N_("RPPS: professionals and their activities"), rpps, 20),)
}


def of_records(source: str) -> Source:
    """The kind of file that records kept under this name come from ("table:aides" → "table")."""
    return SOURCES[source.partition(":")[0]]
