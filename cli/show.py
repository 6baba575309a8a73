"""`maillage show`: everything of one entry that this person may see."""

from typing import Annotated

import typer

from cli.output import AsJson, say_json, say_lines
from cli.references import EntryName, entry_uid
from cli.startup import house
from core.language import N_

HELP = N_(
    "Show an entry's whole card.\n\n"
    "With --public, only what a family may be given: no direct line, no MSSanté address."
)

Public = Annotated[bool, typer.Option("--public", help=N_("Only what anybody may see, to print or to give."))]


def show(context: typer.Context, entry: EntryName, public: Public = False, as_json: AsJson = False) -> None:
    """The card as lines, or as JSON."""
    from accounts.permissions import ANONYMOUS
    from directory import cards

    with house(context) as opened, opened.runtime.read() as session:
        actor = ANONYMOUS if public else opened.actor
        card = cards.card(session, actor, entry_uid(session, entry))
    if as_json:
        say_json(card.as_json())
    else:
        say_lines(card.text().split("\n"))
