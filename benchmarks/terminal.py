"""The search screen in a real pseudo-terminal, on a directory of 500,000 activity rows

    python -m benchmarks.terminal [--home HOME] [--rows 500000] [--runs 9] [--beside COMMAND TEXT]...

First paint and searchable are counted from process start, keys from the byte written to the terminal: to the
first byte that comes back, and to the last one before 70 ms of silence (the repaint is complete). An empty
Textual program stands beside as the floor; so does any other one named with --beside, which has started when
it shows that text. Without --home, an invented file is imported once and kept.
"""

import argparse
import fcntl
import os
import pty
import select
import shlex
import signal
import struct
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import rpps_directory

ROOT = Path(__file__).parent.parent
MAILLAGE = (sys.executable, "-c", "from cli.main import main; main()")
FLOOR = (
    sys.executable,
    "-c",
    "from textual.app import App\nfrom textual.widgets import Label\n"
    "class Floor(App):\n def compose(self): yield Label('Maillage')\nFloor().run()",
)
PAINTED, ANSWERED = b"Maillage", b" ms"
SENTENCES = ("infirmier saumur", "dupont marie", "kine a domicile gennes", "medecin generaliste doue")
CLEAR, ENTER, TO_THE_BOX = b"\x15", b"\r", b"\x1bOQ"
SILENCE = 0.07  # seconds
SETTLED = 3.0
PATIENCE = 300.0  # the first run makes the index
SIZES = ((80, 24), (120, 40))


class Screen:
    """A program in a pseudo-terminal."""

    def __init__(self, command: Sequence[str], home: Path, size: tuple[int, int]) -> None:
        self.started = perf_counter()
        self.process, self._file = pty.fork()
        if self.process == 0:
            _resize(0, size)
            os.chdir(ROOT)
            os.execvpe(command[0], [*command], _environment(home))
        _resize(self._file, size)

    def until(self, text: bytes) -> float:
        """Milliseconds from the start until this text was written."""
        seen = b""
        while text not in seen:
            assert select.select([self._file], [], [], PATIENCE)[0], f"{text!r} never came"
            seen = seen[-len(text) :] + os.read(self._file, 1 << 16)
        return (perf_counter() - self.started) * 1000

    def press(self, keys: bytes) -> tuple[float, float]:
        """Milliseconds to the first byte, and to the last one."""
        start = perf_counter()
        os.write(self._file, keys)
        assert select.select([self._file], [], [], PATIENCE)[0], "no answer to a key"
        os.read(self._file, 1 << 16)
        first = last = perf_counter()
        while select.select([self._file], [], [], SILENCE)[0]:
            os.read(self._file, 1 << 16)
            last = perf_counter()
        return (first - start) * 1000, (last - start) * 1000

    def send(self, keys: bytes) -> None:
        """Press without measuring."""
        os.write(self._file, keys)
        self.settle(0.3)

    def settle(self, seconds: float = SETTLED) -> None:
        """Read until nothing comes for so long."""
        while select.select([self._file], [], [], seconds)[0]:
            os.read(self._file, 1 << 16)

    def memory(self) -> tuple[float, float]:
        """Resident, and proportional (shared pages divided), in MiB."""
        lines = Path(f"/proc/{self.process}/smaps_rollup").read_text().splitlines()
        sizes = {
            line.split(":")[0]: int(line.split()[1]) for line in lines if line.startswith(("Rss:", "Pss:"))
        }
        return sizes["Rss"] / 1024, sizes["Pss"] / 1024

    def end(self) -> None:
        """Away with it."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._file)


def _resize(file: int, size: tuple[int, int]) -> None:
    fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return kept | terminal | {"MAILLAGE_HOME": str(home), "MAILLAGE_LANG": "fr"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search screen in a real pseudo-terminal.")
    parser.add_argument("--home", type=Path, help="an existing directory of data")
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--beside", nargs=2, action="append", default=[], metavar=("COMMAND", "TEXT"))
    chosen = parser.parse_args()
    home = chosen.home or rpps_directory.folder(chosen.rows)
    starts(home, chosen.runs, [(shlex.split(command), text.encode()) for command, text in chosen.beside])
    for size in SIZES:
        keys(home, size, max(1, chosen.runs // 3))


def starts(home: Path, runs: int, beside: Sequence[tuple[Sequence[str], bytes]]) -> None:
    """The first paint and the first answer; run in turn with the floor and the programs beside."""
    floors, paints, answers = [], [], []
    others: list[list[float]] = [[] for _ in beside]
    for run in range(runs + 1):
        first = _started(FLOOR, PAINTED, home)
        starting = [_started(command, text, home) for command, text in beside]
        screen = Screen(MAILLAGE, home, SIZES[1])
        painted, answered = screen.until(PAINTED), screen.until(ANSWERED)
        screen.end()
        if run:  # the first one warms the caches
            floors.append(first)
            paints.append(painted)
            answers.append(answered)
            for times, one in zip(others, starting, strict=True):
                times.append(one)
    say("first paint, empty Textual program", floors)
    for (command, _text), times in zip(beside, others, strict=True):
        say(f"started, {Path(command[0]).name}", times)
    say("first paint", paints, "target 250")
    say("searchable", answers, "target 650")


def _started(command: Sequence[str], text: bytes, home: Path) -> float:
    screen = Screen(command, home, SIZES[1])
    milliseconds = screen.until(text)
    screen.end()
    return milliseconds


def keys(home: Path, size: tuple[int, int], rounds: int) -> None:
    """Memory, typing, opening a card, memory again."""
    screen = Screen(MAILLAGE, home, size)
    screen.until(ANSWERED)
    screen.settle()
    where = f"{size[0]}x{size[1]}"
    say_memory(f"{where} memory once started", screen, "target 90")
    firsts, lasts, cards = [], [], []
    for _ in range(rounds):
        for sentence in SENTENCES:
            for letter in sentence:
                first, last = screen.press(letter.encode())
                firsts.append(first)
                lasts.append(last)
            cards.append(screen.press(ENTER)[1])
            screen.send(TO_THE_BOX)
            screen.send(CLEAR)
    say(f"{where} key to first byte", firsts, "target 16")
    say(f"{where} key to repaint finished", lasts, "target p95 50")
    say(f"{where} card opens", cards, "target 100")
    say_memory(f"{where} memory after all this", screen)
    screen.end()


def say_memory(name: str, screen: Screen, remark: str = "") -> None:
    resident, proportional = screen.memory()
    note = f"   ({remark})" if remark else ""
    sys.stdout.write(f"{name:<36} {resident:6.0f} MiB resident   {proportional:.0f} MiB proportional{note}\n")
    sys.stdout.flush()


def say(name: str, times: Sequence[float], remark: str = "") -> None:
    ordered = sorted(times)
    nth = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    note = f"   ({remark})" if remark else ""
    sys.stdout.write(f"{name:<36} {median(ordered):6.0f} ms median   {nth:6.0f} ms p95{note}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
