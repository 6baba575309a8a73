"""Files that cannot be what they are given for: empty, archives, web pages, binary."""

from pathlib import Path

from core.errors import Invalid
from core.language import N_

HEAD = 65_536  # bytes looked at
NO_FILE = N_(
    "“{file}” is no ordinary file, and has to be read twice. Save what comes from it in a file first."
)
EMPTY = N_("{file} is empty. Download it again.")
NOT_OPENED = N_("{file} cannot be read. Check the disk or the network that it is on, then try again.")
_UNOPENED: dict[type[OSError], str] = {
    FileNotFoundError: N_("There is no file {file}. Check its name and its folder."),
    IsADirectoryError: N_("{file} is a folder. Name the file that is inside."),
    PermissionError: N_("{file} may not be opened. Close it in other programs, and check your rights to it."),
}
ARCHIVE = N_("{file} is an archive. Extract the file that is inside, and import that one.")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_WEB_PAGE = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")


def require_plain(path: Path) -> None:
    """Raises Invalid for a pipe or a device, which cannot be read twice."""
    if not path.is_file() and not path.is_dir() and path.exists():
        raise Invalid(NO_FILE, file=path.name)


def stamp(path: Path) -> tuple[int, int]:
    """What tells a file from itself as it was: its size and when it was written. Raises Invalid."""
    try:
        there = path.stat()
    except OSError as error:
        raise unopened(path, error) from error
    return there.st_size, there.st_mtime_ns


def head_of(path: Path) -> bytes:
    """The first bytes of a file. Raises Invalid when it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise unopened(path, error) from error


def refuse(path: Path, head: bytes) -> None:
    """Raises Invalid with the sentence that says what this file really is, if that can be told."""
    if sentence := _what_it_is(head):
        raise Invalid(sentence, file=path.name)


def _what_it_is(head: bytes) -> str | None:
    if not head.strip(b"\xef\xbb\xbf \t\r\n\0"):
        return EMPTY
    if head.startswith(_ARCHIVES):
        return ARCHIVE
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_WEB_PAGE):
        return N_("{file} is a web page, not the file itself. Download it again with the download button.")
    if b"\0" in head and not head.startswith(UTF16):
        return N_("{file} is not a text file. Import the text file as it was downloaded.")
    return None


def refuse_utf16(path: Path, head: bytes) -> None:
    """Raises Invalid for an encoding in which no publisher gives these files."""
    if head.startswith(UTF16):
        raise Invalid(N_("{file} is in UTF-16. Save it as UTF-8, then import it."), file=path.name)


def unopened(path: Path, error: OSError) -> Invalid:
    """The error for a file that the system does not give, in words of ours."""
    return Invalid(_UNOPENED.get(type(error), NOT_OPENED), file=path.name)


def empty(path: Path) -> Invalid:
    """The error for a file that holds nothing, or no row below its header."""
    return Invalid(EMPTY, file=path.name)


def cut_short(path: Path, line: int) -> Invalid:
    """The error for a file that ends before its end."""
    return Invalid(
        N_("{file} is cut short at line {line}. Nothing was imported. Download it again."),
        file=path.name,
        line=line,
    )
