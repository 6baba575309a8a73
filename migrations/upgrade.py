"""The slow path of a start: bring the schema of an older database up to date with Alembic."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event

from core.errors import AppError
from core.language import N_
from core.runtime import Runtime, is_sqlite, open_runtime

FOLDER = Path(__file__).parent


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's, without a file; its environment works on the connection it is given."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


def knows(revision: str) -> bool:
    """Whether this version of Maillage has that revision of the schema."""
    scripts = ScriptDirectory.from_config(configuration())
    return revision in {script.revision for script in scripts.walk_revisions()}


def newest() -> str:
    """The last revision, as the files say."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    assert head is not None
    return head


def run(runtime: Runtime) -> None:
    """Apply what is missing in one transaction: all of it, or nothing."""
    own = open_runtime(runtime.engine.url, runtime.clock)
    if is_sqlite(own.engine):
        # Tables are changed by copying them, which would break what refers to them; checked at the end.
        event.listen(own.engine, "connect", _without_foreign_keys)
    try:
        with own.write() as session:
            connection = session.connection()
            command.upgrade(configuration(connection), "head")
            if is_sqlite(connection) and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("the revision leaves rows that refer to nothing")
    finally:
        own.close()


def _without_foreign_keys(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")


def back_up(runtime: Runtime, revision: str) -> Path | None:
    """Copy an SQLite file beside itself first; gives the copy. A server is backed up by who runs it."""
    if not is_sqlite(runtime.engine):
        return None
    file = Path(runtime.place)
    copy = file.with_name(f"{file.stem}-{runtime.clock():%Y%m%d-%H%M%S}-schema-{revision}{file.suffix}")
    if copy.exists():
        raise AppError(
            N_("The backup {file} is there already. Move it away, then start again."), file=str(copy)
        )
    with runtime.faults_explained():
        connection = runtime.engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(copy),))
        finally:
            connection.close()
    return copy
