"""Several processes write while two followers are at the index and one of them is killed."""

import subprocess
import sys

from directory.search import following
from directory.search.schema import SCHEMA
from search.engines import open_engine
from tests import cast
from tests.directory.search import busy
from tests.directory.search.test_following import held
from tests.house import ROOT


def started(role, runtime, given):
    url = runtime.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.directory.search.busy", role, url, given]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    return subprocess.Popen(command, **pipes)


def go(processes):
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()


def test_the_index_ends_as_a_rebuild(runtime, tmp_path):
    writers = [started("write", runtime, name) for name in ("lilas", "roses")]
    followers = [started("follow", runtime, str(tmp_path)) for _ in range(2)]
    go([*followers, *writers])
    for _ in range(busy.ROUNDS // 2):
        writers[0].stdout.readline()
    followers[0].kill()
    for process in (followers[0], *writers, followers[1]):
        process.communicate(timeout=60)
    assert [process.returncode for process in (*writers, followers[1])] == [0, 0, 0]
    engine = open_engine("tantivy", tmp_path, SCHEMA)

    following.catch_up(runtime, engine)
    followed = held(engine)
    following.rebuild(runtime, cast.OWNER, engine)

    assert followed == held(engine)
    assert engine.status().documents == 2 * (busy.ROUNDS + 1)
    engine.close()
