"""`maillage doctor`: whether everything is well, and what to do when it is not."""

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
LITTLE_SPACE = 200_000_000  # bytes


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `advice` says what to do when it is not well."""

    name: str
    well: bool
    text: str
    advice: str = ""


def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Look at everything, change nothing."""
    with house(context) as opened:
        findings = list(_findings(opened))
    if as_json:
        say_json({"well": all(each.well for each in findings), "findings": findings})
    else:
        for each in findings:
            say(_("{name}: {text}").format(name=_(each.name), text=each.text))
            if not each.well:
                say("  " + each.advice)
    raise typer.Exit(DONE if all(each.well for each in findings) else REFUSED)


def _findings(opened: "House") -> Iterator[Finding]:
    yield Finding(N_("Program"), True, _version())
    yield _room(opened)
    yield Finding(N_("Data"), True, opened.runtime.place)
    yield from _journal(opened)
    yield _index(opened)


def _version() -> str:
    from importlib.metadata import version

    return f"maillage {version('maillage')}, Python {platform.python_version()}, {sys.platform}"


def _room(opened: "House") -> Finding:
    free = shutil.disk_usage(opened.settings.home).free
    text = _("{folder}, {number} MB free").format(folder=opened.settings.home, number=number_text(free / 1e6))
    return Finding(N_("Folder"), free > LITTLE_SPACE, text, _("Free some space before the next import."))


def _journal(opened: "House") -> Iterator[Finding]:
    from core import chain

    with opened.runtime.read() as session:
        report = chain.verify(session)
    counted: dict[str, Any] = {"rows": number_text(report.rows), "erased": number_text(report.erased)}
    text = _("{rows} changes, {erased} of them erased as announced").format(**counted)
    if report.first_broken is not None:
        text = _("broken at change {seq}").format(seq=report.first_broken)
    advice = _("The data was changed behind the journal. Keep a copy, and compare with your last backup.")
    yield Finding(N_("Journal"), report.whole, text, advice)
    yield Finding(N_("Last change"), True, f"{report.head.seq} {report.head.hash.hex()}")


def _index(opened: "House") -> Finding:
    from directory.search import following

    engine = opened.engine_as_it_stands
    with opened.runtime.read() as session:
        behind = following.is_behind(session, engine)
    held = number_text(engine.status().documents)
    text = _("{name}, {number} entries").format(name=opened.settings.engine, number=held)
    if behind:
        text += ", " + _("behind; the next search brings it up to date")
    return Finding(N_("Index"), True, text)
