"""`maillage review …`: what imports left for a person to look at."""

from typing import Annotated

import typer

from cli.help import Command, Group
from cli.output import AsJson, say, say_json
from cli.references import LARGEST_NUMBER
from cli.startup import house
from core.language import N_, _, date_text

commands = typer.Typer(
    cls=Group, help=N_("What imports left to look at: entries gone from a source, shared numbers.")
)

Number = Annotated[
    int,
    typer.Argument(metavar=N_("NUMBER"), max=LARGEST_NUMBER, help=N_("The number that “review list” shows.")),
]


@commands.command("list", cls=Command, help=N_("List what waits, the oldest first."))
def list_open(context: typer.Context, as_json: AsJson = False) -> None:
    """The queue."""
    from directory.provenance import review

    with house(context) as opened, opened.runtime.read() as session:
        waiting = review.open_ones(session, opened.actor)
    if as_json:
        say_json(waiting)
        return
    for each in waiting:
        sentence = _(review.SENTENCES[each.reason]).format(source=each.source, subject=each.subject)
        say(f"{each.id}. {each.name}")
        say(f"   {sentence}")
        say(f"   {date_text(each.opened_at.astimezone().date())} · {each.uid}")
    if not waiting:
        say(_("Nothing waits to be looked at."))


@commands.command(cls=Command, help=N_("Take one out of the queue: you looked at it."))
def close(context: typer.Context, number: Number) -> None:
    """A person looked."""
    from directory.provenance import review

    with house(context) as opened, opened.runtime.write() as session:
        review.close(session, opened.actor, number)
    say(_("Done: number {number} is out of the queue.").format(number=number))
