"""The chain: whole as written, also after an erasure; any other change is found."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session, select

from core import chain, journal
from core.chain import SEQS
from core.ids import uuid7
from core.journal import JournalValues
from core.runtime import Runtime, create_tables, is_sqlite, open_runtime
from tests.cast import OWNER

MARIE = UUID("00000000-0000-7000-8000-0000000000e1")
PAUL = UUID("00000000-0000-7000-8000-0000000000e2")


def write_some(session: Session) -> None:
    """Six rows: 1–3 Marie, 4–6 Paul; 2, 3, 5 and 6 with values."""
    for subject in (MARIE, PAUL):
        journal.append(session, None, "entry", subject, "added")
        journal.append(session, OWNER.person_id, "entry", subject, "edited", {"name": (None, "Durand")})
        journal.append(
            session, OWNER.person_id, "entry", subject, "edited", {"name": ("Durand", "Dubois")}, uuid7()
        )


@pytest.fixture
def written(runtime: Runtime) -> Runtime:
    with runtime.write() as session:
        write_some(session)
    return runtime


def verified(runtime: Runtime) -> chain.ChainReport:
    with runtime.read() as session:
        return chain.verify(session)


def tamper(runtime: Runtime, statement: str, **values: Any) -> None:
    """Change the database as somebody with the file in hand can."""
    with runtime.write() as session:
        if is_sqlite(runtime.engine):
            session.execute(text("PRAGMA defer_foreign_keys=ON"))
        session.execute(text(statement), values)


def test_an_empty_chain_is_whole(runtime: Runtime) -> None:
    assert verified(runtime) == chain.ChainReport(0, 0, None, journal.START)


def test_a_chain_is_whole_as_written(written: Runtime) -> None:
    report = verified(written)

    assert (report.rows, report.erased, report.whole) == (6, 0, True)


def test_more_rows_than_one_slice(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_SLICE", 3)
    with runtime.write() as session:
        write_some(session)

    assert verified(runtime).rows == 6


def test_erasing_leaves_the_chain_whole(written: Runtime) -> None:
    with written.write() as session:
        assert chain.erase(session, OWNER.person_id, "entry", MARIE) == 2

    report = verified(written)
    assert (report.rows, report.erased, report.whole) == (7, 2, True)


def test_erasing_takes_values_and_salts_of_that_subject_only(written: Runtime) -> None:
    with written.write() as session:
        chain.erase(session, None, "entry", MARIE)

    with written.read() as session:
        assert [row.seq for row in session.exec(select(JournalValues))] == [5, 6, 7]
        history = journal.of_subject(session, "entry", MARIE)
        assert [changes for _row, changes in history] == [{SEQS: (None, [2, 3])}, None, None, None]


def test_erased_values_are_gone_from_the_file(tmp_path: Path) -> None:
    runtime = open_runtime(f"sqlite:///{tmp_path}/m.db")
    create_tables(runtime)
    with runtime.write() as session:
        write_some(session)
        append_secret(session)
    with runtime.write() as session:
        chain.erase(session, None, "entry", MARIE)
    runtime.close()

    assert [file.name for file in tmp_path.iterdir() if b"Durand-Secret" in file.read_bytes()] == []


def append_secret(session: Session) -> None:
    journal.append(session, None, "entry", MARIE, "edited", {"name": (None, "Durand-Secret " * 500)})


def test_erasing_twice_keeps_the_first_announcement(written: Runtime) -> None:
    with written.write() as session:
        chain.erase(session, None, "entry", MARIE)
        journal.append(session, None, "entry", MARIE, "edited", {"name": (None, "Durand")})
        chain.erase(session, None, "entry", MARIE)

    report = verified(written)
    assert (report.erased, report.whole) == (3, True)


def test_erasing_what_has_no_values_says_nothing(written: Runtime) -> None:
    with written.write() as session:
        assert chain.erase(session, None, "entry", uuid7()) == 0

    assert verified(written).rows == 6


def test_values_gone_without_a_word_are_found(written: Runtime) -> None:
    tamper(written, "DELETE FROM journal_values WHERE seq = 3")

    assert verified(written).first_broken == 3


def test_an_announcement_covers_its_own_subject_only(written: Runtime) -> None:
    tamper(written, "DELETE FROM journal_values WHERE seq = 3")
    with written.write() as session:
        journal.append(session, None, "entry", PAUL, chain.ERASED, {SEQS: (None, [3])})

    assert verified(written).first_broken == 3


def test_erased_values_that_come_back_are_found(written: Runtime) -> None:
    with written.read() as session:
        kept = session.exec(select(JournalValues).where(JournalValues.seq == 2)).one()
    with written.write() as session:
        chain.erase(session, None, "entry", MARIE)
    with written.write() as session:
        session.add(JournalValues(seq=2, salt=kept.salt, changes=kept.changes))

    assert verified(written).first_broken == 2


def test_values_for_a_row_without_any_are_found(written: Runtime) -> None:
    with written.write() as session:
        session.add(JournalValues(seq=4, salt=bytes(16), changes={"name": [None, "Faux"]}))

    assert verified(written).first_broken == 4


def test_a_row_taken_out_is_found(written: Runtime) -> None:
    tamper(written, "DELETE FROM journal WHERE seq = 4")

    assert verified(written).first_broken == 4


def test_a_row_that_cannot_be_read_is_found(written: Runtime) -> None:
    tamper(written, "UPDATE journal SET subject = :subject WHERE seq = 4", subject=b"short")

    assert verified(written).first_broken == 4


BYTES = st.binary(min_size=16, max_size=32)
ROW_LIES = st.one_of(
    st.tuples(st.just("at"), st.sampled_from(["2020-01-01 00:00:00.000000", "2026-11-20 09:00:00.000001"])),
    st.tuples(st.sampled_from(["actor_id", "space_id"]), st.none() | BYTES.map(lambda raw: raw[:16])),
    st.tuples(st.just("subject"), BYTES.map(lambda raw: raw[:16])),
    st.tuples(st.sampled_from(["kind", "verb"]), st.text(st.characters(codec="ascii", categories=["L"]))),
    st.tuples(st.just("values_digest"), st.none() | BYTES),
    st.tuples(st.sampled_from(["prev_hash", "hash"]), BYTES),
)
VALUE_LIES = st.one_of(
    st.tuples(st.just("salt"), BYTES),
    st.tuples(
        st.just("changes"),
        st.sampled_from(["null", "{}", '{"name":[null,"Faux"]}', '{"name":[null, "Durand"]}']),
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(seq=st.integers(1, 6), lie=ROW_LIES)
def test_any_change_of_a_row_is_found(written: Runtime, seq: int, lie: tuple[str, Any]) -> None:
    assert lied_about(written, "journal", seq, lie) in (None, seq)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(seq=st.sampled_from([2, 3, 5, 6]), lie=VALUE_LIES)
def test_any_change_of_a_value_is_found(written: Runtime, seq: int, lie: tuple[str, Any]) -> None:
    assert lied_about(written, "journal_values", seq, lie) in (None, seq)


def lied_about(runtime: Runtime, table: str, seq: int, lie: tuple[str, Any]) -> int | None:
    """The first row found broken while a lie is told and dropped again; None if it was true."""
    column, value = lie
    with runtime.read() as session:
        before = session.execute(text(f"SELECT {column} FROM {table} WHERE seq = {seq}")).scalar_one()
        changed = session.execute(
            text(f"UPDATE {table} SET {column} = :value WHERE seq = {seq}"), {"value": value}
        )
        after = session.execute(text(f"SELECT {column} FROM {table} WHERE seq = {seq}")).scalar_one()
        assert changed.rowcount == 1  # type: ignore[attr-defined]  # of a cursor result
        found = chain.verify(session).first_broken
    assert (found is None) == (before == after)
    return found
