"""The time: where it comes from, and what time a transaction has."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlmodel import Session

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def of(session: "Session") -> datetime:
    """The one time of this transaction, aware and in UTC."""
    now: datetime = session.info["now"]
    return now
