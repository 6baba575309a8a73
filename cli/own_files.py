"""Where a command may write: never over a file that is not its own."""

from pathlib import Path

from core.errors import Invalid
from core.language import N_

_NO_FOLDER = N_("There is no folder {folder}. Create it, or name another one.")
_TAKEN = N_("The file {file} is there already and would be lost. Name a new one.")


def require_free(path: Path, first_line: str | None = None) -> None:
    """Raises Invalid where nothing may be written: a file that is there must begin with the line that this
    command itself writes first.
    """
    if not path.parent.is_dir():
        raise Invalid(_NO_FOLDER, folder=str(path.parent))
    if path.exists() and (first_line is None or _first_line(path) != first_line):
        raise Invalid(_TAKEN, file=str(path))


def _first_line(path: Path) -> str | None:
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.readline(1000).rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        return None
