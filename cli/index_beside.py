"""Bring the index up to date in a process beside, while this one writes very many entries."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from core import beside

OFTEN = 0.3  # seconds between two looks at the journal
PATIENCE = 120  # seconds for the last slice


@contextmanager
def following(database_url: str, engine: str, index: Path) -> Iterator[None]:
    """Let the index follow the journal meanwhile; call `catch_up` afterwards all the same."""
    wanted, ours = Pipe(duplex=False)
    process = beside.started(_follow, database_url, engine, index, wanted)
    wanted.close()  # theirs alone, so that it ends when we do, however we end
    patience = 0  # after Ctrl+C, or a refusal
    try:
        yield
        patience = PATIENCE
    finally:
        ours.close()
        process.join(patience)
        process.kill()  # what it had not committed is read again


def _follow(database_url: str, engine_name: str, index: Path, wanted: Connection) -> None:
    """Catch up again and again until the other end of `wanted` closes, and once after."""
    from core.runtime import open_runtime
    from directory.search import following as followers
    from directory.search.schema import SCHEMA
    from search.engines import open_engine

    runtime = open_runtime(database_url)
    engine = open_engine(engine_name, index, SCHEMA)
    while True:
        is_last = wanted.poll(OFTEN)
        followers.catch_up(runtime, engine)
        if is_last:
            break
    engine.close()
    runtime.close()
