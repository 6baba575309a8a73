"""Databases for tests: a template built once per run, a fast copy of it per test, on both engines."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, create_engine, inspect, make_url, text
from sqlmodel import Session, SQLModel

from core.runtime import create_tables, open_runtime
from tests import cast

SERVER = os.environ.get("MAILLAGE_TEST_POSTGRES", "")
ENGINES = ["sqlite", "postgresql"] if SERVER else ["sqlite"]


class Files:
    """SQLite: the template is a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.db"
        _build(self.url(self.template))

    def url(self, file: Path) -> URL:
        return URL.create("sqlite", database=str(file))

    def empty(self) -> URL:
        return self.url(self.folder / f"{uuid4().hex}.db")

    def copy(self) -> URL:
        file = self.folder / f"{uuid4().hex}.db"
        shutil.copyfile(self.template, file)
        return self.url(file)

    def drop(self, url: URL) -> None:
        for end in ("", "-wal", "-shm"):
            Path(f"{url.database}{end}").unlink(missing_ok=True)

    def close(self) -> None:
        self.drop(self.url(self.template))


class Server:
    """PostgreSQL: databases of the server that MAILLAGE_TEST_POSTGRES names, emptied and used again.

    Making one takes a quarter of a second; emptying it, a hundredth.
    """

    def __init__(self, address: str) -> None:
        self.address = make_url(address).set(drivername="postgresql+psycopg")
        self.engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        self.template = self.empty()
        _build(self.template)
        self.idle: list[URL] = []
        self.copies: set[URL] = set()

    def empty(self) -> URL:
        return self._create("template0")

    def copy(self) -> URL:
        if self.idle:
            url = self.idle.pop()
            _empty(url)
        else:
            url = self._create(self.template.database or "")
        self.copies.add(url)
        return url

    def drop(self, url: URL) -> None:
        if url in self.copies:
            self.copies.remove(url)
            self.idle.append(url)
        else:
            self._drop(url)

    def close(self) -> None:
        for url in (self.template, *self.idle, *self.copies):
            self._drop(url)
        self.engine.dispose()

    def _create(self, template: str) -> URL:
        name = f"maillage_{uuid4().hex}"
        with self.engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return self.address.set(database=name)

    def _drop(self, url: URL) -> None:
        with self.engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {url.database} WITH (FORCE)"))


def _empty(url: URL) -> None:
    """Bring a copy back to the template: what a test made goes, the cast comes back, numbers start anew."""
    engine = create_engine(url)
    with engine.begin() as connection:
        ours = SQLModel.metadata.tables
        there = inspect(connection).get_table_names()
        steps = ["SET LOCAL session_replication_role = replica"]  # no foreign key is looked at
        steps += [f"DELETE FROM {name}" if name in ours else f"DROP TABLE {name} CASCADE" for name in there]
        connection.exec_driver_sql(";".join(steps))
        for sequence in inspect(connection).get_sequence_names():
            connection.exec_driver_sql(f"ALTER SEQUENCE {sequence} RESTART")
    with Session(engine) as session:
        cast.settle_in(session)
        session.commit()
    engine.dispose()


Databases = Files | Server


def _build(url: URL) -> None:
    from migrations import tables

    assert tables.MODULES
    runtime = open_runtime(url, cast.SteppingClock())
    create_tables(runtime)
    with runtime.write() as session:
        cast.settle_in(session)
    runtime.close()
