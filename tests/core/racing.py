"""Two writers who saw the same version of the same rows; run as a program, one of them."""

import sys
from collections.abc import Callable

from sqlalchemy import Column, Integer, MetaData, Table, update
from sqlmodel import Session, select

from core import journal
from core.errors import Conflict
from core.ids import uuid7
from core.runtime import Runtime, open_runtime

ROUNDS = 40
VERSIONED = Table(
    "versioned",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
)


def set_up(runtime: Runtime) -> None:
    with runtime.write() as session:
        VERSIONED.create(session.connection())
        rows = [{"id": number, "version": 1} for number in range(ROUNDS)]
        session.execute(VERSIONED.insert(), rows)


def edit(session: Session, number: int, seen_version: int) -> None:
    """What every service does: compare the version, change, write it in the journal."""
    row = VERSIONED.c.id == number
    version = session.execute(select(VERSIONED.c.version).where(row)).scalar_one()
    if version != seen_version:
        raise Conflict("“{number}” changed since you opened it.", number=number)
    session.execute(update(VERSIONED).where(row).values(version=version + 1))
    journal.append(session, None, "versioned", uuid7(), "edited", {"version": (version, version + 1)})


def race(runtime: Runtime) -> int:
    """Edit every row as it was at first; gives how many Conflicts that met."""
    conflicts = 0
    for number in range(ROUNDS):
        try:
            with runtime.write() as session:
                edit(session, number, seen_version=1)
        except Conflict:
            conflicts += 1
    return conflicts


def main(url: str, say: Callable[[str], object]) -> None:
    runtime = open_runtime(url)
    with runtime.read() as session:
        session.connection()
    say("ready\n")
    sys.stdin.readline()
    say(f"{race(runtime)}\n")
    runtime.close()


if __name__ == "__main__":

    def say(line: str) -> None:
        sys.stdout.write(line)
        sys.stdout.flush()

    main(sys.argv[1], say)
