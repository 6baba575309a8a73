"""Days are those of France."""

from datetime import UTC, date, datetime

import pytest

from core import clock


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2027, 3, 27), datetime(2027, 3, 27, 23, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, tzinfo=UTC)),  # summer time began that night
    ],
)
def test_a_day_ends_at_midnight_in_france(day: date, end: datetime) -> None:
    assert clock.end_of(day) == end
    assert clock.day(end) > day
