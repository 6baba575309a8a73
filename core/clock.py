"""The time: where it comes from, and what time a transaction has."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from sqlmodel import Session

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def of(session: "Session") -> datetime:
    """The one time of this transaction, aware and in UTC."""
    now: datetime = session.info["now"]
    return now


def day(moment: datetime) -> date:
    """The day in France at that moment: it begins one or two hours before the day in UTC."""
    return moment.astimezone(_france()).date()


def today(session: "Session") -> date:
    """The day in France of this transaction."""
    return day(of(session))


def end_of(day: date) -> datetime:
    """The first moment when that day is over in France. Raises OverflowError for the last day there is."""
    return datetime.combine(day + timedelta(days=1), time.min, _france()).astimezone(UTC)


@cache
def _france() -> ZoneInfo:
    return ZoneInfo("Europe/Paris")
