"""What a reader is, and what it hands to the runner: checked files, records, facts, remarks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from core.errors import sentence
from directory.fields import Fields
from directory.kinds import EntryKind


@dataclass(frozen=True, slots=True)
class Area:
    """Where to read: empty sets mean everywhere. A record is kept when either set holds its place."""

    departements: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()

    @property
    def everywhere(self) -> bool:
        return not self.departements and not self.communes

    def scopes(self) -> frozenset[str]:
        """Names of what is read, to tell an absent record from one that was not asked for."""
        if self.everywhere:
            return frozenset({"all"})
        return frozenset({f"departement:{code}" for code in self.departements}) | frozenset(
            f"commune:{code}" for code in self.communes
        )


EVERYWHERE = Area()


@dataclass(frozen=True, slots=True)
class Checked:
    """A file read through once and found whole.

    `source` is the name its records are kept under: files that share it replace each other
    ("rpps", "finess-plus:structures", "table:portage-de-repas").
    """

    path: Path
    source: str
    rows: int
    encoding: str = "utf-8"
    remarks: tuple["Remark", ...] = ()  # what the person should know of the file as a whole
    form: Any = None  # what the reader needs to read it again: columns, delimiter, mapping


class Record(NamedTuple):
    """One thing of a source, as cheap as can be: `facts` is asked only when the digest is new.

    `key` is stable in the source from one file to the next. The digest covers the raw values used and
    the reader's version.
    """

    key: str
    digest: bytes
    line: int  # the first line it was read from, counted from 1
    rows: int  # the rows of the file it stands for
    raw: Any


@dataclass(frozen=True, slots=True)
class Fact:
    """What a source says of one entry. `key` is its record's: a record gives at most one fact.

    `fields` may say `visibility` and `verified_at` (ISO 8601 date) too.
    `attach_only`: it completes an entry that has one of its identifiers, and never makes one.
    `fields["organization"]` may be "record:<source>:<key>": the entry of another record.
    """

    kind: EntryKind
    key: str
    fields: Fields
    line: int
    attach_only: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about one place of a file. `reason` is a msgid that says what to do next.

    A remark made by `Reader.facts` may leave the file "": the import knows which it reads.
    """

    file: str
    line: int
    column: str | None
    value: str | None
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self) -> str:
        """The reason in the person's language, with values that a terminal may show."""
        known = {"column": self.column or "", "value": self.value or "", "line": self.line, **self.values}
        return sentence(self.reason, known)


@dataclass(frozen=True, slots=True)
class Refusal(Remark):
    """Rows left out."""

    rows: int = 1


@dataclass(frozen=True, slots=True)
class Warning(Remark):
    """A cell left out, or read with a doubt; its row is taken."""


Finding = Fact | Refusal | Warning


class Reader(Protocol):
    """A module that reads one format."""

    def recognises(self, path: Path) -> bool:
        """Whether the beginning of the file is of this format; never raises."""

    def check(self, path: Path, mapping: Path | None = None) -> Checked:
        """Read the whole file once, and say what it holds; only tables take a mapping.

        Raises Invalid for a file that is truncated, unreadable or of another format.
        """

    def records(self, checked: Checked, area: Area) -> Iterator[Record | Refusal]:
        """Every record of the file within the area; never raises for a bad one."""

    def facts(self, record: Record) -> Iterable[Finding]:
        """What the record says: one fact at most, and remarks."""
