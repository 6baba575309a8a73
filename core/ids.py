"""Public ids: UUIDs of version 7, so that later ones sort after earlier ones."""

import os
from threading import Lock
from time import time_ns
from uuid import UUID

_lock = Lock()
_last = 0  # the last 60 bits given: 48 of milliseconds, 12 of counter
_random: list[int] = []  # drawn ahead, 64 bits each: the call to the system took half of the time
_DRAWN_AHEAD = 256


def uuid7() -> UUID:
    """A new id, greater than every id this process made before, whatever the clock does."""
    global _last  # the counter that makes ids monotonic
    with _lock:
        _last = max(time_ns() // 1_000_000 << 12, _last + 1)
        ordered = _last
        random = (_random or _draw()).pop() >> 2
    return UUID(int=(ordered >> 12 << 80) | (0x7 << 76) | ((ordered & 0xFFF) << 64) | (0b10 << 62) | random)


def _draw() -> list[int]:
    drawn = os.urandom(8 * _DRAWN_AHEAD)
    _random.extend(memoryview(drawn).cast("Q"))
    return _random


if hasattr(os, "register_at_fork"):  # a fork would give the same ids as its parent
    os.register_at_fork(after_in_child=_random.clear)
