"""What an import met, one byte per number: a million entries take a megabyte."""

from collections.abc import Iterable
from enum import IntEnum


class Mark(IntEnum):
    """What became of it; a higher mark stands over a lower one."""

    NOT_MET = 0
    SEEN = 1
    CHANGED = 2
    ADDED = 3
    WITHDRAWN = 4


class Marks:
    """A mark per number, counted in one pass."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def put(self, numbers: Iterable[int], mark: Mark) -> None:
        for number in numbers:
            if number >= len(self._bytes):
                self._bytes.extend(bytes(max(number + 1 - len(self._bytes), len(self._bytes), 4096)))
            if self._bytes[number] < mark:
                self._bytes[number] = mark

    def met(self, number: int) -> bool:
        return number < len(self._bytes) and self._bytes[number] != Mark.NOT_MET

    def count(self, mark: Mark) -> int:
        return self._bytes.count(mark)
