"""The schema: the revisions, the models and a fresh database are the same, on both engines."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Constraint, inspect
from sqlalchemy.engine.interfaces import ReflectedIndex
from sqlmodel import SQLModel

from core.runtime import Runtime, open_runtime
from migrations import tables, upgrade
from tests.databases import Databases
from tests.house import ROOMS, code_files, module_name


@pytest.fixture
def migrated(databases: Databases) -> Iterator[Runtime]:
    url = databases.empty()
    runtime = open_runtime(url)
    upgrade.run(runtime)
    yield runtime
    runtime.close()
    databases.drop(url)


def described(connection: Connection) -> dict[str, Any]:
    """Every table with its columns, keys and indexes."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            },
            "primary key": inspector.get_pk_constraint(table),
            "foreign keys": sorted(map(repr, inspector.get_foreign_keys(table))),
            "unique": sorted(map(repr, inspector.get_unique_constraints(table))),
            "indexes": sorted(map(plain, inspector.get_indexes(table))),
            "checks": sorted(map(repr, inspector.get_check_constraints(table))),
        }
        for table in sorted(inspector.get_table_names())
        if table != "alembic_version"
    }


def plain(index: ReflectedIndex) -> str:
    options = {name: str(option) for name, option in index.get("dialect_options", {}).items()}
    return repr({**index, "dialect_options": options})


def test_the_models_equal_the_revisions(migrated: Runtime) -> None:
    with migrated.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})

        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_fresh_database_equals_the_revisions(migrated: Runtime, runtime: Runtime) -> None:
    with migrated.read() as old, runtime.read() as new:
        assert described(old.connection()) == described(new.connection())


def test_every_table_is_known() -> None:
    defining = {module_name(path) for path in code_files(*ROOMS) if "table=True" in path.read_text("utf-8")}

    assert defining == {module.__name__ for module in tables.MODULES}


def test_every_constraint_has_a_name() -> None:
    def named(constraint: Constraint) -> bool:
        return bool(constraint.name) or isinstance(constraint, CheckConstraint)

    unnamed = [
        f"{table.name}: {constraint}"
        for table in SQLModel.metadata.tables.values()
        for constraint in table.constraints
        if not named(constraint)
    ]

    assert unnamed == []
