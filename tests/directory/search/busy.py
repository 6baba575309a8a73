"""Somebody who writes, or an index that follows, beside others; run as a program, one of them."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from core.runtime import Runtime, open_runtime
from directory import editing
from directory.kinds import EntryKind
from directory.search import following
from directory.search.schema import SCHEMA
from migrations import tables as tables  # all of them, as a program has
from search import follow
from search.engines import open_engine
from tests import cast

ROUNDS = 12


def write(runtime: Runtime, name: str, say: Callable[[str], object]) -> None:
    """An organization that is renamed again and again, with a service more each time; “relu” comes last."""
    with runtime.write() as session:
        number = {"name": name, "identifiers": [f"local:{name}"]}
        house = editing.add(session, cast.SECRETARY, EntryKind.ORGANIZATION, number).uid
    for version in range(1, ROUNDS + 1):
        with runtime.write() as session:
            meals = {"name": f"Repas {version}", "organization": f"local:{name}"}
            editing.add(session, cast.SECRETARY, EntryKind.SERVICE, meals)
        with runtime.write() as session:
            called = {"name": "Centre relu" if version == ROUNDS else f"Centre {version}"}
            editing.edit(session, cast.SECRETARY, house, called, seen_version=version)
        say(f"{version}\n")


def keep_following(runtime: Runtime, index: Path) -> None:
    """Until standard input ends, in slices so small that there are many commits to be killed at."""
    follow.SLICE = 3
    ended = Event()
    Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    engine = open_engine("tantivy", index, SCHEMA)
    while not ended.is_set():
        following.catch_up(runtime, engine)
    engine.close()


if __name__ == "__main__":

    def say(line: str) -> None:
        sys.stdout.write(line)
        sys.stdout.flush()

    role, url, given = sys.argv[1:]
    runtime = open_runtime(url)
    say("ready\n")
    sys.stdin.readline()
    if role == "write":
        write(runtime, given, say)
    else:
        keep_following(runtime, Path(given))
    runtime.close()
