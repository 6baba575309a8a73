"""What all tables share: names of constraints, and column types that are the same on both engines."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, Text, TypeDecorator
from sqlmodel import SQLModel

# Constraints need names, or no migration can change them. Set before any table is defined: every module
# with tables imports this one, directly or through `core.bulk`.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BigNumber = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER is SQLite's own row number


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, no escape that is not needed."""
    return _encode(value)


_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
).encode


class Uid(TypeDecorator[UUID]):
    """A UUID as its 16 bytes."""

    impl = LargeBinary(16)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[UUID | None], bytes | None]:
        return _uuid_bytes

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None]:
        return _uuid_of


def _uuid_bytes(value: UUID | None) -> bytes | None:
    return None if value is None else value.int.to_bytes(16)


def _uuid_of(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=bytes(value))


class Blob(TypeDecorator[bytes]):
    """Bytes as they are; both drivers take them without a detour."""

    impl = LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        return None


class UtcDateTime(TypeDecorator[datetime]):
    """A time, aware and in UTC on both sides. A naive one is a bug and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        convert = super().bind_processor(dialect)
        return None if convert is None else lru_cache(64)(convert)  # the rows of a batch share their times

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without time zone: {value!r}")
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        convert = super().result_processor(dialect, coltype)
        return None if convert is None else lru_cache(64)(convert)  # so do the rows that are read

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A JSON value as its canonical text; None is NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Codes(TypeDecorator[tuple[str, ...]]):
    """A set of codes as sorted text, "|a|b|": `LIKE '%|a|%'` finds one. No code is ""."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str:
        if not value:
            return ""
        if isinstance(value, str):
            raise TypeError(f"codes are a list, not the text {value!r}")
        return "|" + "|".join(sorted(set(value))) + "|"

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return _codes(value) if value else ()


@lru_cache(maxsize=1 << 12)
def _codes(text: str) -> tuple[str, ...]:
    """A million rows have a handful of different ones."""
    return tuple(text[1:-1].split("|"))
