"""Two writers at once: one wins each row, the other meets a Conflict; the journal has no gap."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from core import chain, journal
from core.runtime import Runtime
from tests.core import racing
from tests.house import ROOT


@pytest.fixture
def prepared(runtime: Runtime) -> Runtime:
    racing.set_up(runtime)
    return runtime


def assert_one_winner_each(runtime: Runtime, conflicts: list[int]) -> None:
    assert sum(conflicts) == racing.ROUNDS
    with runtime.read() as session:
        seqs = [row.seq for row in journal.after(session, 0)]
        assert seqs == list(range(1, racing.ROUNDS + 1))
        assert chain.verify(session).whole


def test_threads(prepared: Runtime) -> None:
    start = Barrier(2)

    def writer(_number: int) -> int:
        start.wait()
        return racing.race(prepared)

    with ThreadPoolExecutor(2) as pool:
        conflicts = list(pool.map(writer, range(2)))

    assert_one_winner_each(prepared, conflicts)


def test_processes(prepared: Runtime) -> None:
    url = prepared.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.core.racing", url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    writers = [subprocess.Popen(command, **pipes) for _ in range(2)]  # type: ignore[call-overload]  # pipes are right
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"

    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    conflicts = [int(writer.communicate()[0]) for writer in writers]

    assert_one_winner_each(prepared, conflicts)
