"""Sets of document numbers as bits of one int: and, or, not and counting take microseconds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NOT_EMPTY = re.compile(rb"[^\0]", re.DOTALL)
_IN_BYTE = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def bits_of(numbers: Iterable[int], size: int) -> int:
    """The set of these numbers, all below `size`."""
    found = bytearray(size // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def numbers_of(bits: int) -> Iterator[int]:
    """The numbers in the set, ascending."""
    held = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for filled in _NOT_EMPTY.finditer(held):  # nearly all sets are small
        at = filled.start()
        base = at << 3
        for bit in _IN_BYTE[held[at]]:
            yield base + bit
