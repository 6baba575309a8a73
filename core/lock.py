"""A lock on a file that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import AppError

Busy = Callable[[], AppError]  # makes what is raised when somebody else holds the lock

_HELD_ELSEWHERE = (BlockingIOError, PermissionError)  # as Unix says it, and Windows


class FileLock:
    """Held by one thread of one process at a time; that thread may take it again."""

    def __init__(self, path: Path, busy: Busy) -> None:
        self._path = path
        self._busy = busy
        self._thread = threading.RLock()
        self._depth = 0
        self._handle = -1

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raises what `busy` makes, at once, when another thread or process holds it; OSError where the file
        cannot be made or locked.
        """
        if not self._thread.acquire(blocking=False):
            raise self._busy()
        try:
            if self._depth == 0:
                self._handle = self._locked_handle()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    os.close(self._handle)
        finally:
            self._thread.release()

    def _locked_handle(self) -> int:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            if isinstance(error, _HELD_ELSEWHERE):
                raise self._busy() from error
            raise
        return handle


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
