"""All commands, in the order in which the help shows them."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from cli import (
    clash,
    demo,
    doctor,
    entry,
    failures,
    imports,
    index,
    opposition,
    person,
    review,
    search,
    show,
    territory,
    usage_errors,
)
from cli.help import Command, Group
from core.language import N_, _

HELP = N_(
    "The directory of a health territory's professionals and services.\n\n"
    "Without a command, the screens open. Every command says more with --help."
)
SINGLE = ((search, "search"), (show, "show"), (demo, "demo"), (doctor, "doctor"))
GROUPS = (
    (entry, "entry"),
    (imports, "import"),
    (clash, "clash"),
    (review, "review"),
    (opposition, "opposition"),
    (territory, "territory"),
    (person, "person"),
    (index, "index"),
)

Login = Annotated[
    str | None,
    typer.Option(metavar="LOGIN", help=N_("Work as this person; the password is asked for.")),
]
Version = Annotated[bool, typer.Option("--version", help=N_("Say the version and leave."))]


def start(context: typer.Context, login: Login = None, version: Version = False) -> int | None:
    """What comes before any command: who works, or the screens when no command is named."""
    context.obj = login
    if version:
        sys.stdout.write(f"maillage {installed_version()}\n")
        raise typer.Exit
    if context.invoked_subcommand is not None:
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stdout.write(context.get_help() + "\n")
        failures.say_error(_("The screens need a terminal; there is none here."))
        return failures.DONE
    from cli import screen

    return screen.open_as(login)


def installed_version() -> str:
    from importlib.metadata import version

    return version("maillage")


def build() -> Any:
    """The command tree."""
    app = typer.Typer(cls=Group, help=HELP, add_completion=False, rich_markup_mode=None)
    app.callback(cls=Group, invoke_without_command=True)(start)
    for module, name in SINGLE:
        app.command(name, cls=Command, help=module.HELP)(getattr(module, name))
    for module, name in GROUPS:
        app.add_typer(module.commands, name=name)
    return typer.main.get_command(app)


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; gives the exit code."""
    try:
        code = build().main(list(arguments), prog_name="maillage", standalone_mode=False) or failures.DONE
    except TyperException as error:
        failures.say_error(usage_errors.sentence(error))
        return failures.MISUSED
    except SystemExit:  # Typer's way out when whoever reads our output has read enough
        return failures.DONE
    except typer.Abort:
        raise KeyboardInterrupt from None
    if code == failures.INTERRUPTED:  # Typer swallowed it
        raise KeyboardInterrupt
    return int(code)
