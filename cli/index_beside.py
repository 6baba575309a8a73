"""Bring the index up to date in a process beside, while this one writes very many entries."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from core.beside import Channel, beside

OFTEN = 0.3  # seconds between two looks at the journal


@contextmanager
def following(database_url: str, engine: str, index: Path) -> Iterator[None]:
    """Let the index follow the journal meanwhile; call `catch_up` afterwards all the same."""
    with beside(_follow, database_url, engine, index):
        yield


def _follow(channel: Channel, database_url: str, engine_name: str, index: Path) -> None:
    """Catch up again and again until nobody wants it any more, and once after."""
    from core.runtime import open_runtime
    from directory.search import following as followers
    from directory.search.schema import SCHEMA
    from search.engines import open_engine

    unwanted = _unwanted(channel)
    runtime = open_runtime(database_url)
    engine = open_engine(engine_name, index, SCHEMA)
    while True:
        is_last = unwanted.wait(OFTEN)
        followers.catch_up(runtime, engine)
        if is_last:
            break
    engine.close()
    runtime.close()


def _unwanted(channel: Channel) -> Event:
    """Set when the other process has closed what this one reads, however it ended."""
    told = Event()

    def wait_for_the_end() -> None:
        channel.wanted.read()
        told.set()

    Thread(target=wait_for_the_end, daemon=True).start()
    return told
