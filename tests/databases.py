"""Databases for tests: a template built once per run, a fast copy of it per test, on both engines."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, create_engine, make_url, text

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
    """PostgreSQL: the template is a database of the server that MAILLAGE_TEST_POSTGRES names."""

    def __init__(self, address: str) -> None:
        self.address = make_url(address)
        self.engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        self.template = self.empty()
        _build(self.template)

    def empty(self) -> URL:
        return self._create("template0")

    def copy(self) -> URL:
        return self._create(self.template.database or "")

    def drop(self, url: URL) -> None:
        with self.engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {url.database} WITH (FORCE)"))

    def close(self) -> None:
        self.drop(self.template)
        self.engine.dispose()

    def _create(self, template: str) -> URL:
        name = f"maillage_{uuid4().hex}"
        with self.engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return self.address.set(database=name)


Databases = Files | Server


def _build(url: URL) -> None:
    from migrations import tables

    assert tables.MODULES
    runtime = open_runtime(url, cast.SteppingClock())
    create_tables(runtime)
    with runtime.write() as session:
        cast.settle_in(session)
    runtime.close()
