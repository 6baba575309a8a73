"""Processes beside this one, which end with it and leave its terminal to it."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.process import BaseProcess
from typing import Any

from core.errors import AppError


def started(work: Callable[..., None], *given: Any) -> BaseProcess:
    """A process that does this; close the ends of pipes given to it, or it would never notice our end."""
    processes = get_context("spawn")  # on every platform; a fork would share our connections
    process = processes.Process(target=_done, args=(work, *given), daemon=True)
    with _no_interruption():
        process.start()
    return process


def _done(work: Callable[..., None], *given: Any) -> None:
    """What stops it is met again by whoever waits for it, and told there: a pipe without end, a full disk."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(AppError, OSError, EOFError):
        work(*given)


@contextmanager
def _no_interruption() -> Iterator[None]:
    """A process started meanwhile never hears of Ctrl+C, not even before its first line of ours.

    The terminal tells all its processes at once. On Windows, that one still hears while it starts.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # starting it with the process would let Ctrl+C in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
