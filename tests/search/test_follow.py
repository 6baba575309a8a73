"""An index that follows a journal ends equal to one built anew, whatever happens on the way."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from search import follow
from search.engine import Engine, EngineFull, Position, Status
from search.engines import open_engine
from search.query import Everything, Word
from tests.search.journals import Journal, Row, Source, assert_up_to_date
from tests.search.samples import SCHEMA, found


@pytest.fixture(params=["tantivy", "whoosh"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def engine(name: str, tmp_path: Path) -> Engine:
    return open_engine(name, tmp_path, SCHEMA)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.db")


def test_the_first_time_it_builds(engine: Engine, journal: Journal) -> None:
    journal.write(1, "alpha")

    done = follow.catch_up(engine, journal.reading)

    assert (done.rebuilt, done.documents) == (True, 1)
    assert_up_to_date(engine, journal)


def test_then_it_applies_what_is_new(engine: Engine, journal: Journal) -> None:
    journal.write(1, "alpha")
    journal.write(2, "beta")
    follow.catch_up(engine, journal.reading)
    journal.write(1, "gamma")
    journal.write(2, None)

    done = follow.catch_up(engine, journal.reading)

    assert (done.rebuilt, done.rows, done.documents) == (False, 2, 1)
    assert found(engine, Everything()) == {1}
    assert_up_to_date(engine, journal)


def test_nothing_new_is_nothing_to_do(engine: Engine, journal: Journal) -> None:
    journal.write(1, "alpha")
    follow.catch_up(engine, journal.reading)

    with engine.exclusive():
        assert follow.catch_up(engine, journal.reading) == follow.CaughtUp()


def test_an_empty_journal_makes_an_empty_index(engine: Engine, journal: Journal) -> None:
    follow.catch_up(engine, journal.reading)

    assert engine.position() == Position(0)
    assert follow.catch_up(engine, journal.reading) == follow.CaughtUp()


def test_a_row_touches_every_document_it_changes(engine: Engine, journal: Journal) -> None:
    journal.write(1, "alpha")
    journal.write(7, "beta")
    follow.catch_up(engine, journal.reading)
    journal.write(100, "gamma")

    follow.catch_up(engine, journal.reading)

    assert found(engine, Word("gamma", (("name", 1.0),))) == {1, 100}


def test_who_comes_second_goes_on(tmp_path: Path, name: str, engine: Engine, journal: Journal) -> None:
    journal.write(1, "alpha")
    follow.catch_up(engine, journal.reading)
    journal.write(2, "beta")
    second = open_engine(name, tmp_path, SCHEMA)

    with engine.exclusive():
        assert follow.catch_up(second, journal.reading).busy
    assert found(second, Everything()) == {1}


def _no_room(*_: object) -> NoReturn:
    raise EngineFull


@pytest.mark.parametrize("method", ["writer", "rebuild"])
def test_a_full_disk_leaves_what_is_there(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, journal: Journal, method: str
) -> None:
    journal.write(1, "alpha")
    follow.catch_up(engine, journal.reading)
    journal.write(2, "alpha")
    monkeypatch.setattr(type(engine), method, _no_room)
    if method == "writer":  # then nothing larger is tried
        monkeypatch.setattr(type(engine), "rebuild", None)
    else:
        monkeypatch.setattr(follow, "REBUILT_BEYOND", 0)
        monkeypatch.setattr(type(engine), "status", lambda _: Status())

    assert follow.catch_up(engine, journal.reading) == follow.CaughtUp(full=True)
    assert found(engine, Everything()) == {1}


def test_a_full_disk_is_told_when_the_index_is_of_another_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine, journal: Journal
) -> None:
    journal.write(1, "alpha")
    follow.catch_up(engine, journal.reading)
    other = Journal(tmp_path / "other.db")
    other.write(7, "gamma")
    monkeypatch.setattr(type(engine), "rebuild", _no_room)

    with pytest.raises(EngineFull):
        follow.catch_up(engine, other.reading)


def test_a_full_disk_without_an_index_is_told(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, journal: Journal
) -> None:
    monkeypatch.setattr(type(engine), "rebuild", _no_room)

    with pytest.raises(EngineFull):
        follow.catch_up(engine, journal.reading)


@pytest.mark.parametrize("rows_after_the_copy", [0, 1, 3])
def test_a_database_restored_from_a_copy(
    tmp_path: Path, engine: Engine, journal: Journal, rows_after_the_copy: int
) -> None:
    journal.write(1, "alpha")
    copy = shutil.copy(journal.path, tmp_path / "copy.db")
    journal.write(2, "beta")
    follow.catch_up(engine, journal.reading)
    shutil.copy(copy, journal.path)
    for number in range(rows_after_the_copy):
        journal.write(3 + number, "gamma")

    assert follow.catch_up(engine, journal.reading).rebuilt
    assert_up_to_date(engine, journal)


def test_a_copy_from_between_two_slices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine, journal: Journal
) -> None:
    """The first slice holds documents as later rows left them; the copy that comes back has no such rows."""
    follow.catch_up(engine, journal.reading)
    journal.write(1, "alpha")
    copy = shutil.copy(journal.path, tmp_path / "copy.db")
    journal.write(1, "beta")
    monkeypatch.setattr(follow, "SLICE", 1)
    with pytest.raises(KeyboardInterrupt):
        follow.catch_up(engine, _interrupted_after_a_slice(journal))
    shutil.copy(copy, journal.path)

    follow.catch_up(engine, journal.reading)

    assert_up_to_date(engine, journal)


def _interrupted_after_a_slice(journal: Journal) -> follow.Opener[Row]:
    readings = iter(range(4))  # two that compare, one per slice

    @contextmanager
    def reading() -> Iterator[Source]:
        if next(readings) == 3:
            raise KeyboardInterrupt
        with journal.reading() as source:
            yield source

    return reading


def test_between_two_slices_it_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, journal: Journal
) -> None:
    follow.catch_up(engine, journal.reading)
    for id_ in (1, 2, 3):
        journal.write(id_, "alpha")
    monkeypatch.setattr(follow, "SLICE", 1)
    with pytest.raises(KeyboardInterrupt):
        follow.catch_up(engine, _interrupted_after_a_slice(journal))

    assert follow.catch_up(engine, journal.reading) == follow.CaughtUp(rows=2, documents=2)


def test_a_broken_index_is_built_again(tmp_path: Path, name: str, engine: Engine, journal: Journal) -> None:
    journal.write(1, "alpha")
    follow.catch_up(engine, journal.reading)
    for file in (tmp_path / name).glob("*/*"):
        file.write_bytes(b"")

    assert follow.catch_up(engine, journal.reading).rebuilt
    assert_up_to_date(engine, journal)


def test_how_far_behind_it_is(tmp_path: Path, engine: Engine, journal: Journal) -> None:
    def behind(of: Journal) -> int | None:
        with of.reading() as source:
            return follow.behind(engine, source)

    assert behind(journal) is None
    follow.catch_up(engine, journal.reading)
    journal.write(1, "alpha")
    journal.write(2, "alpha")
    assert behind(journal) == 2
    follow.catch_up(engine, journal.reading)
    assert behind(journal) == 0
    assert behind(Journal(tmp_path / "other.db")) is None


def test_far_behind_it_builds_anew(monkeypatch: pytest.MonkeyPatch, engine: Engine, journal: Journal) -> None:
    follow.catch_up(engine, journal.reading)
    monkeypatch.setattr(follow, "REBUILT_BEYOND", 3)
    for id_ in range(5):
        journal.write(id_, "alpha")

    assert follow.catch_up(engine, journal.reading).rebuilt


def test_rebuild_on_demand(engine: Engine, journal: Journal) -> None:
    journal.write(1, "alpha")
    follow.catch_up(engine, journal.reading)

    assert follow.rebuild(engine, journal.reading) == follow.CaughtUp(documents=1, rebuilt=True)


def test_slices_end_at_the_last_row(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, journal: Journal
) -> None:
    follow.catch_up(engine, journal.reading)
    monkeypatch.setattr(follow, "SLICE", 2)
    for id_ in range(5):
        journal.write(id_, "alpha")

    assert follow.catch_up(engine, journal.reading).rows == 5
    assert_up_to_date(engine, journal)
