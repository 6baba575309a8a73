"""Help in the person's language: our own pages in place of Typer's English ones, also for the reference."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from typer import Context
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from core.language import N_, _

LARGEST_WIDTH = 100
LEFT_WIDTH = 30
HELP_OF_HELP = N_("Show this help and leave.")

Row = tuple[str, str]


@dataclass(frozen=True)
class Page:
    """Everything the help of one command says, translated."""

    usage: str
    text: str
    arguments: tuple[Row, ...]
    options: tuple[Row, ...]
    commands: tuple[Row, ...]


class Command(TyperCommand):
    """A command whose help is ours."""

    def get_usage(self, ctx: Any) -> str:
        return usage_line(self, ctx)

    def get_help(self, ctx: Any) -> str:
        return "\n".join(lines(page(self, ctx)))


class Group(TyperGroup):
    """A group of commands whose help is ours."""

    def get_usage(self, ctx: Any) -> str:
        return usage_line(self, ctx)

    def get_help(self, ctx: Any) -> str:
        return "\n".join(lines(page(self, ctx)))


def page(command: Command | Group, context: Context) -> Page:
    options = [(_option_name(option), _option_help(option)) for option in _parameters(command, TyperOption)]
    return Page(
        usage=_usage(command, context.command_path),
        text=_said(command),
        arguments=tuple((_metavar(each), _said(each)) for each in _parameters(command, TyperArgument)),
        options=(*options, ("--help", _(HELP_OF_HELP))),
        commands=tuple((name, _first_line(found)) for name, found in subcommands(command)),
    )


def subcommands(command: Any) -> list[tuple[str, Any]]:
    """The commands of a group in the order they were declared; none for a command."""
    found = getattr(command, "commands", {})
    return [(name, each) for name, each in found.items() if not each.hidden]


def usage_line(command: Command | Group, context: Context) -> str:
    return _("Usage: {command}").format(command=_usage(command, context.command_path))


def lines(shown: Page) -> Iterator[str]:
    """The page as lines no wider than the terminal."""
    width = min(shutil.get_terminal_size().columns, LARGEST_WIDTH)
    yield _("Usage: {command}").format(command=shown.usage)
    for paragraph in shown.text.split("\n\n"):
        yield ""
        yield from textwrap.wrap(paragraph, width)
    for title, rows in sections(shown):
        yield ""
        yield title
        yield from _rows(rows, width)


def sections(shown: Page) -> list[tuple[str, tuple[Row, ...]]]:
    """The parts of a page that say something, with their titles."""
    titles = (_("Arguments"), _("Options"), _("Commands"))
    parts = zip(titles, (shown.arguments, shown.options, shown.commands), strict=True)
    return [(title, rows) for title, rows in parts if rows]


def _rows(rows: Iterable[Row], width: int) -> Iterator[str]:
    """Names on the left and what they mean on the right; a long name has a line of its own."""
    kept = list(rows)
    left = max((len(name) for name, _text in kept if len(name) <= LEFT_WIDTH), default=LEFT_WIDTH) + 4
    for name, text in kept:
        wrapped = textwrap.wrap(text, max(width - left, 20)) or [""]
        if len(name) + 4 > left:
            yield f"  {name}"
        else:
            yield f"  {name}".ljust(left) + wrapped.pop(0)
        yield from (" " * left + line for line in wrapped)


def _said(described: Any) -> str:
    return _(described.help) if described.help else ""


def _first_line(command: Command | Group) -> str:
    return _said(command).partition("\n")[0]


def _parameters(command: Any, kind: type[Any]) -> list[Any]:
    return [each for each in command.params if isinstance(each, kind) and not each.hidden]


def _usage(command: Command | Group, path: str) -> str:
    pieces = [path, _("[OPTIONS]")]
    if isinstance(command, Group):
        return " ".join([*pieces, _("COMMAND")])
    return " ".join([*pieces, *map(_usage_piece, _parameters(command, TyperArgument))])


def _usage_piece(argument: TyperArgument) -> str:
    name = _metavar(argument) + ("…" if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _metavar(parameter: Any) -> str:
    return _(parameter.metavar) if parameter.metavar else str(parameter.name).upper()


def _option_name(option: TyperOption) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {_metavar(option)}"


def _option_help(option: TyperOption) -> str:
    said = _said(option)
    if option.multiple:
        said += " " + _("May be given several times.")
    if option.is_flag or option.default in (None, [], ()):
        return said
    return said + " " + _("[{value} unless said otherwise]").format(value=option.default)
