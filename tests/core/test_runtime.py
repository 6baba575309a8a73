"""Transactions: snapshots, one writer at a time, and faults that say what to do."""

import pytest
from sqlmodel import Session, select

from core import journal
from core.ids import uuid7
from core.journal import JournalRecord
from core.runtime import Runtime


def note(session: Session) -> int:
    return journal.append(session, None, "test", uuid7(), "noted")


def seqs(session: Session) -> list[int]:
    return list(session.exec(select(JournalRecord.seq)))


def test_what_was_written_is_there(runtime: Runtime) -> None:
    with runtime.write() as session:
        note(session)

    with runtime.read() as session:
        assert seqs(session) == [1]


def test_an_error_leaves_nothing_behind(runtime: Runtime) -> None:
    with pytest.raises(KeyError), runtime.write() as session:
        note(session)
        raise KeyError

    with runtime.read() as session:
        assert seqs(session) == []


def test_a_reader_sees_one_snapshot(runtime: Runtime) -> None:
    with runtime.read() as reader:
        before = seqs(reader)
        with runtime.write() as session:
            note(session)

        assert seqs(reader) == before == []


def test_what_a_reader_changes_is_dropped(runtime: Runtime) -> None:
    with runtime.write() as session:
        note(session)
    with runtime.read() as session:
        session.exec(select(JournalRecord)).one().verb = "other"
        session.flush()

    with runtime.read() as session:
        assert session.exec(select(JournalRecord)).one().verb == "noted"


def test_the_journal_refuses_a_reader(runtime: Runtime) -> None:
    with runtime.read() as session, pytest.raises(RuntimeError, match="write lock"):
        note(session)


def test_rows_given_out_can_be_read_after_the_transaction(runtime: Runtime) -> None:
    with runtime.write() as session:
        note(session)
        row = session.exec(select(JournalRecord)).one()

    assert row.verb == "noted"
