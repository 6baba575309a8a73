"""One process at a time at some long work on a database; whoever ends, however it ends, holds nobody up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from core.lock import Busy, FileLock
from core.runtime import Runtime, is_sqlite

_PATIENCE = 3.0  # seconds in which a server notices that whoever held the lock was killed
_STEP = 0.05


@contextmanager
def alone(runtime: Runtime, work: str, busy: Busy) -> Iterator[None]:
    """Be the only one at this work on a database. Raises what `busy` makes, within seconds."""
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
    with runtime.faults_explained(), runtime.engine.connect() as connection:
        held = connection.execution_options(isolation_level="AUTOCOMMIT")
        until = time.monotonic() + _PATIENCE
        while not _asked(held, "pg_try_advisory_lock", work):
            if time.monotonic() > until:
                raise busy()
            time.sleep(_STEP)
        try:
            yield
        finally:
            with suppress(DBAPIError):  # a connection that is lost holds nothing
                _asked(held, "pg_advisory_unlock", work)


def _asked(connection: Connection, function: str, work: str) -> bool:
    asked = connection.execute(text(f"SELECT {function}(hashtext(:key))"), {"key": f"maillage {work}"})
    return bool(asked.scalar())
