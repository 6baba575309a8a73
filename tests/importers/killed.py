"""An import that is killed at its n-th SQL statement, as a power cut would: run in a process of its own."""

import os
import signal
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import event

from core.runtime import Runtime, open_runtime
from importers import batches
from importers import run as runner
from importers.report import Report
from tests import cast
from tests.importers import paper

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows any signal ends a process at once


def take(runtime: Runtime, file: Path) -> Report:
    """Import a paper, in small batches, so that there are many places to be killed at."""
    small = patch.multiple(batches, FIRST_SIZE=20, LEAST=20, MOST=20)
    with patch.object(runner, "SOURCES", paper.SOURCES), small:
        return runner.run(runtime, cast.SECRETARY, "rpps", [file])


def count_statements(runtime: Runtime) -> list[None]:
    """A list that grows by one with each statement of that runtime from now on."""
    sent: list[None] = []
    event.listen(runtime.engine, "before_cursor_execute", lambda *_: sent.append(None))
    return sent


def take_and_die(url: str, file: str, at_statement: int) -> None:
    """Import, and end without a word before that statement is sent."""
    runtime = open_runtime(url, cast.SteppingClock())
    sent = count_statements(runtime)

    def die_in_time(*_: object) -> None:
        if len(sent) == at_statement:
            os.kill(os.getpid(), KILL)

    event.listen(runtime.engine, "before_cursor_execute", die_in_time)
    take(runtime, Path(file))
