"""A writer killed at any moment: what it was told is stored, is; and the chain is whole."""

import random
import subprocess
import sys
import time

from core import chain, journal
from core.runtime import Runtime
from tests.house import ROOT

WRITER = """
import sys
from core import journal
from core.ids import uuid7
from core.runtime import open_runtime

runtime = open_runtime(sys.argv[1])
while True:
    rows = [("entry", uuid7(), "edited", {"name": (None, "Durand")}) for _ in range(20)]
    with runtime.write() as session:
        last = journal.append_many(session, None, rows)[-1]
    sys.stdout.write(f"{last}\\n")
    sys.stdout.flush()
"""


def acknowledged_by_killed_writer(url: str, after: float) -> int:
    command = [sys.executable, "-c", WRITER, url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline()]
        time.sleep(after)
        writer.kill()
        lines += [line for line in writer.stdout if line.endswith("\n")]
    return int(lines[-1])


def test_what_was_acknowledged_is_there(runtime: Runtime) -> None:
    url = runtime.engine.url.render_as_string(hide_password=False)
    moments = random.Random(49)

    for _ in range(5):
        acknowledged = acknowledged_by_killed_writer(url, moments.uniform(0, 0.05))

        with runtime.read() as session:
            assert journal.head(session).seq >= acknowledged
            assert chain.verify(session).whole
