"""The reference of all commands as Markdown: `python -m cli.reference > docs/reference/commandes.md`."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from typer import Context

from cli import app
from cli.failures import EXIT_CODES
from cli.help import Page, page, sections, subcommands
from core.language import N_, _, use

ABOUT = N_("Made from the commands themselves: what it says is what the program does.")


def reference() -> str:
    """Every command with its arguments and options, in the current language."""
    parts = ["# " + _("Commands"), _(ABOUT), *_pages(app.build(), None, "maillage"), *_exit_codes()]
    return "\n\n".join(parts) + "\n"


def _pages(command: Any, parent: Context | None, name: str) -> Iterator[str]:
    context = Context(command, info_name=name, parent=parent)
    yield from _page(command, context)
    for under, found in subcommands(command):
        yield from _pages(found, context, under)


def _page(command: Any, context: Context) -> Iterator[str]:
    shown: Page = page(command, context)
    yield "## " + context.command_path
    yield f"```\n{shown.usage}\n```"
    yield shown.text
    for title, rows in sections(shown):
        yield _table(title, rows)


def _table(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {title} | |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{name}` | {text.replace('|', chr(92) + '|')} |" for name, text in rows)])


def _exit_codes() -> Iterator[str]:
    yield "## " + _("Exit codes")
    yield _table(_("Code"), [(str(code), _(meaning)) for code, meaning in EXIT_CODES.items()])


if __name__ == "__main__":
    use("fr")
    sys.stdout.write(reference())
