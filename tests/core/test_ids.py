"""Public ids."""

from concurrent.futures import ThreadPoolExecutor
from time import time

import pytest

from core import ids
from core.ids import uuid7


def test_an_id_is_of_version_7_and_holds_its_time() -> None:
    made = uuid7()

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert abs((made.int >> 80) / 1000 - time()) < 60


def test_later_ids_are_greater_even_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = uuid7()
    monkeypatch.setattr(ids, "time_ns", lambda: 0)

    made = [uuid7() for _ in range(10_000)]

    assert [before, *made] == sorted({before, *made})


def test_threads_never_get_the_same_id() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: uuid7(), range(4_000)))

    assert len(set(made)) == 4_000
