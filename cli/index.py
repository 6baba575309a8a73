"""`maillage index …`: the search index."""

import typer

from cli.help import Command, Group
from cli.output import AsJson, say, say_json
from cli.startup import house
from core.language import N_, _, number_text

commands = typer.Typer(cls=Group, help=N_("The search index: how it is, and building it anew."))


@commands.command(
    cls=Command, help=N_("Tell how the index is: entries, size, changes that it does not know yet.")
)
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """The index, untouched."""
    from directory.search import following

    with house(context) as opened:
        engine = opened.engine_as_it_stands
        with opened.runtime.read() as session:
            behind = following.behind(session, engine)
        held, position = engine.status(), engine.position()
    if as_json:
        say_json({
            "engine": opened.settings.engine,
            "entries": held.documents,
            "bytes": held.size,
            "segments": held.segments,
            "position": position.seq if position else None,
            "behind": behind,
        })  # fmt: skip
        return
    say(_("Engine: {name}").format(name=opened.settings.engine))
    say(_("Entries: {number}").format(number=number_text(held.documents)))
    say(_("Size: {number} MB").format(number=number_text(held.size / 1e6, 1)))
    if behind is None:
        say(_("There is no usable index; the next search builds it."))
    else:
        say(_("Changes it does not know yet: {number}").format(number=number_text(behind)))


@commands.command(cls=Command, help=N_("Build the index anew from the directory; searches go on meanwhile."))
def rebuild(context: typer.Context, as_json: AsJson = False) -> None:
    """All of it."""
    from directory.search import following

    with house(context) as opened:
        built = following.rebuild(opened.runtime, opened.actor, opened.engine_as_it_stands)
    if as_json:
        say_json({"entries": built.documents})
    else:
        say(_("The index is built: {number} entries.").format(number=number_text(built.documents)))
