"""A directory made by importing an invented RPPS file, kept in the temporary folder from run to run.

It is made anew when what it was made of changed: the invented file, the reader, or the tables.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from sqlalchemy import create_mock_engine
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.sql.ddl import ExecutableDDLElement
from sqlmodel import SQLModel

from accounts import people
from accounts.permissions import Actor
from benchmarks import rpps_file
from core.runtime import Runtime, open_runtime
from directory import territories
from directory.territories import Area, TerritoryDraft, TerritoryKind
from importers import run
from migrations import startup, tables

ROOT = Path(__file__).parent.parent
OURS = "49"  # the département that the instance is there for
FOLDER = Path(tempfile.gettempdir()) / "maillage-benchmarks"
_READ = ("benchmarks/rpps_file.py", "benchmarks/rpps_values.py", "importers/rpps_*.py")


def folder(rows: int, departements: tuple[str, ...] = ()) -> Path:
    """Where the directory of so many activity rows is: its database, and room for its indexes."""
    made = FOLDER / "-".join(("rpps", str(rows), *departements, _key()))
    if not (made / "maillage.db").exists():
        making = made.with_name(f"{made.name}.part")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        _make(making, rows, departements)
        making.rename(made)
    return made


def opened(made: Path) -> tuple[Runtime, Actor]:
    runtime = open_runtime(f"sqlite:///{made / 'maillage.db'}")
    with runtime.read() as session:
        return runtime, people.local_owner(session)


def _make(making: Path, rows: int, departements: tuple[str, ...]) -> None:
    file = making / "activities.txt"
    rpps_file.write(file, rows, departements=departements)
    runtime = open_runtime(f"sqlite:///{making / 'maillage.db'}")
    startup.prepare(runtime)
    with runtime.write() as session:
        actor = people.local_owner(session)
        area = (Area("departement", OURS),)
        draft = TerritoryDraft("Département", TerritoryKind.DEPARTEMENT, is_ours=True, areas=area)
        territories.add(session, actor, draft)
    run.run(runtime, actor, "rpps", [file])
    runtime.close()
    file.unlink()


def _key() -> str:
    """Changes with what the database is made of."""
    digest = hashlib.blake2b(digest_size=6)
    for pattern in _READ:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    for statement in sorted(_statements()):
        digest.update(statement.encode())
    return digest.hexdigest()


def _statements() -> list[str]:
    """What makes the tables, in no settled order."""
    assert tables.MODULES
    made: list[str] = []

    def note(statement: ExecutableDDLElement, *_: object, **__: object) -> None:
        made.append(str(statement.compile(dialect=dialect())))

    SQLModel.metadata.create_all(create_mock_engine("sqlite://", note), checkfirst=False)
    return made
