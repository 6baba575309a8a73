"""The documents of a large directory come from a process beside; none is missing whatever becomes of it."""

from multiprocessing import get_context

import pytest

from core.runtime import open_runtime
from directory import editing
from directory.kinds import EntryKind
from directory.search import documents, documents_beside
from directory.search.schema import SCHEMA
from search.engine import Prepared
from search.engines import open_engine
from tests.directory.samples import CENTRE, MEALS, NURSE


@pytest.fixture
def prepare(tmp_path):
    return open_engine("tantivy", tmp_path, SCHEMA).preparer()


@pytest.fixture
def large(runtime, secretary, monkeypatch):
    with runtime.write() as session:
        for kind, fields in ((EntryKind.ORGANIZATION, CENTRE), (EntryKind.PRACTITIONER, NURSE)):
            editing.add(session, secretary, kind, fields)
        editing.add(session, secretary, EntryKind.SERVICE, MEALS)
    monkeypatch.setattr(documents_beside, "LARGE", 1)
    return runtime


def loaded(runtime, prepare):
    with runtime.read() as session:
        return list(documents_beside.load_all(session, prepare))


def expected(runtime, prepare):
    with runtime.read() as session:
        return [prepare(document) for document in documents.load_all(session)]


def test_they_are_those_of_the_directory(large, prepare):
    assert loaded(large, prepare) == expected(large, prepare)


def test_a_few_are_read_here(large, prepare, monkeypatch):
    monkeypatch.setattr(documents_beside, "LARGE", 1_000)

    assert not any(isinstance(each, Prepared) for each in loaded(large, prepare))


def test_what_a_process_that_ends_early_owed_is_read_here(large, prepare, monkeypatch):
    whole = expected(large, prepare)
    monkeypatch.setattr(documents_beside, "_received", lambda *_: iter([whole[:1]]))

    first, *rest = loaded(large, prepare)

    assert [first, *map(prepare, rest)] == whole


def _ends_at_once(*_):
    raise SystemExit(1)


def test_a_process_that_never_answers_is_done_without(large, prepare, monkeypatch):
    monkeypatch.setattr(documents_beside, "_send_all", _ends_at_once)

    assert len(loaded(large, prepare)) == 3


def _count_all(url, prepare, wanted):
    documents_beside.LARGE = 1
    runtime = open_runtime(url)
    wanted.send(len(loaded(runtime, prepare)))
    runtime.close()


def test_a_process_beside_another_does_without(large, prepare):
    processes = get_context("spawn")
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=_count_all, args=(large.engine.url, prepare, theirs), daemon=True)
    process.start()
    theirs.close()

    assert ours.recv() == 3
    process.join()
