"""A pseudo-terminal of our own: start a program in it, press keys, keep every byte it writes."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds


class Terminal:
    """A program in a terminal of 120 columns; `written` holds all bytes so far."""

    def __init__(self, command: Sequence[str], columns: int = 120, lines: int = 40) -> None:
        self.written = b""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        self._child, self._screen = pty.fork()
        if self._child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.chdir(ROOT)
            os.execvpe(
                command[0], [*command], os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            )
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, size)

    def press(self, keys: str) -> None:
        """Type, or send what a key sends."""
        os.write(self._screen, keys.encode())

    def wait_for(self, text: str) -> bytes:
        """What is written from now until this text comes; AssertionError when it does not."""
        before = len(self.written)
        deadline = time.monotonic() + PATIENCE
        while text.encode() not in self.written[before:]:
            assert time.monotonic() < deadline and self._read(), f"{text!r} never came"
        return self.written[before:]

    def settle(self) -> bytes:
        """Everything written once half a second brings nothing more."""
        size = -1
        while size != len(self.written):
            size = len(self.written)
            self._read(0.5)
        return self.written

    def _read(self, seconds: float = 1.0) -> bool:
        ready, _, _ = select.select([self._screen], [], [], seconds)
        if ready:
            try:
                self.written += os.read(self._screen, 1 << 16)
            except OSError:
                return False
        return True

    def end(self) -> int:
        """Wait until the program ends; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self._read()
            pid, status = os.waitpid(self._child, os.WNOHANG)
            if pid:
                os.close(self._screen)
                return os.waitstatus_to_exitcode(status)
        os.kill(self._child, signal.SIGKILL)
        raise AssertionError("the program does not end")
