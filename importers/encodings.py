"""The encoding of a text, and its characters block by block: a large file never stands whole in memory."""

import codecs
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from core.errors import Invalid
from core.language import N_
from importers import wrong_files

TOO_LONG = N_("{file}: line {line} is too long for a table. Correct that line, then import again.")
LINE_ENDS = (b"\n", b"\r")
_OLD_ENCODINGS = ("cp1252", "mac_roman")
_FRENCH = frozenset("éèêàçâîôûùëïœÉÈÀÇ€°’«»–…²")
_ENOUGH_TO_TELL = 1_000_000  # bytes of damaged lines that tell the encoding
_BLOCK = 1 << 20  # bytes
_LONG = 500_000  # bytes without the end of a line


def encoding_of(file: BinaryIO) -> str:
    """By its mark, else UTF-8 if it can be, else the old encoding in which most letters look French."""
    file.seek(0)
    head = file.read(wrong_files.HEAD)
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith(wrong_files.UTF16):
        return "utf-16"
    if is_bare_utf16(head):
        return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    if is_all_utf8(file):
        return "utf-8"
    damaged = _damaged_bytes(file)
    return max(_OLD_ENCODINGS, key=lambda encoding: _frenchness(damaged, encoding))


def is_bare_utf16(head: bytes) -> bool:
    """Every second byte of Western text is zero."""
    pairs = len(head) // 2
    return pairs > 2 and max(head[0::2].count(0), head[1::2].count(0)) > 0.6 * pairs > head.count(0) * 0.3


def blocks(file: BinaryIO, encoding: str) -> Iterator[str]:
    """An old encoding is read line by line: of a table in UTF-8, only the damaged lines are read so."""
    if encoding in _OLD_ENCODINGS:
        for lines in _whole_lines(file):
            yield "".join(
                line.decode("utf-8" if _is_utf8(line) else encoding, errors="replace") for line in lines
            )
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for block in raw_blocks(file):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def raw_blocks(file: BinaryIO, size: int | None = None) -> Iterator[bytes]:
    """From its beginning; each has that size but the last."""
    file.seek(0)
    while block := file.read(size or _BLOCK):
        yield block


def is_all_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in raw_blocks(file):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def refuse_endless(path: Path, file: BinaryIO, ends: Sequence[bytes] = LINE_ENDS) -> None:
    """Before anything is made of a line, which takes ten times its memory. Raises Invalid."""
    for at, block in enumerate(raw_blocks(file, _LONG)):
        if len(block) == _LONG and not any(end in block for end in ends):
            line = 1 + count_lines(islice(raw_blocks(file, _LONG), at), ends)
            raise Invalid(TOO_LONG, file=path.name, line=line)


def count_lines(blocks: Iterable[bytes], ends: Sequence[bytes] = LINE_ENDS) -> int:
    """By the end that is there most often."""
    found = dict.fromkeys(ends, 0)
    for block in blocks:
        for end in ends:
            found[end] += block.count(end)
    return max(found.values())


def lines_of_another_encoding(file: BinaryIO, encoding: str) -> "array[int]":
    """The numbers of the lines in the old encoding of a file that has accents in UTF-8 too."""
    found = array("L")
    has_utf8 = False
    if encoding in _OLD_ENCODINGS:
        for number, line in enumerate(_lines(file), start=1):
            if line.isascii():
                continue
            if _is_utf8(line):
                has_utf8 = True
            else:
                found.append(number)
    return found if has_utf8 else array("L")


def _damaged_bytes(file: BinaryIO) -> bytes:
    """The lines that are no UTF-8, as many as are enough to tell."""
    found = bytearray()
    for line in _lines(file):
        if not _is_utf8(line):
            found += line.rstrip(b"\r\n")
            if len(found) >= _ENOUGH_TO_TELL:
                break
    return bytes(found[:_ENOUGH_TO_TELL])


def _lines(file: BinaryIO) -> Iterator[bytes]:
    return chain.from_iterable(_whole_lines(file))


def _whole_lines(file: BinaryIO) -> Iterator[list[bytes]]:
    """With their ends. The last one of a block may go on in the next, or have its line feed there."""
    rest = b""
    for block in raw_blocks(file):
        found = (rest + block).splitlines(keepends=True)
        rest = found.pop()
        yield found
    if rest:
        yield [rest]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _frenchness(content: bytes, encoding: str) -> float:
    letters = [char for char in content.decode(encoding, errors="replace") if ord(char) > 127]
    return sum(char in _FRENCH for char in letters) / max(len(letters), 1)
