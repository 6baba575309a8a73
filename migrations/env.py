"""What Alembic runs: in the transaction of `migrations.upgrade`, or by hand to write the next revision."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import TypeDecorator
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from migrations import tables

assert tables.MODULES


def plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our column types as what they are in the database: a revision must not change with the code."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    return "sa.String()" if isinstance(item, AutoString) else f"sa.{item.impl_instance!r}"


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
