"""Where the `maillage` command begins: the language, the streams, and the shortest way to what was asked."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NoReturn, TextIO

from core import language

LANGUAGE_SETTINGS = ("MAILLAGE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def main() -> None:
    """The console script."""
    gc.disable()  # until the house is open: what is imported stays anyway
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "__all__"
    )  # looking for some takes longer than searching
    _open_closed_streams()
    _speak_utf8(sys.stdin, sys.stdout, sys.stderr)
    language.use(chosen_language(os.environ))
    _leave(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; gives the exit code (docs/reference/commandes.md lists them)."""
    from cli import failures

    arguments = [_as_text(argument) for argument in arguments]
    if not arguments and sys.stdin.isatty() and sys.stdout.isatty():
        from cli import screen

        return failures.shown(screen.open_as_owner)
    from cli import app

    return failures.shown(lambda: app.run(arguments))


def _as_text(argument: str) -> str:
    """What is no text becomes "?", unless it names a file that is there."""
    return argument if os.path.lexists(argument) else argument.encode(errors="replace").decode()


def chosen_language(environment: Mapping[str, str]) -> language.Language:
    """French, unless a setting names another language that we speak."""
    wishes = (environment.get(name, "") for name in LANGUAGE_SETTINGS)
    named = (language.named(wish) for wish in wishes)
    return next((found for found in named if found), "fr")


def _open_closed_streams() -> None:
    """A scheduler may start us without some of them (`>&-`): then nothing is read, and nothing is said."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _speak_utf8(*streams: TextIO) -> None:
    """Files and pipes hold UTF-8 on every platform; what is none becomes "?"."""
    for stream in streams:
        if not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[attr-defined]  # text files have it


def _leave(code: int) -> NoReturn:
    """End at once: taking all modules apart takes a fifth of a search."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read it is gone
            stream.flush()
    os._exit(code)
