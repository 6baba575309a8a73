"""`maillage clash …`: where a source contradicts a person's correction."""

from typing import Annotated, Literal, cast

import typer

from cli.help import Command, Group
from cli.output import AsJson, say, say_json
from cli.references import LARGEST_NUMBER
from cli.startup import house
from cli.words import value_text
from core.errors import Invalid
from core.language import N_, _, date_text

commands = typer.Typer(
    cls=Group, help=N_("Where a source contradicts one of your corrections; you decide, once.")
)

Number = Annotated[
    int,
    typer.Argument(metavar=N_("NUMBER"), max=LARGEST_NUMBER, help=N_("The number that “clash list” shows.")),
]
Take = Annotated[
    str,
    typer.Option(
        metavar=N_("SIDE"), help=N_("“ours” keeps your correction, “theirs” takes the source's word.")
    ),
]


@commands.command("list", cls=Command, help=N_("List the clashes that wait, the oldest first."))
def list_open(context: typer.Context, as_json: AsJson = False) -> None:
    """The queue."""
    from directory.provenance import clashes

    with house(context) as opened, opened.runtime.read() as session:
        waiting = clashes.open_ones(session, opened.actor)
    if as_json:
        say_json(waiting)
        return
    for clash in waiting:
        say(f"{clash.id}. {clash.name} — {clash.path}")
        say("   " + _("ours: {value}").format(value=value_text(clash.ours)))
        say("   " + _("{source}: {value}").format(source=clash.source, value=value_text(clash.theirs)))
        say(f"   {date_text(clash.opened_at.astimezone().date())} · {clash.uid}")
    if not waiting:
        say(_("No clash waits."))


@commands.command(cls=Command, help=N_("Settle a clash; the same statement never comes back."))
def settle(context: typer.Context, number: Number, take: Take) -> None:
    """One decision."""
    from directory.provenance import clashes

    if take not in ("ours", "theirs"):
        raise Invalid(N_("Say --take ours or --take theirs."))
    with house(context) as opened, opened.runtime.write() as session:
        clashes.settle(session, opened.actor, number, take=cast(Literal["ours", "theirs"], take))
    say(_("Clash {number} is settled.").format(number=number))
