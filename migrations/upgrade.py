"""The slow path of a start: bring the schema of an older database up to date with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import Session

from core.errors import AppError
from core.language import N_
from core.runtime import Runtime, is_sqlite

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


def run(session: Session) -> None:
    """Apply what is missing, in the transaction of the session: all of it, or nothing."""
    connection = session.connection()
    if is_sqlite(connection):
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # tables are copied, then renamed
    command.upgrade(configuration(connection), "head")


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
