"""x"""

import typer

from cli.help import Group

commands = typer.Typer(cls=Group, help="x")


@commands.command()
def todo() -> None:
    "x"


@commands.command()
def todo2() -> None:
    "x"
