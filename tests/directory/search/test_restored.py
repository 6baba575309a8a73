"""The database is replaced by a copy while the index is built: it ends as a rebuild of what is there."""

import sys
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import pytest

from core.runtime import open_runtime
from directory import editing
from directory.kinds import EntryKind
from directory.search import documents, documents_beside, following
from directory.search.schema import SCHEMA
from search import query
from search.engines import open_engine
from tests import cast
from tests.databases import Files
from tests.directory.samples import CENTRE, MEALS, NURSE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no open file is replaced there")
WORDS = ("first", "second", "third")


class Place:
    """A database file with three entries, an index, and a copy of the file."""

    def __init__(self, folder):
        self.url = Files(folder).copy()
        self.file, self.backup = Path(self.url.database), folder / "backup.db"
        self.engine = open_engine("tantivy", folder / "index", SCHEMA)
        with self.opened() as runtime, runtime.write() as session:
            # Two of three documents are made in the process beside: the first ones.
            self.uid = editing.add(session, cast.SECRETARY, EntryKind.SERVICE, MEALS).uid
            for kind, fields in ((EntryKind.ORGANIZATION, CENTRE), (EntryKind.PRACTITIONER, NURSE)):
                editing.add(session, cast.SECRETARY, kind, fields)

    @contextmanager
    def opened(self):
        runtime = open_runtime(self.url, cast.SteppingClock())
        yield runtime
        runtime.close()

    def say(self, word, version):
        with self.opened() as runtime, runtime.write() as session:
            change = {"description": word}
            editing.edit(session, cast.SECRETARY, self.uid, change, seen_version=version)

    def back_up(self):
        copyfile(self.file, self.backup)

    def restore(self):
        for end in ("-wal", "-shm"):
            Path(f"{self.file}{end}").unlink(missing_ok=True)
        copyfile(self.backup, f"{self.backup}.again")
        Path(f"{self.backup}.again").replace(self.file)

    def rebuild(self):
        with self.opened() as runtime:
            following.rebuild(runtime, cast.OWNER, self.engine)

    def held(self):
        asked = [query.Word(word, (("body", 1.0),)) for word in WORDS]
        return [self.engine.search(each).total for each in (*asked, query.Everything())]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(documents_beside, "LARGE", 1)
    monkeypatch.setattr(documents, "BATCH", 1)
    found = Place(tmp_path)
    yield found
    found.engine.close()


@pytest.fixture
def meanwhile(monkeypatch):
    """Something that happens once the rebuild reads, before the process beside does."""

    def happens(event):
        real = documents_beside.beside

        @contextmanager
        def late(*given):
            event()
            with real(*given) as received:
                yield received

        monkeypatch.setattr(documents_beside, "beside", late)

    return happens


def caught_up(place):
    with place.opened() as runtime:
        following.catch_up(runtime, place.engine)
    return place.held()


def rebuilt(place):
    place.rebuild()
    return place.held()


def test_the_copy_is_of_before_what_was_written_meanwhile(place, meanwhile):
    place.say("first", 1)
    place.back_up()
    meanwhile(lambda: place.say("second", 2))
    place.rebuild()
    place.restore()

    assert caught_up(place) == [1, 0, 0, 3]


def test_the_copy_comes_back_while_the_index_is_built(place, meanwhile):
    place.say("first", 1)
    place.back_up()
    place.say("second", 2)
    meanwhile(place.restore)
    place.rebuild()

    assert caught_up(place) == rebuilt(place) == [1, 0, 0, 3]


def test_a_database_moved_away_meanwhile_leaves_no_empty_one(place, meanwhile):
    meanwhile(lambda: place.file.rename(place.backup))
    place.rebuild()

    assert not place.file.exists()
    assert place.held() == [0, 0, 0, 3]


def test_the_copy_that_comes_back_goes_on_differently(place, meanwhile):
    place.back_up()
    place.say("first", 1)

    def another_life():
        place.restore()
        place.say("second", 1)
        place.say("third", 2)

    meanwhile(another_life)
    place.rebuild()

    assert caught_up(place) == [0, 0, 1, 3]
