"""The doctor: is what is stored whole? Looks, and changes nothing."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import Session

from core import chain
from core.errors import AppError
from core.language import _, ngettext, number_text
from core.runtime import Runtime, is_sqlite
from migrations.startup import HEAD, stored_head

ROOM_LEFT = 200 * 1024 * 1024  # bytes that must be free beside one copy of the database
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """What one check found; `name` is a code for programs, `sentence` is for people."""

    name: str
    ok: bool
    sentence: str


def examine(runtime: Runtime) -> list[Finding]:
    """Every check that fits this database, in order; a check that cannot run is a finding too."""
    first = _tried("schema", schema, runtime)
    checks: dict[str, Callable[[Runtime], Finding]] = {"chain": journal_chain} if first.ok else {}
    if is_sqlite(runtime.engine):
        checks |= {"file": file_structure, "references": references, "disk": disk_space}
    return [first, *(_tried(name, check, runtime) for name, check in checks.items())]


def schema(runtime: Runtime) -> Finding:
    with runtime.read() as session:
        found = stored_head(session)
    if found == HEAD:
        return Finding("schema", True, _("The schema is of this version ({head}).").format(head=HEAD))
    wrong = _("The schema is “{found}”, this version needs “{head}”. Start Maillage once to upgrade it.")
    return Finding("schema", False, wrong.format(found=found, head=HEAD))


def journal_chain(runtime: Runtime) -> Finding:
    with runtime.read() as session:
        report = chain.verify(session)
    if report.first_broken is not None:
        broken = _(
            "The journal was changed behind the back of Maillage, from row {seq} on. "
            "Keep a copy of the data, then compare with a backup."
        )
        return Finding("chain", False, broken.format(seq=report.first_broken))
    rows = ngettext("The journal is whole: {rows} row", "The journal is whole: {rows} rows", report.rows)
    erased = ngettext(
        "{erased} with values erased on request.", "{erased} with values erased on request.", report.erased
    )
    sentence = f"{rows}, {erased}" if report.erased else f"{rows}."
    counts = {"rows": number_text(report.rows), "erased": number_text(report.erased)}
    return Finding("chain", True, sentence.format(**counts))


def file_structure(runtime: Runtime) -> Finding:
    with _connection(runtime) as connection:
        faults = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    if faults == ["ok"]:
        return Finding("file", True, _("The file of the database is whole."))
    damaged = _("The file of the database is damaged ({fault}). Keep a copy of it, then restore a backup.")
    return Finding("file", False, damaged.format(fault=faults[0]))


def references(runtime: Runtime) -> Finding:
    with _connection(runtime) as connection:
        lost = [row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    if not lost:
        return Finding("references", True, _("Every reference between tables leads somewhere."))
    wrong = ngettext(
        "{count} row refers to nothing, in {tables}. Restore a backup.",
        "{count} rows refer to nothing, in {tables}. Restore a backup.",
        len(lost),
    )
    tables = ", ".join(sorted(set(lost)))
    return Finding("references", False, wrong.format(count=number_text(len(lost)), tables=tables))


def disk_space(runtime: Runtime) -> Finding:
    file = Path(runtime.place)
    free = shutil.disk_usage(file.parent).free
    needed = file.stat().st_size + ROOM_LEFT
    enough = free >= needed
    sentence = (
        _("{free} MiB are free on the disk.")
        if enough
        else _("Only {free} MiB are free on the disk, {needed} MiB are wanted: free some space.")
    )
    sizes = {"free": number_text(free // _MEBIBYTE), "needed": number_text(needed // _MEBIBYTE)}
    return Finding("disk", enough, sentence.format(**sizes))


def _tried(name: str, check: Callable[[Runtime], Finding], runtime: Runtime) -> Finding:
    try:
        return check(runtime)
    except AppError as error:
        return Finding(name, False, str(error))


@contextmanager
def _connection(runtime: Runtime) -> Iterator[Connection]:
    session: Session
    with runtime.read() as session:
        yield session.connection()
