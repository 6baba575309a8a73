"""`maillage opposition …`: professionals who objected to being listed."""

from typing import Annotated

import typer

from cli.help import Command, Group
from cli.output import AsJson, say, say_json
from cli.references import EntryName, entry_uid
from cli.startup import house
from core.language import N_, _, date_text
from core.text import clean

commands = typer.Typer(
    cls=Group, help=N_("Professionals who objected to being listed; honoured by every later import.")
)

Reason = Annotated[
    str, typer.Option(metavar=N_("TEXT"), help=N_("How and when they asked; never anything else about them."))
]
Sure = Annotated[bool, typer.Option("--yes", help=N_("Do not ask whether you are sure."))]


@commands.command(
    cls=Command,
    help=N_(
        "Record the objection of a practitioner: they leave the directory at once, for good.\n\n"
        "Every value kept of them is erased, also from the history. Only keyed digests stay, so that no "
        "later import brings them back."
    ),
)
def add(context: typer.Context, entry: EntryName, reason: Reason = "", yes: Sure = False) -> None:
    """Erase and remember."""
    from directory import cards
    from directory.provenance import suppression

    with house(context) as opened:
        with opened.runtime.read() as session:
            found = cards.card(session, opened.actor, entry_uid(session, entry))
        question = _("Erase everything about {name}, for good?").format(name=clean(found.name))
        if found.name and not yes and not _confirmed(question):  # of somebody forgotten, no name is left
            return
        with opened.runtime.write() as session:
            suppression.suppress(session, opened.actor, found.id, reason=reason)
        opened.engine  # noqa: B018  # the index forgets them now, not at the next search
    say(_("{name} is no longer listed.").format(name=found.name))


@commands.command(
    cls=Command, help=N_("Withdraw an objection: the next import that names the person lists them.")
)
def lift(context: typer.Context, entry: EntryName) -> None:
    """They changed their mind."""
    from directory.provenance import suppression

    with house(context) as opened, opened.runtime.write() as session:
        suppression.lift(session, opened.actor, entry_uid(session, entry))
    say(_("The objection is withdrawn."))


@commands.command(
    "list", cls=Command, help=N_("List the objections: their date, how they came, and no name.")
)
def list_all(context: typer.Context, as_json: AsJson = False) -> None:
    """Dates and reasons."""
    from directory.provenance import suppression

    with house(context) as opened, opened.runtime.read() as session:
        objections = suppression.listing(session, opened.actor)
    if as_json:
        say_json(objections)
        return
    for each in objections:
        say(f"{each.uid}  {date_text(each.at.astimezone().date())}  {each.reason}")
    if not objections:
        say(_("Nobody objected."))


def _confirmed(question: str) -> bool:
    """Anything but a yes is a no."""
    choice = _("[y/N]")
    answer = typer.prompt(f"{question} {choice}", default="", show_default=False, prompt_suffix=" ")
    return str(answer).strip().lower() in ("y", "yes", "o", "oui")
