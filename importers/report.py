"""What an import did, in numbers, and every row it could not take."""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.language import N_, _
from core.text import clean
from importers.facts import Refusal, Remark, Warning

MOST_KEPT = 20_000  # refusals, and warnings, that are kept to be shown; all are counted
COLUMNS = (N_("file"), N_("line"), N_("column"), N_("value"), N_("reason"))
_FORMULA = ("=", "+", "-", "@")  # a spreadsheet would run what starts so


@dataclass
class Report:
    """`read` and `refused` count rows, `clashes` fields, `added changed unchanged withdrawn` entries.

    `unmatched` are records that only complete an entry and found none; `suppressed`, people who objected.
    """

    source: str
    files: list[str]
    dry_run: bool = False
    read: int = 0
    refused: int = 0
    clashes: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    unmatched: int = 0
    suppressed: int = 0
    warnings: int = 0
    seconds: float = 0.0
    longest_transaction: float = 0.0  # seconds during which nobody else could write
    cancelled: bool = False
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[Warning] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        self.refused += refusal.rows
        if len(self.refusals) < MOST_KEPT:
            self.refusals.append(refusal)

    def warn(self, remark: Warning) -> None:
        self.warnings += 1
        if len(self.remarks) < MOST_KEPT:
            self.remarks.append(remark)

    def note(self, remark: Remark) -> None:
        """A remark on a file as a whole."""
        if isinstance(remark, Refusal):
            self.refuse(remark)
        elif isinstance(remark, Warning):
            self.warn(remark)

    def counters(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in COUNTERS}

    def as_json(self) -> dict[str, Any]:
        """Everything, ready for `json.dumps`; sentences are in the person's language."""
        return {
            "source": self.source,
            "files": self.files,
            "dry_run": self.dry_run,
            "cancelled": self.cancelled,
            **self.counters(),
            "seconds": round(self.seconds, 3),
            "refusals": [_as_json(each) for each in self.refusals],
            "remarks": [_as_json(each) for each in self.remarks],
        }

    def refusals_csv(self, path: Path) -> None:
        """Write the refused rows as a table that a spreadsheet opens by itself."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file, delimiter=";")
            table.writerow(refusals_head())
            table.writerows([_cell(value) for value in _as_json(each).values()] for each in self.refusals)


COUNTERS = (
    "read", "refused", "clashes", "added", "changed", "unchanged", "withdrawn", "unmatched", "suppressed",
    "warnings",
)  # fmt: skip


def refusals_head() -> list[str]:
    """The first row of the table of refusals."""
    return [_(name) for name in COLUMNS]


def _as_json(remark: Remark) -> dict[str, Any]:
    return {
        "file": clean(remark.file),
        "line": remark.line,
        "column": None if remark.column is None else clean(remark.column),
        "value": None if remark.value is None else clean(remark.value),
        "reason": remark.sentence(),
    }


def _cell(value: Any) -> Any:
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_FORMULA) else text
