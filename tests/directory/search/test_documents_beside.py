"""The documents of a large directory come from a process beside; none is missing whatever becomes of it."""

from contextlib import contextmanager
from itertools import islice

import pytest

from core.beside import beside
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


def test_both_processes_make_some(large, prepare, monkeypatch):
    monkeypatch.setattr(documents, "BATCH", 1)

    whole = loaded(large, prepare)

    assert [isinstance(each, Prepared) for each in whole] == [True, True, False]
    assert [each if isinstance(each, Prepared) else prepare(each) for each in whole] == expected(
        large, prepare
    )


def test_a_few_are_read_here(large, prepare, monkeypatch):
    monkeypatch.setattr(documents_beside, "LARGE", 1_000)

    assert not any(isinstance(each, Prepared) for each in loaded(large, prepare))


@contextmanager
def _ends_early(*_):
    """As a process that is killed after its first batch."""
    with beside(*_) as received:
        yield islice(received, 1)


def test_what_a_process_that_ends_early_owed_is_read_here(large, prepare, monkeypatch):
    monkeypatch.setattr(documents, "BATCH", 1)
    whole = expected(large, prepare)
    monkeypatch.setattr(documents_beside, "beside", _ends_early)

    first, *rest = loaded(large, prepare)

    assert [first, *map(prepare, rest)] == whole


def _ends_at_once(*_):
    raise SystemExit(1)


def test_a_process_that_never_answers_is_done_without(large, prepare, monkeypatch):
    monkeypatch.setattr(documents_beside, "_send_theirs", _ends_at_once)

    assert len(loaded(large, prepare)) == 3
