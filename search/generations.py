"""The folders of an index: one current generation, named by a pointer file, and new ones built beside.

Nothing open is ever replaced, so that readers of the old generation go on, also on Windows.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.lock import FileLock
from search.engine import EngineBusy, failed

POINTER = "current"
LOCK = "lock"


class Generations:
    """Names are numbers that only grow; whoever writes holds `lock`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = FileLock(folder / LOCK, EngineBusy)
        self._pointer = folder / POINTER
        self._told: tuple[tuple[int, int], Path | None] | None = None  # what a pointer of that stamp said

    def current(self) -> Path | None:
        """The generation to read, or None when there is none; a search asks several times."""
        try:
            written = self._pointer.stat()
            stamp = written.st_mtime_ns, written.st_ino  # a pointer is never changed, only replaced
            if self._told is None or self._told[0] != stamp:
                name = self._pointer.read_text("ascii").strip()
                self._told = stamp, self.folder / name if name.isdigit() else None
        except (OSError, ValueError):
            return None
        return self._told[1]

    @contextmanager
    def replacing(self) -> Iterator[Path]:
        """An empty folder for the next generation, which is the current one at the end; nothing is left of
        it after a fault. Raises EngineFailure where the system refuses.
        """
        path = None
        try:
            path = self.fresh()
            yield path
            self.publish(path)
        except BaseException as error:
            if path is not None:
                shutil.rmtree(path, ignore_errors=True)
            if isinstance(error, OSError):
                raise failed(str(error)) from error
            raise

    def fresh(self) -> Path:
        """An empty folder; what killed builds left behind goes first."""
        self.sweep()
        path = self.folder / f"{max(self._numbers(), default=0) + 1:06d}"  # one that was lost counts, too
        path.mkdir(parents=True)
        return path

    def publish(self, generation: Path) -> None:
        """Make it the current one, and delete the others as far as the system lets us."""
        draft = self.folder / f"{POINTER}.new"
        with draft.open("w", encoding="ascii") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        _replace(draft, self._pointer)
        self.sweep()

    def sweep(self) -> None:
        """Delete every generation but the current one, as far as the system lets us."""
        current = self.current()
        for number in self._numbers():
            path = self.folder / f"{number:06d}"
            if path != current:
                shutil.rmtree(path, ignore_errors=True)

    def _numbers(self) -> list[int]:
        there = list(self.folder.iterdir()) if self.folder.is_dir() else []
        named = self.current()
        return [int(path.name) for path in (*there, *([named] if named else [])) if path.name.isdigit()]


def _replace(source: Path, target: Path) -> None:
    """As os.replace; Windows refuses while somebody reads the target, for a moment only."""
    for pause in (0.01, 0.05, 0.2, 1.0):
        try:
            source.replace(target)
            return
        except PermissionError:
            time.sleep(pause)
    source.replace(target)
