"""One at a time at some long work, in processes of their own."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from core.alone import alone
from core.errors import AppError, Conflict
from core.runtime import Runtime, open_runtime
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
    """Also to others, while this process and its connections live on."""
    other = open_runtime(runtime.engine.url)
    with pytest.raises(ZeroDivisionError), alone(runtime, "work", busy):
        raise ZeroDivisionError
    with alone(other, "work", busy), pytest.raises(Conflict), alone(runtime, "work", busy):
        pass
    other.close()


def test_another_name_of_the_database_is_the_same_one(tmp_path: Path) -> None:
    file, link = tmp_path / "directory.db", tmp_path / "link.db"
    runtime, other = open_runtime(f"sqlite:///{file}"), open_runtime(f"sqlite:///{link}")
    link.unlink()
    link.symlink_to(file)

    with alone(runtime, "work", busy), pytest.raises(Conflict), alone(other, "work", busy):
        pass


def test_a_lock_that_cannot_be_made_is_told_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "directory.db.work.lock").mkdir()

    runtime = open_runtime(f"sqlite:///{tmp_path / 'directory.db'}")
    with pytest.raises(AppError, match="disk that holds"), alone(runtime, "work", busy):
        pass


def test_what_fails_inside_keeps_its_own_words(runtime: Runtime) -> None:
    with pytest.raises(OSError, match="of its own"), alone(runtime, "work", busy):
        raise OSError(errno.ENOSPC, "of its own")
