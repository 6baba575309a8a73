"""Work in a process beside this one: on every platform, and under a terminal program whose streams are taken.

`multiprocessing` was not taken: it cannot start a process while Textual stands in for standard error.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, NamedTuple, cast

LAST_WORK = 120  # seconds that a process has for what it does once it is no longer wanted
_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would show one


class Channel(NamedTuple):
    """What a process beside reads, which ends when it is no longer wanted, and where it sends."""

    wanted: BinaryIO
    answers: BinaryIO

    def send(self, value: object) -> None:
        """Waits while the other side has not taken what was sent before."""
        pickle.dump(value, self.answers, pickle.HIGHEST_PROTOCOL)
        self.answers.flush()


@contextmanager
def beside(work: Callable[..., None], *arguments: object) -> Iterator[Iterator[Any]]:
    """Run `work(channel, *arguments)` in a process meanwhile; yields what it sends, until it ends.

    Function and arguments are pickled. At the end the process is told that it is no longer wanted, and
    waited for. It ends with this one, however this one ends, if it reads `wanted` or sends. What it writes
    to standard error is dropped.
    """
    start = f"import sys; sys.path[:] = {sys.path!r}; from core.beside import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", start],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_WINDOW,
    )
    asked, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
    patience = 0  # after Ctrl+C or a fault, or when the rest of the answers is not wanted
    try:
        _ask(asked, (work, arguments))
        yield _received(answers)
        patience = LAST_WORK
    finally:
        _end(process, asked, answers, patience)


def _ask(asked: BinaryIO, task: object) -> None:
    with suppress(OSError):  # it ended already: nothing will be received
        pickle.dump(task, asked, pickle.HIGHEST_PROTOCOL)
        asked.flush()


def _received(answers: BinaryIO) -> Iterator[Any]:
    while True:
        try:
            value = pickle.load(answers)
        except (EOFError, OSError, pickle.UnpicklingError):
            return
        yield value


def _end(process: subprocess.Popen[bytes], asked: BinaryIO, answers: BinaryIO, patience: float) -> None:
    with suppress(OSError):
        asked.close()
    answers.close()
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
