"""Many rows of one table changed at once, each by its number."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Table, bindparam, update
from sqlmodel import Session


def update_rows(
    session: Session, table: Table, columns: Sequence[str], rows: Sequence[tuple[int, tuple[Any, ...]]]
) -> None:
    """Set `columns` of each row: (its `id`, the values in the order of `columns`)."""
    if not rows:
        return
    places = [f"new_{name}" for name in columns]
    values: dict[str, BindParameter[Any]] = dict(zip(columns, map(bindparam, places), strict=True))
    statement = update(table).where(table.c.id == bindparam("number")).values(values)
    given = [{"number": number, **dict(zip(places, row, strict=True))} for number, row in rows]
    session.connection().execute(statement, given)
