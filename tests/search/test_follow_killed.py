"""A follower killed anywhere, beside others, with the database restored meanwhile: the index ends right."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import follow
from search.engine import Engine
from search.engines import open_engine
from tests.search.journals import NAMES, Journal, assert_up_to_date
from tests.search.samples import SCHEMA


class Killed(BaseException):
    """The process ended here."""


class Fuse:
    """Ends the process at the nth call that passes through it."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def burn(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed

    def through(self, target: Any) -> Fused:
        return Fused(target, self)


class Fused:
    """Burns the fuse before and after every call, and between the documents it is given or gives."""

    def __init__(self, target: Any, fuse: Fuse) -> None:
        self._target = target
        self._fuse = fuse

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            self._fuse.burn()
            result = getattr(self._target, name)(*given)
            self._fuse.burn()
            return self._one_by_one(result) if name == "everything" else result

        return call

    def _one_by_one(self, documents: Any) -> Iterator[Any]:
        for document in documents:
            self._fuse.burn()
            yield document

    @contextmanager
    def writer(self) -> Iterator[Fused]:
        self._fuse.burn()
        with self._target.writer() as writer:
            yield self._fuse.through(writer)
            self._fuse.burn()


class Life:
    """A journal, its index, and what may befall them."""

    def __init__(self, folder: Path, name: str) -> None:
        self.journal = Journal(folder / "journal.db")
        self.copy = folder / "copy.db"
        self.folder = folder
        self.name = name

    def engine(self) -> Engine:
        return open_engine(self.name, self.folder, SCHEMA)

    def catch_up(self, calls: int) -> None:
        fuse = Fuse(calls)

        @contextmanager
        def reading() -> Iterator[Any]:
            with self.journal.reading() as source:
                yield fuse.through(source)

        with suppress(Killed):
            follow.catch_up(fuse.through(self.engine()), reading)  # type: ignore[arg-type]  # it looks like one

    def live(self, event: tuple[Any, ...]) -> None:
        match event:
            case ("write", id_, name):
                self.journal.write(id_, name)
            case ("follow", calls):
                self.catch_up(calls)
            case ("copy",):
                shutil.copy(self.journal.path, self.copy)
            case ("restore",) if self.copy.exists():
                shutil.copy(self.copy, self.journal.path)


EVENTS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from([1, 2, 3, 4, 5, 100, 101]), st.sampled_from([*NAMES, None])),
    st.tuples(st.just("follow"), st.integers(1, 40)),
    st.tuples(st.just("copy")),
    st.tuples(st.just("restore")),
)


@pytest.mark.parametrize("name", ["tantivy", "whoosh"])
@given(events=st.lists(EVENTS, max_size=25), slice_rows=st.integers(1, 4))
@settings(max_examples=12, deadline=None)
def test_whatever_happens_the_index_ends_right(
    name: str, events: list[tuple[Any, ...]], slice_rows: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(follow, "SLICE", slice_rows)
        life = Life(Path(folder), name)
        for event in events:
            life.live(event)
        engine = life.engine()

        follow.catch_up(engine, life.journal.reading)

        assert_up_to_date(engine, life.journal)
        with life.journal.reading() as source:
            assert engine.position() == source.head()


WORKER = """
import sys
from pathlib import Path
from search import follow
from search.engine import EngineBusy
from search.engines import open_engine
from tests.search.journals import NAMES, Journal
from tests.search.samples import SCHEMA

folder, name, first, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
journal, engine = Journal(folder / "journal.db"), open_engine(name, folder, SCHEMA)
print("ready", flush=True)
for number in range(times):
    journal.write(first + number % 20, NAMES[number % 3])
    follow.catch_up(engine, journal.reading)
    if number % 10 == 9:
        try:
            follow.rebuild(engine, journal.reading)
        except EngineBusy:
            pass
"""


def started(folder: Path, name: str, first: int, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORKER, str(folder), name, str(first), str(times)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("name", ["tantivy", "whoosh"])
def test_kill_minus_nine(name: str, tmp_path: Path) -> None:
    chance = random.Random(7)
    journal = Journal(tmp_path / "journal.db")
    for round_ in range(5):
        process = started(tmp_path, name, 10 * round_, 10_000)
        time.sleep(chance.uniform(0.05, 0.4))
        process.kill()
        process.communicate()
    engine = open_engine(name, tmp_path, SCHEMA)

    follow.catch_up(engine, journal.reading)

    assert_up_to_date(engine, journal)


@pytest.mark.parametrize("name", ["tantivy", "whoosh"])
def test_several_processes_at_once(name: str, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    processes = [started(tmp_path, name, first, 12) for first in (0, 15, 100)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    engine = open_engine(name, tmp_path, SCHEMA)

    follow.catch_up(engine, journal.reading)

    assert_up_to_date(engine, journal)
