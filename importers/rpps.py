"""RPPS open extract `PS_LibreAcces_Personne_activite`: professionals with their activities."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from importers.facts import Area, Checked, Finding, Record, Refusal


def check(path: Path, mapping: Path | None = None) -> Checked:
    raise NotImplementedError


def records(checked: Checked, area: Area) -> Iterator[Record | Refusal]:
    raise NotImplementedError


def facts(record: Record) -> Iterable[Finding]:
    raise NotImplementedError
