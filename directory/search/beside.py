"""Bring the index up to date in a process beside, while this one writes very many entries.

The process beside is asked on its standard input, and stops when that ends: it never outlives the asker.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parent.parent.parent
OFTEN = 0.3  # seconds between two looks at the journal
PATIENCE = 120  # seconds for the last slice


@contextmanager
def following(database_url: str, engine: str, index: Path) -> Iterator[None]:
    """Let the index follow the journal meanwhile; call `catch_up` afterwards all the same."""
    command = [sys.executable, "-m", "directory.search.beside"]
    asked = {"database_url": database_url, "engine": engine, "index": str(index)}
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=silent, stderr=silent, cwd=ROOT) as process:
        assert process.stdin is not None
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.flush()
        try:
            yield
        finally:
            process.stdin.close()
            _wait(process)


def _wait(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()  # what it had not committed is read again


def main() -> None:
    """The process beside."""
    from core.runtime import open_runtime
    from directory.search import following as followers
    from directory.search.schema import SCHEMA
    from search.engines import open_engine

    asked = json.loads(sys.stdin.readline())
    stopped = Event()
    Thread(target=_wait_for_the_end, args=(stopped,), daemon=True).start()
    runtime = open_runtime(asked["database_url"])
    engine = open_engine(asked["engine"], Path(asked["index"]), SCHEMA)
    while True:
        was_last = stopped.wait(OFTEN)
        followers.catch_up(runtime, engine)
        if was_last:
            break
    engine.close()
    runtime.close()


def _wait_for_the_end(stopped: Event) -> None:
    sys.stdin.read()
    stopped.set()


if __name__ == "__main__":
    main()
