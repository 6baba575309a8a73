"""Rows on their way into the tables of the directory, gathered by table and inserted together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete
from sqlmodel import Session, SQLModel

from core import bulk


@dataclass(frozen=True)
class Known:
    """What rows need from elsewhere: the entries that references name."""

    linked: Mapping[str, int]  # "finess:499900470" -> the entry's number


def table_of(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    return table


class Rows:
    """Tuples by table; each holds the table's columns in order, without a number the database gives."""

    def __init__(self) -> None:
        self.by_model: dict[type[SQLModel], list[tuple[Any, ...]]] = {}

    def add(self, model: type[SQLModel], row: tuple[Any, ...]) -> None:
        self.by_model.setdefault(model, []).append(row)

    def alike(self, other: "Rows", model: type[SQLModel], numbers: Iterable[int]) -> frozenset[int]:
        """Among these entries, those of which that table holds the same here and there."""
        mine, theirs = self._by_entry(model), other._by_entry(model)
        return frozenset(number for number in numbers if mine.get(number) == theirs.get(number))

    def leave_out(self, model: type[SQLModel], numbers: frozenset[int]) -> None:
        """Forget that table's rows of these entries."""
        if numbers and model in self.by_model:
            self.by_model[model] = [row for row in self.by_model[model] if row[0] not in numbers]

    def _by_entry(self, model: type[SQLModel]) -> dict[int, list[tuple[Any, ...]]]:
        found: dict[int, list[tuple[Any, ...]]] = {}
        for row in self.by_model.get(model, ()):
            found.setdefault(row[0], []).append(row)
        return found

    def insert(self, session: Session, order: Sequence[type[SQLModel]]) -> None:
        """Insert table by table in `order`, so that what is referred to comes first."""
        for model in order:
            if rows := self.by_model.pop(model, None):
                table = table_of(model)
                bulk.insert_rows(session, table, _given_columns(table), rows)


def _given_columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if column is not table.autoincrement_column]


def remove(session: Session, models: Sequence[type[SQLModel]], entry_ids: Sequence[int]) -> None:
    """Delete what these tables hold of those entries, the last of `models` first."""
    if not entry_ids:
        return
    for model in reversed(models):
        table = table_of(model)
        session.execute(delete(table).where(table.c.entry_id.in_(entry_ids)))
