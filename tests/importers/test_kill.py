"""Kill -9 at random points of an import, then the same command again: it ends as if nothing had happened."""

import multiprocessing
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from core import chain
from core.journal import JournalRecord
from core.runtime import Runtime, open_runtime
from directory import shapes
from directory.entries import Entry
from directory.provenance.imports import ImportRun
from directory.provenance.records import SourceRecord
from tests import cast
from tests.databases import Databases
from tests.importers import killed, paper
from tests.importers.paper import person

KILLS = 20
PEOPLE = 60
if sys.platform == "win32":
    PROCESSES = multiprocessing.get_context("spawn")
else:
    PROCESSES = multiprocessing.get_context("forkserver")
    PROCESSES.set_forkserver_preload(["tests.importers.killed"])


def test_killed_anywhere_and_run_again_it_ends_the_same(databases: Databases, tmp_path: Path) -> None:
    first = paper.write(_folder(tmp_path, "first"), "rpps", map(_first_edition, range(PEOPLE)))
    second = paper.write(_folder(tmp_path, "second"), "rpps", _second_edition())
    whole = _started(databases, first)
    sent = killed.count_statements(whole)
    killed.take(whole, second)
    statements = len(sent)
    expected = _picture(whole)
    _leave(databases, whole)

    for at_statement in random.Random(4).sample(range(1, statements), KILLS):
        runtime = _started(databases, first)
        _run_and_kill(runtime, second, at_statement)

        killed.take(runtime, second)

        assert _picture(runtime) == expected, f"killed before statement {at_statement}"
        _leave(databases, runtime)


def _started(databases: Databases, file: Path) -> Runtime:
    runtime = open_runtime(databases.copy(), cast.SteppingClock())
    killed.take(runtime, file)
    return runtime


def _run_and_kill(runtime: Runtime, file: Path, at_statement: int) -> None:
    address = runtime.engine.url.render_as_string(hide_password=False)
    victim = PROCESSES.Process(target=killed.take_and_die, args=(address, str(file), at_statement))
    victim.start()
    victim.join()
    assert victim.exitcode not in (0, 1), f"it ended by itself before statement {at_statement}"


def _leave(databases: Databases, runtime: Runtime) -> None:
    runtime.close()
    databases.drop(runtime.engine.url)


def _picture(runtime: Runtime) -> dict[str, Any]:
    """Everything an import leaves, but the numbers and ids, which may differ."""
    with runtime.read() as session:
        entries = {entry.id: entry for entry in session.exec(select(Entry))}
        fields = shapes.read_fields(session, "practitioner", list(entries))
        rows = session.exec(select(JournalRecord).order_by(col(JournalRecord.seq))).all()
        kept = session.exec(select(SourceRecord)).all()
        names = {entry.uid: entry.name for entry in entries.values()}
        seqs = [row.seq for row in rows]
        assert chain.verify(session).whole
        assert seqs == list(range(1, len(seqs) + 1))
        return {
            "entries": sorted(
                (entry.name, entry.status, str(fields[entry.id])) for entry in entries.values()
            ),
            "journal": Counter((names[row.subject], row.verb) for row in rows),
            "records": sorted((row.key, row.digest, row.withdrawn, str(row.fields)) for row in kept),
            "runs": len(session.exec(select(ImportRun)).all()),
        }


def _folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


def _first_edition(number: int) -> dict[str, Any]:
    return person(str(number), profession="60")


def _second_edition() -> list[dict[str, Any]]:
    """Somebody stays, somebody changes, somebody left, somebody came."""
    stays = [person(str(number), profession="60") for number in range(0, PEOPLE, 3)]
    changes = [person(str(number), profession="70") for number in range(1, PEOPLE, 3)]
    comes = [person(str(number), specialties=["SM54"]) for number in range(PEOPLE, PEOPLE + 30)]
    return stays + changes + comes
