"""The start: a fresh database, one that is ready, an older one, a newer one, and what is not ours."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import URL, inspect, text
from sqlmodel import select

from accounts import people
from accounts.records import PersonRecord
from core import chain, journal
from core.errors import AppError
from core.runtime import Runtime, is_sqlite, open_runtime
from migrations import startup, upgrade
from migrations.startup import HEAD, Prepared, prepare
from tests.cast import SteppingClock
from tests.databases import Databases
from tests.house import ROOT

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("nickname", sa.String(), nullable=True))
        person.alter_column("name", type_=sa.Text())
    {more}
"""


@pytest.fixture
def fresh(databases: Databases, clock: SteppingClock) -> Iterator[Runtime]:
    url = databases.empty()
    runtime = open_runtime(url, clock)
    yield runtime
    runtime.close()
    databases.drop(url)


@pytest.fixture
def newer_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This house as a later version has it, with one revision more; gives that revision's file."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    revision = folder / "versions" / "next.py"
    revision.write_text(NEXT.format(head=HEAD, more=""))
    monkeypatch.setattr(upgrade, "FOLDER", folder)
    monkeypatch.setattr(startup, "HEAD", "next")
    return revision


def columns_of_person(runtime: Runtime) -> set[str]:
    with runtime.read() as session:
        return {column["name"] for column in inspect(session.connection()).get_columns("person")}


def backups(runtime: Runtime) -> list[Path]:
    return sorted(Path(runtime.place).parent.glob(f"{Path(runtime.place).stem}-*"))


def test_the_constant_is_the_newest_revision() -> None:
    assert upgrade.newest() == HEAD


def test_a_fresh_database_is_created_with_its_owner(fresh: Runtime) -> None:
    assert prepare(fresh) is Prepared.CREATED

    with fresh.read() as session:
        assert startup.stored_head(session) == HEAD
        assert people.local_owner(session).grants
        assert chain.verify(session).rows == 2


def test_what_is_ready_is_left_alone(fresh: Runtime) -> None:
    prepare(fresh)

    assert prepare(fresh) is Prepared.READY


def test_the_ordinary_start_does_not_load_alembic_or_a_table(fresh: Runtime) -> None:
    prepare(fresh)
    url = fresh.engine.url.render_as_string(hide_password=False)
    code = (
        "import sys\n"
        "from core.runtime import open_runtime\n"
        "from migrations.startup import prepare\n"
        "print(prepare(open_runtime(sys.argv[1])))\n"
        "print({'alembic', 'directory.entries', 'accounts.people'} & set(sys.modules))\n"
    )

    shown = subprocess.run(
        [sys.executable, "-c", code, url], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert shown.split("\n")[:2] == ["ready", "set()"]


def test_two_first_starts_at_once_make_one_owner(fresh: Runtime) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: prepare(fresh), range(4)))

    assert results.count(Prepared.CREATED) == 1
    with fresh.read() as session:
        assert len(session.exec(select(PersonRecord)).all()) == 1


def test_first_starts_of_processes_at_once(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from core.runtime import open_runtime\n"
        "from migrations.startup import prepare\n"
        "print(prepare(open_runtime(sys.argv[1])))\n"
    )
    command = [sys.executable, "-c", code, f"sqlite:///{tmp_path}/m.db"]
    starts = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]

    ends = [start.communicate() for start in starts]

    assert sorted(shown for shown, _errors in ends) == ["created\n", "ready\n", "ready\n"]


def test_a_database_of_something_else_is_refused(fresh: Runtime) -> None:
    with fresh.write() as session:
        session.execute(text("CREATE TABLE recipes (name TEXT)"))

    with pytest.raises(AppError, match="something else than Maillage"):
        prepare(fresh)


def test_a_newer_schema_is_refused(fresh: Runtime) -> None:
    prepare(fresh)
    with fresh.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(AppError, match="newer version of Maillage"):
        prepare(fresh)
    assert not backups(fresh)


def test_an_older_schema_is_upgraded(fresh: Runtime, request: pytest.FixtureRequest) -> None:
    prepare(fresh)
    request.getfixturevalue("newer_house")

    assert prepare(fresh) is Prepared.UPGRADED

    assert "nickname" in columns_of_person(fresh)
    with fresh.read() as session:
        assert startup.stored_head(session) == "next"
        assert people.local_owner(session).grants
        assert chain.verify(session).whole
    assert prepare(fresh) is Prepared.READY


def test_an_upgrade_leaves_a_backup_of_a_file(fresh: Runtime, request: pytest.FixtureRequest) -> None:
    prepare(fresh)
    request.getfixturevalue("newer_house")
    prepare(fresh)

    if not is_sqlite(fresh.engine):
        assert backups(fresh) == []
        return
    [copy] = backups(fresh)
    assert copy.name.endswith(f"-20261120-090000-schema-{HEAD}.db")
    old = open_runtime(URL.create("sqlite", database=str(copy)))
    assert "nickname" not in columns_of_person(old)
    with old.read() as session:
        assert journal.head(session).seq == 2
    old.close()


def test_a_failed_upgrade_changes_nothing(fresh: Runtime, request: pytest.FixtureRequest) -> None:
    prepare(fresh)
    revision: Path = request.getfixturevalue("newer_house")
    revision.write_text(NEXT.format(head=HEAD, more="raise KeyError"))

    with pytest.raises(KeyError):
        prepare(fresh)

    assert "nickname" not in columns_of_person(fresh)
    with fresh.read() as session:
        assert startup.stored_head(session) == HEAD
