"""`maillage doctor`: whether everything is well, and what to do when it is not."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from cli.failures import DONE, REFUSED
from cli.output import AsJson, say, say_json
from cli.startup import house
from core.language import N_, _, number_text

if TYPE_CHECKING:
    from cli.startup import House

HELP = N_(
    "See whether everything is well: the data, the journal's chain, the index.\n\n"
    "The exit code is 1 when something is not. Note the journal's last number and digest elsewhere from time "
    "to time: only they can show that its end was cut off."
)
DAMAGED = N_("damaged: it does not find what it holds; build it anew with “maillage index rebuild”")
LABELS = {  # of what `migrations.doctor` examines
    "schema": N_("Schema"),
    "chain": N_("Journal"),
    "file": N_("File"),
    "references": N_("References"),
    "disk": N_("Disk"),
}


@dataclass(frozen=True)
class Finding:
    """One thing looked at; the text also says what to do when it is not well."""

    name: str
    well: bool
    text: str


def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Look at everything, change nothing."""
    with house(context) as opened:
        findings = list(_findings(opened))
    if as_json:
        say_json({"well": all(each.well for each in findings), "findings": findings})
    else:
        for each in findings:
            say(_("{name}: {text}").format(name=_(each.name), text=each.text))
    raise typer.Exit(DONE if all(each.well for each in findings) else REFUSED)


def _findings(opened: "House") -> Iterator[Finding]:
    yield Finding(N_("Program"), True, _version())
    yield Finding(N_("Data"), True, opened.runtime.place)
    yield from _data(opened)
    yield _index(opened)


def _version() -> str:
    from importlib.metadata import version

    return f"maillage {version('maillage')}, Python {platform.python_version()}, {sys.platform}"


def _data(opened: "House") -> Iterator[Finding]:
    """What the doctor of the database says, and the end of the journal, to be noted elsewhere."""
    from core import journal
    from migrations.doctor import examine

    for each in examine(opened.runtime):
        yield Finding(LABELS[each.name], each.ok, each.sentence)
    with opened.runtime.read() as session:
        seq, digest = journal.head(session)
    yield Finding(N_("Last change"), True, f"{seq} {digest.hex()}")


def _index(opened: "House") -> Finding:
    from directory.search import following

    engine = opened.engine_as_it_stands
    with opened.runtime.read() as session:
        behind = following.behind(session, engine)
        overlooked = following.overlooked(session, engine) if behind == 0 else 0
    held = number_text(engine.status().documents)
    text = _("{name}, {number} entries").format(name=opened.settings.engine, number=held)
    if overlooked:
        return Finding(N_("Index"), False, text + ", " + _(DAMAGED))
    if behind != 0:
        text += ", " + _("behind; the next search brings it up to date")
    return Finding(N_("Index"), True, text)
