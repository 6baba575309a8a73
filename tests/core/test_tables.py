"""Column types and bulk inserts: the same values come back, on both engines, whichever way they went in."""

import gc
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, select
from sqlalchemy.exc import StatementError
from sqlmodel import Session

from core import bulk
from core.tables import Blob, Codes, Json, Uid, UtcDateTime, canonical

THINGS = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("uid", Uid),
    Column("at", UtcDateTime),
    Column("data", Json),
    Column("codes", Codes),
    Column("raw", Blob),
    Column("order", Text),  # a word of SQL
)
NAMES = [column.name for column in THINGS.columns]


class Colour(StrEnum):
    RED = "red"


UID = UUID("01a20160-0000-7000-8000-000000000001")
AT = datetime(2026, 3, 29, 1, 59, 59, 123456, tzinfo=UTC)
FULL = (1, UID, AT, {"é": [1, None, True]}, ("a", "b"), b"\x00\xff", Colour.RED)
EMPTY = (2, None, None, None, (), None, None)


@pytest.fixture
def things(session: Session) -> Session:
    THINGS.create(session.connection())
    return session


def stored(session: Session) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(select(THINGS).order_by(THINGS.c.id))]


def test_bulk_rows_come_back(things: Session) -> None:
    bulk.insert_rows(things, THINGS, NAMES, [FULL, EMPTY])

    assert stored(things) == [FULL, EMPTY]


def test_rows_come_back_from_ordinary_inserts_too(things: Session) -> None:
    things.execute(THINGS.insert(), [dict(zip(NAMES, row, strict=True)) for row in (FULL, EMPTY)])

    assert stored(things) == [FULL, EMPTY]


def test_bulk_takes_some_columns_in_any_order(things: Session) -> None:
    bulk.insert_rows(things, THINGS, ["uid", "id"], [(UID, 3)])

    assert stored(things)[0][:2] == (3, UID)


def test_no_rows_are_no_statement(things: Session) -> None:
    bulk.insert_rows(things, THINGS, NAMES, [])

    assert stored(things) == []


@pytest.mark.parametrize("numbers", [[1, 2, 9], range(1, 3)])
def test_rows_of_some_numbers_come_back_as_they_went_in(things: Session, numbers: Sequence[int]) -> None:
    bulk.insert_rows(things, THINGS, NAMES, [FULL, EMPTY, (3, *FULL[1:])])

    assert sorted(bulk.rows_among(things, THINGS, NAMES, "id", numbers)) == [FULL, EMPTY]


def test_rows_are_told_by_texts_and_by_what_another_column_holds(things: Session) -> None:
    rows = [(number, said) for number, said in enumerate(["l'été", "a|b", 'dit "oui"', "a|b"], start=1)]
    bulk.insert_rows(things, THINGS, ["id", "order"], rows)

    some = ["l'été", "a|b", 'dit "oui"', "nothing"]
    assert sorted(bulk.rows_among(things, THINGS, ["id", "order"], "order", some)) == rows
    assert bulk.rows_among(things, THINGS, ["id"], "order", some, id=4) == [(4,)]
    assert bulk.rows_among(things, THINGS, ["order"], "id", [1, 3], order='dit "oui"') == [('dit "oui"',)]


def test_rows_of_no_number_are_none(things: Session) -> None:
    bulk.insert_rows(things, THINGS, NAMES, [FULL])

    assert bulk.rows_among(things, THINGS, NAMES, "id", []) == []


def test_a_time_is_stored_in_utc(things: Session) -> None:
    paris = timezone(timedelta(hours=1))

    bulk.insert_rows(things, THINGS, ["id", "at"], [(1, AT.astimezone(paris))])

    back = stored(things)[0][2]
    assert (back, back.tzinfo) == (AT, UTC)


def test_a_time_without_zone_is_refused(things: Session) -> None:
    with pytest.raises(ValueError, match="without time zone"):
        bulk.insert_rows(things, THINGS, ["id", "at"], [(1, datetime(2026, 1, 1))])  # noqa: DTZ001  # the point
    with pytest.raises(StatementError, match="without time zone"):
        things.execute(THINGS.insert(), {"id": 1, "at": datetime(2026, 1, 1)})  # noqa: DTZ001  # the point


def test_codes_are_a_set(things: Session) -> None:
    bulk.insert_rows(things, THINGS, ["id", "codes"], [(1, ["b", "a", "b"])])

    assert stored(things)[0][4] == ("a", "b")


def test_one_text_is_not_codes(things: Session) -> None:
    with pytest.raises(TypeError, match="codes are a list"):
        bulk.insert_rows(things, THINGS, ["id", "codes"], [(1, "ab")])


def test_a_uid_can_be_sought(things: Session) -> None:
    bulk.insert_rows(things, THINGS, NAMES, [FULL, EMPTY])

    assert things.execute(select(THINGS.c.id).where(THINGS.c.uid.in_([UID]))).scalars().all() == [1]


def test_equal_json_has_one_text() -> None:
    assert canonical({"b": 1, "a": ["é"]}) == canonical({"a": ("é",), "b": 1}) == '{"a":["é"],"b":1}'


@pytest.mark.parametrize("before", [True, False])
def test_no_collection_leaves_the_collector_as_it_was(before: bool) -> None:
    was = gc.isenabled()
    (gc.enable if before else gc.disable)()
    try:
        with bulk.no_collection():
            during = gc.isenabled()
        after = gc.isenabled()
    finally:
        (gc.enable if was else gc.disable)()

    assert (during, after) == (False, before)
