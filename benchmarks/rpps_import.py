"""Import of an RPPS file: the first time, again, and with one person in a hundred changed

    python -m benchmarks.rpps_import [--rows 500000] [--runs 3]

Each import is a process of its own, index included. Ratios are to the time that `csv.reader` alone takes
on the same file, measured around each import, since machines are shared; `sqlite-utils insert` of the same
file, into one table and without an index, stands beside them when it is installed.
"""

import argparse
import csv
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import rpps_file

SEPARATOR = "|"
TARGETS = {"first import": 50.0, "the same file again": 6.0, "one person in a hundred changed": 8.0}


@dataclass(frozen=True)
class Taken:
    """One import: seconds, how many times `csv.reader`, and the peak of its memory in MB."""

    seconds: float
    ratio: float
    memory: float
    indexing: float
    longest_transaction: float


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure imports of an invented RPPS file.")
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--step", nargs=2, type=Path, metavar=("HOME", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        _say(json.dumps(_import(*options.step)))
        return
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), options.rows, options.runs)


def _measure(folder: Path, rows: int, runs: int) -> None:
    file, changed = folder / "rpps.txt", folder / "changed.txt"
    rpps_file.write(file, rows, 1, [])
    rpps_file.change(file, changed, 0.01, 2)
    steps = dict(zip(TARGETS, (file, file, changed), strict=True))
    taken: dict[str, list[Taken]] = {name: [] for name in steps}
    for _ in range(runs):
        home = folder / "home"
        for name, given in steps.items():
            taken[name].append(_step(home, given))
        shutil.rmtree(home)
    size = file.stat().st_size / 1e6
    _say(f"{rows} rows, {size:.0f} MB; medians of {runs} runs. Ratios are to csv.reader alone on that file.")
    _say(f"{'':<34}{'seconds':>9}{'of index':>9}{'ratio':>8}{'at most':>9}{'memory':>9}{'longest write':>15}")
    for name, several in taken.items():
        _say(_line(name, several))
    _say(f"csv.reader alone: {_csv_seconds(file):.2f} s")
    if program := _sqlite_utils():
        _say(_beside(program, file, folder / "beside.db"))


def _line(name: str, several: Sequence[Taken]) -> str:
    def middle(figure: str) -> float:
        return float(median(getattr(one, figure) for one in several))

    return (
        f"{name:<34}{middle('seconds'):>9.1f}{middle('indexing'):>9.1f}{middle('ratio'):>6.1f} ×"
        f"{TARGETS[name]:>7.0f} ×{middle('memory'):>6.0f} MB{1000 * middle('longest_transaction'):>12.0f} ms"
    )


def _step(home: Path, file: Path) -> Taken:
    """One import in a process of its own, between two readings of the bare file."""
    before = _csv_seconds(file)
    command = [sys.executable, "-m", "benchmarks.rpps_import", "--step", str(home), str(file)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    bare = (before + _csv_seconds(file)) / 2
    return Taken(told["seconds"], told["seconds"] / bare, told["memory"], told["indexing"], told["longest"])


def _import(home: Path, file: Path) -> dict[str, float]:
    """Import the file into the directory kept at `home`, and bring its index up to date."""
    from accounts.permissions import Actor, Grant, Role
    from cli import index_beside
    from core.runtime import create_tables, open_runtime
    from directory.search import following
    from directory.search.schema import SCHEMA
    from importers.run import run
    from migrations import tables
    from search.engines import open_engine

    home.mkdir(exist_ok=True)
    assert tables.MODULES
    runtime = open_runtime(f"sqlite:///{home / 'directory.db'}")
    create_tables(runtime)
    engine = open_engine("tantivy", home / "index", SCHEMA)
    indexing = 0.0

    def catch_up() -> None:
        nonlocal indexing
        began = perf_counter()
        following.catch_up(runtime, engine)
        indexing = perf_counter() - began

    actor = Actor(None, "benchmark", (Grant("instance", None, Role.ADMIN),))
    url, index = f"sqlite:///{home / 'directory.db'}", home / "index"
    follow = partial(index_beside.following, url, "tantivy", index)
    report = run(runtime, actor, "rpps", [file], catch_up=catch_up, beside=follow)
    both = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN  # the process beside counts too
    peak = sum(resource.getrusage(process).ru_maxrss for process in both) / 1000
    return {
        "seconds": report.seconds,
        "indexing": indexing,
        "memory": peak,
        "longest": report.longest_transaction,
    }


def _csv_seconds(file: Path) -> float:
    began = perf_counter()
    with file.open(encoding="utf-8", newline="") as lines:
        for _ in csv.reader(lines, delimiter=SEPARATOR, quoting=csv.QUOTE_NONE):
            pass
    return perf_counter() - began


def _sqlite_utils() -> str | None:
    return shutil.which("sqlite-utils", path=str(Path(sys.executable).parent)) or shutil.which("sqlite-utils")


def _beside(program: str, file: Path, database: Path) -> str:
    bare = _csv_seconds(file)
    began = perf_counter()
    options = ["--csv", "--delimiter", SEPARATOR, "--quotechar", "\x01"]
    subprocess.run(
        [program, "insert", str(database), "rpps", str(file), *options], check=True, capture_output=True
    )
    seconds = perf_counter() - began
    return f"sqlite-utils insert of the same file: {seconds:.1f} s, {seconds / bare:.0f} ×"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
