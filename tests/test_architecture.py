"""The rules of the house that no single room can hold by itself."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import PROJECT, ROOMS, ROOT, code_files, module_name

LINES = 300
TOO_LONG = {  # path -> why this file may be longer
    "migrations/versions/0001_the_first_schema.py": "one schema, written by Alembic, never edited again",
}
LIGHT = ("core.errors", "core.text", "core.language", "core.ids", "accounts.permissions")
EDGES = ("cli", "tui", "migrations")
NEEDS_ALEMBIC = "migrations.env"  # Alembic runs it inside a context of its own; it is no module to import

IMPORT_AND_WATCH = """
import importlib, json, sys, threading
seen, importing = [], ""
def watch(event, arguments):
    if event in ("sqlite3.connect", "socket.connect", "subprocess.Popen", "os.mkdir"):
        seen.append((importing, event, str(arguments[:1])))
    file = str(arguments[0]) if event == "open" else ""
    ours = file.startswith(sys.argv[1]) and not file.startswith(sys.prefix)
    if ours and not file.endswith((".py", ".pyc")):
        seen.append((importing, event, file))
sys.addaudithook(watch)
for importing in sys.argv[2:]:
    importlib.import_module(importing)
    if threading.active_count() > 1:
        seen.append((importing, "thread", ""))
        break
print(json.dumps(seen))
"""


def run_python(code: str, *arguments: str) -> str:
    command = [sys.executable, "-B", "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_point_down_only() -> None:
    lint = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert lint.returncode == 0, lint.stdout


def test_every_room_stands_in_the_layers_and_ships() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    shipped = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]

    assert [room for layer in layers for room in layer.split(" | ")] == list(ROOMS)
    assert shipped == [f"{room}*" for room in ROOMS]


def test_files_stay_short() -> None:
    lines = {
        relative(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in code_files(*ROOMS, "tests", "benchmarks")
    }

    assert {path for path, count in lines.items() if count > LINES} == set(TOO_LONG)


def test_every_module_says_what_lives_in_it() -> None:
    silent = [
        relative(path)
        for path in code_files(*ROOMS, "tests", "benchmarks")
        if (text := path.read_text(encoding="utf-8")) and not ast.get_docstring(ast.parse(text))
    ]

    assert silent == []


def test_an_exception_to_a_tool_gives_its_reason() -> None:
    bare = re.compile(r"#\s*(type:\s*ignore|noqa)(\[[\w, -]+\]|:\s*[\w, ]+?)?\s*$")

    found = [
        f"{relative(path)}:{number}"
        for path in code_files(*ROOMS, "tests", "benchmarks")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]

    assert found == []


THROUGH_PIPES = "core/beside.py"  # speaks to a process of its own, and drops what that one says to a terminal


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in EDGES])
def test_only_the_edges_speak_to_the_terminal(room: str) -> None:
    spoken = {"print", "input", "stdout", "stderr", "stdin"}

    found = [
        f"{relative(path)}:{node.lineno} {name}"
        for path in code_files(room)
        if relative(path) != THROUGH_PIPES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
        and (name := node.id if isinstance(node, ast.Name) else node.attr) in spoken
    ]

    assert found == []


def test_importing_opens_nothing_and_starts_no_thread() -> None:
    modules = [name for path in code_files() if (name := module_name(path)) != NEEDS_ALEMBIC]

    assert json.loads(run_python(IMPORT_AND_WATCH, str(ROOT), *modules)) == []


@pytest.mark.parametrize("module", LIGHT)
def test_the_light_modules_load_nothing_but_the_standard_library(module: str) -> None:
    loaded = json.loads(
        run_python(
            "import importlib, json, sys\n"
            "before = set(sys.modules)\n"
            "importlib.import_module(sys.argv[1])\n"
            "print(json.dumps(sorted({name.partition('.')[0] for name in set(sys.modules) - before})))",
            module,
        )
    )

    assert [
        name for name in loaded if name not in sys.stdlib_module_names and name not in ("core", "accounts")
    ] == []


def test_help_loads_no_engine_no_database_and_no_screen() -> None:
    loaded = (
        run_python("import sys\nfrom cli import main\nmain.run(['--help'])\nprint('LOADED', *sys.modules)")
        .rpartition("LOADED")[2]
        .split()
    )

    heavy = {"sqlmodel", "sqlalchemy", "textual", "tantivy", "whoosh", "alembic", "pydantic", "rich"}
    assert heavy & set(loaded) == set()
    assert "typer" in loaded
