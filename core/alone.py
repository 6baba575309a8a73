"""One process at a time at some long work on a database; whoever ends, however it ends, holds nobody up."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import text

from core.failures import of_file
from core.lock import Busy, FileLock
from core.runtime import Runtime, is_sqlite

_PATIENCE = 3.0  # seconds in which a server notices that whoever held the lock was killed
_STEP = 0.05
_TRY = text("SELECT pg_try_advisory_lock(hashtext(:work))")


@contextmanager
def alone(runtime: Runtime, work: str, busy: Busy) -> Iterator[None]:
    """Be the only one at this work on a database. Raises what `busy` makes, within seconds."""
    with ExitStack() as held:
        if not is_sqlite(runtime.engine):
            with runtime.faults_explained():
                held.enter_context(_on_server(runtime, work, busy))
        elif file := runtime.engine.url.database:  # in memory, nobody else is there
            held.enter_context(_beside_file(Path(file).resolve(), work, busy))
        yield


@contextmanager
def _on_server(runtime: Runtime, work: str, busy: Busy) -> Iterator[None]:
    """A lock of the connection, which no pool keeps: whatever ends it, the server lets go."""
    with runtime.engine.connect() as connection:
        asking = connection.execution_options(isolation_level="AUTOCOMMIT")
        asking.detach()
        until = time.monotonic() + _PATIENCE
        while not asking.execute(_TRY, {"work": f"maillage {work}"}).scalar():
            if time.monotonic() > until:
                raise busy()
            time.sleep(_STEP)
        yield


def _beside_file(database: Path, work: str, busy: Busy) -> ExitStack:
    lock = FileLock(database.with_name(f"{database.name}.{work}.lock"), busy)
    with ExitStack() as held:
        try:
            held.enter_context(lock.held())
        except OSError as error:
            raise of_file(error, str(database)) from error
        return held.pop_all()
