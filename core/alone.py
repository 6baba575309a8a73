"""One process at a time at some long work on a database; whoever ends, however it ends, holds nobody up."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.lock import Busy, FileLock
from core.runtime import Runtime, is_sqlite


@contextmanager
def alone(runtime: Runtime, work: str, busy: Busy) -> Iterator[None]:
    """Be the only one at this work, among all who use the database. Raises what `busy` makes, at once."""
    url = runtime.engine.url
    if not is_sqlite(runtime.engine):
        with _advisory_lock(runtime, work, busy):
            yield
    elif url.database:
        with FileLock(Path(f"{url.database}.{work}.lock"), busy).held():
            yield
    else:  # in memory, where nobody else is
        yield


@contextmanager
def _advisory_lock(runtime: Runtime, work: str, busy: Busy) -> Iterator[None]:
    """The server lets go of it with the connection."""
    key = {"key": f"maillage {work}"}
    with runtime.faults_explained(), runtime.engine.connect() as connection:
        held = connection.execution_options(isolation_level="AUTOCOMMIT")
        if not held.execute(text("SELECT pg_try_advisory_lock(hashtext(:key))"), key).scalar():
            raise busy()
        try:
            yield
        finally:
            with suppress(DBAPIError):  # a connection that is lost holds nothing
                held.execute(text("SELECT pg_advisory_unlock(hashtext(:key))"), key)
