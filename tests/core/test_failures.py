"""Faults of a database become sentences that say what to do; anything else stays a bug."""

import re
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, text

from core import runtime as runtime_module
from core.errors import AppError
from core.failures import explained
from core.runtime import Runtime, open_runtime
from tests.databases import SERVER


def opened(file: Path) -> Runtime:
    return open_runtime(URL.create("sqlite", database=str(file)))


def told(runtime: Runtime) -> str:
    with pytest.raises(AppError) as refused, runtime.write() as session:
        session.execute(text("CREATE TABLE t (x BLOB)"))
        session.execute(text("INSERT INTO t VALUES (zeroblob(2000000))"))
    runtime.close()
    return str(refused.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Madame, Monsieur, " * 100)

    assert told(opened(file)) == (
        f"The file {file} is not a database of Maillage. Move it away, or name another one."
    )


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(AppError, match="cannot be opened"):
        opened(tmp_path / "file" / "maillage.db")


def test_a_database_that_nobody_may_write_beside(tmp_path: Path) -> None:
    """SQLite says that it cannot be opened, since it makes a file beside it even to read."""
    file = tmp_path / "maillage.db"
    file.touch()
    fault = sqlite3.OperationalError("unable to open database file")
    fault.sqlite_errorname = "SQLITE_CANTOPEN"

    assert "read-only" in str(explained(fault, str(file)))
    assert "cannot be opened" in str(explained(fault, str(tmp_path / "none.db")))


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    assert "cannot be opened" in told(opened(tmp_path))


def test_another_writer_who_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime_module, "BUSY_SECONDS", 0.01)
    slow, hasty = opened(tmp_path / "m.db"), opened(tmp_path / "m.db")

    with slow.write():
        assert "Somebody else is writing" in told(hasty)
    slow.close()


def test_a_full_disk(tmp_path: Path) -> None:
    runtime = opened(tmp_path / "m.db")
    with runtime.read() as session:
        session.execute(text("PRAGMA max_page_count = 20"))  # what the connection may use, as on a full disk

    assert "The disk is full" in told(runtime)


def test_a_disk_too_full_to_read() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"

    assert "The disk is full" in str(explained(error, "m.db"))


def test_a_damaged_file(tmp_path: Path) -> None:
    file = tmp_path / "m.db"
    runtime = opened(file)
    with runtime.write() as session:
        session.execute(text("CREATE TABLE old (x)"))
    runtime.close()
    damaged = bytearray(file.read_bytes())
    damaged[100:4096] = b"\xff" * 3996
    file.write_bytes(damaged)

    assert "is damaged" in told(opened(file))


def test_a_bug_stays_a_bug(runtime: Runtime) -> None:
    with pytest.raises(Exception, match="no_such_table") as crash, runtime.read() as session:
        session.execute(text("SELECT * FROM no_such_table"))

    assert not isinstance(crash.value, AppError)


@pytest.mark.parametrize("fault", [ValueError("x"), sqlite3.ProgrammingError("x")])
def test_what_is_not_a_fault_of_the_database_is_not_explained(fault: Exception) -> None:
    assert explained(fault, "here") is None


def test_a_server_that_is_not_there() -> None:
    runtime = open_runtime("postgresql+psycopg://app:hush@localhost:1/maillage")

    with pytest.raises(AppError) as refused, runtime.read() as session:
        session.connection()

    assert "does not answer" in str(refused.value)
    assert "localhost" in str(refused.value)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize("url", ["maillage.db", "mysql://app@db/maillage", ""])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(AppError, match="begins with sqlite:/// or postgresql://"):
        open_runtime(url)


def test_a_server_without_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(AppError, match=re.escape("install maillage[postgres]")):
        open_runtime("postgresql://app@db/maillage")


if SERVER:

    def test_a_database_that_is_not_there() -> None:
        runtime = open_runtime(make_url(SERVER).set(database="no_such_database"))

        with pytest.raises(AppError, match="has no database"), runtime.read() as session:
            session.connection()


if sys.platform != "win32":

    def test_only_the_person_may_read_their_data(tmp_path: Path) -> None:
        opened(tmp_path / "new" / "m.db").close()

        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "new" / "m.db").stat().st_mode) == 0o600
