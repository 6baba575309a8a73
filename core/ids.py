"""Public ids: UUIDs of version 7, so that later ones sort after earlier ones."""

from os import urandom
from threading import Lock
from time import time_ns
from uuid import UUID

_lock = Lock()
_last = 0  # the last 60 bits given: 48 of milliseconds, 12 of counter


def uuid7() -> UUID:
    """A new id, greater than every id this process made before, whatever the clock does."""
    global _last  # the counter that makes ids monotonic
    with _lock:
        _last = max(time_ns() // 1_000_000 << 12, _last + 1)
        ordered = _last
    random = int.from_bytes(urandom(8)) >> 2
    return UUID(int=(ordered >> 12 << 80) | (0x7 << 76) | ((ordered & 0xFFF) << 64) | (0b10 << 62) | random)
