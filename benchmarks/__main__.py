"""Run the measurements one after the other and write what they print into docs/benchmarks.md.

    python -m benchmarks [NAME …]

Each measurement is a module of this folder that prints its figures; its docstring's first line is the title.
Named ones only have their own section replaced. To add one: its module, and its name in MEASUREMENTS.
"""

import argparse
import importlib
import os
import platform
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

MEASUREMENTS = ("search", "search_engines", "rpps_import", "cold_start", "terminal")
PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure, and write the figures down.")
    parser.add_argument(
        "names", nargs="*", choices=[*MEASUREMENTS, []], help="all of them when none is named"
    )
    for name in parser.parse_args().names or MEASUREMENTS:
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        write_down(name, measured(name))


def measured(name: str) -> str:
    """What the measurement prints, shown while it comes."""
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PAGE.parent.parent) as process:
        assert process.stdout is not None
        for line in process.stdout:
            sys.stdout.write(line)
            lines.append(line)
    if process.returncode:
        raise SystemExit(f"{name} failed; docs/benchmarks.md keeps its earlier figures")
    return "".join(lines)


def write_down(name: str, figures: str) -> None:
    """Put the section of that measurement in its place."""
    text = PAGE.read_text(encoding="utf-8")
    begins, ends = f"<!-- {name} -->", f"<!-- end of {name} -->"
    section = f"{begins}\n{_section(name, figures)}\n{ends}"
    if begins in text:
        text = re.sub(f"{re.escape(begins)}.*{re.escape(ends)}", lambda _: section, text, flags=re.DOTALL)
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    PAGE.write_text(text, encoding="utf-8")


def _section(name: str, figures: str) -> str:
    title = (importlib.import_module(f"benchmarks.{name}").__doc__ or name).partition("\n")[0]
    when = f"{datetime.now().astimezone():%Y-%m-%d}, {machine()}. `python -m benchmarks {name}`"
    return f"## {title}\n\n{when}\n\n```\n{figures.rstrip()}\n```"


def machine() -> str:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    described = Path("/proc/cpuinfo")
    if described.exists() and (found := re.search(r"model name\s*: (.+)", described.read_text())):
        model = found[1]
    return f"{os.cpu_count()} × {model}, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
