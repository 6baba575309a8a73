"""Commands from process start to exit, on the demonstration territory

    python -m benchmarks.cold_start [--runs 15]

Wall time and the process's own processor time, medians; `python -c pass` beside them is the floor.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

COMMANDS = (
    ("search, JSON", ["search", "portage repas gennes samedi", "--json"]),
    ("search, text", ["search", "kiné saumur"]),
    ("--help", ["--help"]),
    ("--version", ["--version"]),
    ("index status", ["index", "status"]),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure commands from process start to exit.")
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    maillage = [sys.executable, "-c", "from cli.main import main; main()"]
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"MAILLAGE_HOME": home, "MAILLAGE_LANG": "fr"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run(
            [*maillage, "demo", "--no-tui"], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        show("python -c pass", [sys.executable, "-c", "pass"], environment, runs)
        for name, arguments in COMMANDS:
            show(f"maillage {name}", [*maillage, *arguments], environment, runs)


def show(name: str, command: Sequence[str], environment: dict[str, str], runs: int) -> None:
    taken = [timed(command, environment) for _ in range(runs + 1)][1:]
    wall, processor = (median(each) * 1000 for each in zip(*taken, strict=True))
    sys.stdout.write(f"{name:<24} {wall:6.0f} ms wall {processor:6.0f} ms processor\n")
    sys.stdout.flush()


def timed(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = perf_counter()
    subprocess.run(
        command, env=environment, check=True, capture_output=True, cwd=Path(__file__).parent.parent
    )
    wall = perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
