"""Help, mistakes in a command, and exit codes."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from typer import Context

from cli import app, failures, main, usage_errors
from cli.help import page, subcommands
from core import language
from core.errors import AppError, Conflict, NotFound
from tests.cli.conftest import Maillage

MISTAKES = {
    "option": ["search", "--nope", "x"],
    "option nearly right": ["search", "--jso", "x"],
    "option unlike any": ["search", "--zzzz", "x"],
    "command": ["sirch"],
    "command unlike any": ["xyzzy"],
    "command missing": ["entry"],
    "argument missing": ["search"],
    "too much": ["show", "a", "b"],
    "value missing": ["search", "x", "--limit"],
    "value of a flag": ["search", "x", "--json=yes"],
    "number": ["search", "x", "--limit", "many"],
    "too low": ["search", "x", "--limit", "-5"],
    "too high": ["search", "x", "--limit", "5000"],
    "option missing": ["clash", "settle", "3"],
    "date": ["entry", "get", "x", "--as-of", "tomorrow"],
}


def commands() -> Iterator[list[str]]:
    """Every command by its words."""

    def below(command: object, words: list[str]) -> Iterator[list[str]]:
        yield words
        for name, found in subcommands(command):
            yield from below(found, [*words, name])

    yield from below(app.build(), [])


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_explains_itself(maillage: Maillage, words: list[str]) -> None:
    done = maillage(*words, "--help")

    assert done.code == 0
    assert done.out.startswith(" ".join(["Usage: maillage", *words]))


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_argument_and_option_says_what_it_is(words: list[str]) -> None:
    command, context = app.build(), Context(app.build(), info_name="maillage")
    for word in words:
        command = command.commands[word]

    shown = page(command, context)

    assert shown.text
    assert all(text for _name, text in (*shown.arguments, *shown.options, *shown.commands))


def test_a_name_that_is_proposed_has_no_quotes_of_another_language(maillage: Maillage) -> None:
    assert "Did you mean search?" in maillage("sirch", "x").err


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_a_sentence_of_ours(maillage: Maillage, mistake: str) -> None:
    done = maillage(*MISTAKES[mistake])

    first = done.err.splitlines()[0]
    assert (done.code, done.out) == (2, "")
    assert not re.search(r"No such|Missing|Invalid|Got|requires|does not take|Error", first)
    assert "--help” says more." in done.err


def test_every_sentence_of_a_mistake_is_provoked() -> None:
    patterns = {pattern for pattern, _ours in usage_errors.SENTENCES}
    provoked = set()
    for arguments in MISTAKES.values():
        with pytest.raises(Exception) as raised:
            app.build().main(list(arguments), standalone_mode=False)
        message = raised.value.format_message()  # type: ignore[attr-defined]  # Typer's own errors
        provoked |= {pattern for pattern in patterns if re.fullmatch(pattern, message, re.DOTALL)}

    assert provoked == patterns


def test_the_version_is_told(maillage: Maillage) -> None:
    assert re.fullmatch(r"maillage \d+\.\d+\.\d+\n", maillage("--version").out)


def test_without_a_terminal_there_is_help_instead_of_screens(maillage: Maillage) -> None:
    done = maillage()

    assert done.code == 0
    assert "Commands" in done.out
    assert "terminal" in done.err


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "fr_FR"}, "fr"),
        ({"LANG": "fr_FR", "MAILLAGE_LANG": "en"}, "en"),
        ({"LANG": "de_DE"}, "fr"),
    ],
)
def test_the_language_follows_the_computer_unless_chosen(environment: dict[str, str], chosen: str) -> None:
    assert main.chosen_language(environment) == chosen


def test_help_is_in_the_language_of_the_person(capsys: pytest.CaptureFixture[str]) -> None:
    language.use("fr")

    main.run(["--help"])

    assert "Commandes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (AppError("no"), 1),
        (Conflict("no"), 1),
        (NotFound("no"), 3),
        (FileNotFoundError(2, "No such file", "x.csv"), 1),
        (PermissionError(13, "Denied", "x.csv"), 1),
        (OSError(28, "No space left on device"), 1),
        (KeyboardInterrupt(), 130),
        (EOFError(), 130),
    ],
)
def test_an_error_becomes_a_sentence_and_a_code(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise error

    assert failures.shown(fail) == code
    assert capsys.readouterr().err.count("\n") == 1


def test_a_bug_crashes_visibly() -> None:
    def fail() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failures.shown(fail)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_fault(closed: str) -> None:
    command = f'"{sys.executable}" -c "from cli.main import main; main()" --version {closed}'

    assert subprocess.run(command, shell=True, check=False).returncode == 0
