"""Processes beside end quietly, whoever ends first."""

import os
import signal
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import pytest

from core import beside
from core.errors import Invalid


def _say_for_ever(wanted: Connection) -> None:
    while True:
        wanted.send("more")


def _listen(wanted: Connection) -> None:
    wanted.poll(None)


def _refuse() -> None:
    raise Invalid("told by whoever waits")


def test_a_process_that_nobody_listens_to_ends_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    ours, theirs = Pipe(duplex=False)
    process = beside.started(_say_for_ever, theirs)

    theirs.close()
    ours.close()
    process.join(30)

    assert (process.exitcode, capfd.readouterr().err) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells the whole console only")
def test_ctrl_c_is_told_by_one_process(capfd: pytest.CaptureFixture[str]) -> None:
    theirs, ours = Pipe(duplex=False)
    process = beside.started(_listen, theirs)

    os.kill(process.pid or 0, signal.SIGINT)
    ours.close()
    process.join(30)

    assert (process.exitcode, capfd.readouterr().err) == (0, "")


def test_a_refusal_is_told_by_one_process(capfd: pytest.CaptureFixture[str]) -> None:
    process = beside.started(_refuse)

    process.join(30)

    assert capfd.readouterr().err == ""
