"""`maillage demo`: the demonstration territory, to try everything without consequence."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import say, say_lines
from cli.progress import watched
from cli.startup import House, house
from core.errors import Conflict
from core.language import N_, _, number_text

if TYPE_CHECKING:
    from importers.report import Report

HELP = N_(
    "Load the demonstration territory the first time, then open the screens.\n\n"
    "Real communes around Saumur; people, organizations and numbers are invented. Without a terminal, it "
    "answers one example search instead."
)
EXAMPLE = "portage repas gennes samedi"

NoScreens = Annotated[bool, typer.Option("--no-tui", help=N_("Load it and leave."))]


def demo(context: typer.Context, no_tui: NoScreens = False) -> int:
    """Load, then show."""
    with house(context) as opened:
        _load(opened, must_load=no_tui)
        if no_tui:
            return 0
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            _answer_example(opened)
            return 0
    from cli import screen

    return screen.open_as(context.obj)


def _load(opened: House, *, must_load: bool) -> None:
    """Load what is missing; a directory with other entries stays as it is, and is opened."""
    from importers import demonstration

    with opened.runtime.read() as session:
        if demonstration.is_whole(session):
            return
    try:
        with watched() as tell:
            reports = demonstration.load(
                opened.runtime, opened.actor, tell=tell, catch_up=lambda: opened.engine
            )
    except Conflict as refused:
        if must_load:
            raise
        sys.stderr.write(f"{refused}\n")
        return
    say_lines(_summary(reports))


def _summary(reports: "list[Report]") -> list[str]:
    added = sum(report.added for report in reports)
    seconds = sum(report.seconds for report in reports)
    sentence = _("The demonstration territory is loaded: {number} entries in {seconds} s.")
    return [sentence.format(number=number_text(added), seconds=number_text(seconds, 1))]


def _answer_example(opened: House) -> None:
    from cli.search import text_lines
    from directory.search.find import find
    from directory.search.results import SearchRequest

    with opened.runtime.read() as session:
        found = find(session, opened.engine, opened.actor, SearchRequest(EXAMPLE, limit=5))
    say(f"$ maillage search {EXAMPLE!r}")
    say_lines(text_lines(found))
