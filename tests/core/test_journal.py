"""The journal: rows in commit order, and what changed beside them."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from sqlmodel import Session, select

from core import journal
from core.ids import uuid7
from core.journal import NO_HASH, START, JournalRecord, JournalValues, Position
from core.runtime import Runtime
from tests.cast import NOW, OWNER, SteppingClock

ENTRY = UUID("00000000-0000-7000-8000-0000000000e1")
CHANGES = {"name": ("Avant", "Après"), "diets": (None, ["sans sel"])}


def test_an_empty_journal_is_at_the_start(session: Session) -> None:
    assert journal.head(session) == START
    assert journal.after(session, 0) == []


def test_rows_are_numbered_from_one(session: Session) -> None:
    first = journal.append(session, None, "entry", ENTRY, "added")
    second = journal.append(session, None, "entry", ENTRY, "edited", CHANGES)

    assert [first, second] == [1, 2]


def test_a_row_says_who_did_what_when(session: Session) -> None:
    space = uuid7()

    journal.append(session, OWNER.person_id, "entry", ENTRY, "edited", CHANGES, space_id=space)

    row = journal.after(session, 0)[0]
    assert row[:6] == (1, NOW, OWNER.person_id, "entry", ENTRY, "edited")
    assert row.space_id == space


def test_many_rows_get_a_range_of_seqs(session: Session) -> None:
    journal.append(session, None, "entry", ENTRY, "added")

    seqs = journal.append_many(session, None, [("entry", uuid7(), "added", None) for _ in range(3)])

    assert list(seqs) == [2, 3, 4]


def test_no_rows_change_nothing(session: Session) -> None:
    assert list(journal.append_many(session, None, [])) == []
    assert journal.head(session) == START


def test_a_transaction_has_one_time(runtime: Runtime, clock: SteppingClock) -> None:
    with runtime.write() as session:
        journal.append(session, None, "entry", ENTRY, "added")
        clock.advance(hours=1)
        journal.append(session, None, "entry", ENTRY, "edited")
    with runtime.write() as session:
        journal.append(session, None, "entry", ENTRY, "retired")

    with runtime.read() as session:
        assert [row.at - NOW for row in journal.after(session, 0)] == [
            timedelta(0),
            timedelta(0),
            timedelta(hours=1),
        ]


def test_after_reads_on_in_slices(session: Session) -> None:
    journal.append_many(session, None, [("entry", uuid7(), "added", None) for _ in range(5)])

    assert [row.seq for row in journal.after(session, 1, limit=2)] == [2, 3]


def test_the_history_of_a_subject_is_newest_first(session: Session) -> None:
    journal.append(session, None, "entry", ENTRY, "added")
    journal.append(session, None, "entry", uuid7(), "added")
    journal.append(session, None, "entry", ENTRY, "edited", CHANGES)
    journal.append(session, None, "space", ENTRY, "edited", CHANGES)

    history = journal.of_subject(session, "entry", ENTRY)

    assert [(row.seq, changes) for row, changes in history] == [(3, CHANGES), (1, None)]


def test_the_head_and_the_hash_of_a_row_agree(session: Session) -> None:
    journal.append(session, None, "entry", ENTRY, "added")

    assert journal.head(session) == Position(1, journal.row_hash(session, 1) or b"")
    assert journal.row_hash(session, 0) == NO_HASH
    assert journal.row_hash(session, 2) is None


def test_a_row_is_hashed_as_documented(session: Session) -> None:
    journal.append(session, OWNER.person_id, "entry", ENTRY, "edited", {"name": ("é", None)})

    stored = session.exec(select(JournalRecord)).one()
    values = session.exec(select(JournalValues)).one()
    digest = sha256(values.salt + '{"name":["é",null]}'.encode()).digest()
    moment = round(NOW.timestamp()) * 1_000_000
    numbers = (1).to_bytes(8) + moment.to_bytes(8) + bytes([1 | 4])
    ids = (OWNER.person_id or ENTRY).bytes + bytes(16) + ENTRY.bytes
    assert stored.values_digest == digest
    assert stored.hash == sha256(bytes(32) + numbers + ids + digest + b"\x05entry\x06edited").digest()


def test_equal_values_have_different_digests(session: Session) -> None:
    journal.append(session, None, "entry", ENTRY, "edited", CHANGES)
    journal.append(session, None, "entry", ENTRY, "edited", CHANGES)

    digests = session.exec(select(JournalRecord.values_digest)).all()
    assert len(set(digests)) == 2


@pytest.mark.parametrize("value", [float("nan"), object()])
def test_only_json_is_written(runtime: Runtime, value: object) -> None:
    with runtime.write() as session, pytest.raises((TypeError, ValueError)):
        journal.append(session, None, "entry", ENTRY, "edited", {"name": (None, value)})
