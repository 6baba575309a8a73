"""The one place where the faults of a database become sentences that say what to do."""

import errno
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from core.errors import AppError
from core.language import N_

_BUSY = N_("Somebody else is writing in the directory for a long time. Try again in a moment.")
_FULL = N_("The disk is full: this could not be finished. Free some space, then do it again.")
_READ_ONLY = N_("The data in {place} is read-only: nothing was saved. Check who may write there.")
UNREADABLE = N_("The data in {place} cannot be opened. Check that the folder exists and is yours.")
_NOT_OURS = N_("The file {place} is not a database of Maillage. Move it away, or name another one.")
_DAMAGED = N_("The file {place} is damaged. Keep a copy of it, then restore a backup.")
_DISK_FAULT = N_("The disk that holds {place} has a fault: nothing was saved. Check the disk.")
_NO_SERVER = N_("The database server {place} does not answer. Check that it runs, and its address.")
_REFUSED = N_("The database server {place} refused the login. Check the name, the password and the rights.")
_NO_DATABASE = N_("The database server has no database {place}. Create it first.")

_SQLITE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": UNREADABLE,
    "SQLITE_CANTOPEN": UNREADABLE,
    "SQLITE_NOTADB": _NOT_OURS,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_IOERR": _DISK_FAULT,
    "SQLITE_IOERR_SHMSIZE": _FULL,  # even to read, it makes a small file beside
}
_OF_FILE = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
}
_POSTGRESQL = {  # by SQLSTATE, or by its class
    "55P03": _BUSY,
    "40001": _BUSY,
    "40P01": _BUSY,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _REFUSED,
    "28": _REFUSED,
    "3D000": _NO_DATABASE,
    "53300": _NO_SERVER,
    "57P": _NO_SERVER,
    "08": _NO_SERVER,
}


def explained(error: Exception, place: str) -> AppError | None:
    """What to tell the person about a fault of the database in `place`; None for a bug of ours."""
    fault = error.orig if isinstance(error, DBAPIError) else error
    if (name := getattr(fault, "sqlite_errorname", None)) is not None:
        message = _SQLITE.get(name) or _SQLITE.get("_".join(name.split("_")[:2]))
        if message is UNREADABLE and Path(place).is_file():  # beside it, not even a reader's file can be made
            message = _READ_ONLY
    elif type(fault).__module__.startswith("psycopg"):
        message = _of_server(getattr(fault, "sqlstate", None), type(fault).__name__, str(fault))
    else:
        message = None
    return None if message is None else AppError(message, place=place)


def of_file(error: OSError, place: str) -> AppError:
    """What to tell about a file beside the database in `place` that cannot be made or written."""
    return AppError(_OF_FILE.get(error.errno or 0, _DISK_FAULT), place=place)


def _of_server(state: str | None, name: str, text: str) -> str | None:
    if state is not None:
        return next((_POSTGRESQL[key] for key in (state, state[:3], state[:2]) if key in _POSTGRESQL), None)
    if name not in ("OperationalError", "ConnectionTimeout"):
        return None
    # A connection that fails has no SQLSTATE; the server's own words are all there is.
    if "does not exist" in text and "database" in text:
        return _NO_DATABASE
    return _REFUSED if "authentication failed" in text or "no password" in text else _NO_SERVER
