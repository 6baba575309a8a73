"""Work in a process beside this one: on every platform, and under a terminal program whose streams are taken.

`multiprocessing` was not taken: it cannot start a process while Textual stands in for standard error.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from threading import Event, Thread
from typing import Any, BinaryIO, NamedTuple, cast

LAST_WORK = 120  # seconds that a process has for what it does once it is no longer wanted
AHEAD = 4  # answers read before they are asked for, so that neither process waits for the other
_END = object()
_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would show one


class Channel(NamedTuple):
    """What a process beside reads, which ends when it is no longer wanted, and where it sends."""

    wanted: BinaryIO
    answers: BinaryIO

    def send(self, value: object) -> None:
        """Waits while the other side has not taken what was sent before, but for `AHEAD` of it."""
        pickle.dump(value, self.answers, pickle.HIGHEST_PROTOCOL)
        self.answers.flush()


@contextmanager
def beside(work: Callable[..., None], *arguments: object) -> Iterator[Iterator[Any]]:
    """Run `work(channel, *arguments)` in a process meanwhile; yields what it sends, until it ends.

    Function and arguments are pickled. At the end the process is told that it is no
    longer wanted, and waited for. It ends with this one, however this one ends, if it reads `wanted` or
    sends. What it writes to standard error is dropped.
    """
    start = f"import sys; sys.path[:] = {sys.path!r}; from core.beside import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", start],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_WINDOW,
    )
    asked, answers = cast(BinaryIO, process.stdin), _Answers(cast(BinaryIO, process.stdout))
    patience = 0  # after Ctrl+C or a fault, or when the rest of the answers is not wanted
    try:
        _ask(asked, (work, arguments))
        yield iter(answers.next, _END)
        patience = LAST_WORK
    finally:
        with suppress(OSError):
            asked.close()
        answers.stop()
        _end(process, patience)


def _ask(asked: BinaryIO, task: object) -> None:
    with suppress(OSError):  # it ended already: nothing will be received
        pickle.dump(task, asked, pickle.HIGHEST_PROTOCOL)
        asked.flush()


class _Answers:
    """Reads what the process sends in a thread of its own, some of it ahead."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._read: Queue[Any] = Queue(AHEAD)
        self._unwanted = Event()
        Thread(target=self._read_on, name="answers", daemon=True).start()

    def next(self) -> Any:
        """`_END` at the end, again and again."""
        value = self._read.get()
        if value is _END:
            self._read.put(_END)
        return value

    def stop(self) -> None:
        """Read no more: whoever sends is told by a broken pipe."""
        self._unwanted.set()
        with suppress(Empty):  # so that the thread waits for no room
            while True:
                self._read.get_nowait()
        self._read.put(_END)

    def _read_on(self) -> None:
        with self._pipe, suppress(Exception):  # its end, or what cannot be read: nothing more will be
            while not self._unwanted.is_set():
                self._read.put(pickle.load(self._pipe))
        self._read.put(_END)


def _end(process: subprocess.Popen[bytes], patience: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    process.kill()
    process.wait()


def main() -> None:
    """What the process beside does."""
    unread = suppress(BrokenPipeError)  # nobody reads any more
    with unread, open(0, "rb", closefd=False) as wanted, open(1, "wb", closefd=False) as answers:
        work, arguments = pickle.load(wanted)
        work(Channel(wanted, answers), *arguments)
