"""The doctor finds what is wrong, and says what to do."""

from pathlib import Path

import pytest
from sqlalchemy import text

from core import chain, journal
from core.ids import uuid7
from core.runtime import Runtime, is_sqlite, open_runtime
from migrations import doctor
from migrations.doctor import Finding, examine
from migrations.startup import prepare


@pytest.fixture
def sqlite_runtime(tmp_path: Path) -> Runtime:
    runtime = open_runtime(f"sqlite:///{tmp_path}/m.db")
    prepare(runtime)
    return runtime


def found(runtime: Runtime, name: str) -> Finding:
    [finding] = [finding for finding in examine(runtime) if finding.name == name]
    return finding


@pytest.fixture
def stamped(runtime: Runtime) -> Runtime:
    with runtime.write() as session:
        session.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
        session.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": doctor.HEAD})
    return runtime


def test_all_is_well(stamped: Runtime) -> None:
    findings = examine(stamped)

    assert [finding.name for finding in findings if not finding.ok] == []
    names = ["schema", "chain", "file", "references", "disk"]
    assert [finding.name for finding in findings] == names[: 5 if is_sqlite(stamped.engine) else 2]


def test_another_schema_is_told_and_not_read(runtime: Runtime) -> None:
    assert not found(runtime, "schema").ok
    assert "chain" not in [finding.name for finding in examine(runtime)]


def test_erasures_are_told(stamped: Runtime) -> None:
    subject = uuid7()
    with stamped.write() as session:
        journal.append(session, None, "entry", subject, "edited", {"name": (None, "Durand")})
        chain.erase(session, None, "entry", subject)

    sentence = found(stamped, "chain").sentence
    assert sentence == "The journal is whole: 2 rows, 1 with values erased on request."


def test_a_changed_journal(sqlite_runtime: Runtime) -> None:
    with sqlite_runtime.write() as session:
        session.execute(text("UPDATE journal SET verb = 'read' WHERE seq = 2"))

    finding = found(sqlite_runtime, "chain")
    assert not finding.ok
    assert "from row 2 on" in finding.sentence


def test_a_row_that_refers_to_nothing(sqlite_runtime: Runtime) -> None:
    raw = sqlite_runtime.engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys=OFF")
    raw.cursor().execute("DELETE FROM person")
    raw.cursor().execute("PRAGMA foreign_keys=ON")
    raw.close()

    finding = found(sqlite_runtime, "references")
    assert (finding.ok, finding.sentence) == (
        False,
        "1 row refers to nothing, in person_grant. Restore a backup.",
    )


def test_an_index_that_does_not_fit_its_table(sqlite_runtime: Runtime) -> None:
    file = Path(sqlite_runtime.place)
    with sqlite_runtime.read() as session:
        root = text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_journal_subject'")
        page = session.execute(root).scalar_one()
    sqlite_runtime.close()
    damaged = bytearray(file.read_bytes())
    damaged[page * 4096 - 100 : page * 4096] = b"\x55" * 100
    file.write_bytes(damaged)

    assert not found(open_runtime(sqlite_runtime.engine.url), "file").ok


def test_a_disk_that_is_nearly_full(sqlite_runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM_LEFT", 2**60)

    finding = found(sqlite_runtime, "disk")
    assert not finding.ok
    assert "free some space" in finding.sentence


def test_a_database_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "m.db"
    file.write_text("Madame, Monsieur, " * 100)

    findings = examine(open_runtime(f"sqlite:///{file}"))

    assert [finding.name for finding in findings if not finding.ok] == ["schema", "file", "references"]
    assert "is not a database" in findings[0].sentence
