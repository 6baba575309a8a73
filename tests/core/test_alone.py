"""One at a time at some long work, in processes of their own."""

import subprocess
import sys

import pytest

from core.alone import alone
from core.errors import AppError, Conflict
from core.runtime import Runtime
from tests.house import ROOT

HOLDER = """
import sys, time
from core.alone import alone
from core.errors import AppError
from core.runtime import open_runtime

with alone(open_runtime(sys.argv[1]), "work", AppError):
    print("held", flush=True)
    time.sleep(60)
"""


def busy() -> AppError:
    return Conflict("busy")


def holder(runtime: Runtime) -> "subprocess.Popen[str]":
    url = runtime.engine.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_refused_and_other_work_goes_on(runtime: Runtime) -> None:
    with holder(runtime) as other:
        with pytest.raises(Conflict), alone(runtime, "work", busy):
            pass
        with alone(runtime, "other work", busy):
            pass
        other.kill()


def test_who_was_killed_holds_nobody_up(runtime: Runtime) -> None:
    for _ in range(5):
        with holder(runtime) as other:
            other.kill()
        with alone(runtime, "work", busy):
            pass


def test_who_ends_lets_go(runtime: Runtime) -> None:
    with pytest.raises(ZeroDivisionError), alone(runtime, "work", busy):
        raise ZeroDivisionError
    with alone(runtime, "work", busy):
        pass
