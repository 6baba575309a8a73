"""`maillage entry …`: read and change one entry, with JSON in and out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from cli.help import Command, Group
from cli.json_input import JsonFile, read_object
from cli.output import AsJson, say, say_json
from cli.references import LARGEST_NUMBER, EntryName, entry_uid
from cli.startup import house
from cli.words import value_text, verb_text
from core.errors import Invalid
from core.language import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from accounts.permissions import Actor
    from directory.editing import Saved

AS_JSON = ("kind", "status", "version", "fields")
commands = typer.Typer(cls=Group, help=N_("Add, change, retire and follow entries; JSON in and out."))

Seen = Annotated[
    int | None,
    typer.Option(
        "--version", metavar=N_("NUMBER"), help=N_("The version you saw; refused if the entry changed since.")
    ),
]
Kind = Annotated[str, typer.Argument(metavar=N_("KIND"), help=N_("practitioner, organization or service."))]
Reason = Annotated[str | None, typer.Option(metavar=N_("TEXT"), help=N_("Why, for those who ask later."))]
Number = Annotated[
    int,
    typer.Argument(
        metavar=N_("NUMBER"), max=LARGEST_NUMBER, help=N_("The change's number, from the history.")
    ),
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", metavar=N_("DATE"), formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help=N_("As it stood then.")
    ),
]


@commands.command(
    cls=Command, help=N_("Give an entry's fields and version as JSON, ready to change and hand to “edit”.")
)
def get(context: typer.Context, entry: EntryName, as_of: Day = None) -> None:
    """The fields as `edit` takes them."""
    from directory import editing
    from directory import history as histories

    with house(context) as opened, opened.runtime.read() as session:
        found = editing.get(session, opened.actor, entry_uid(session, entry))
        if as_of is not None:
            then = histories.as_of(session, opened.actor, found.uid, _moment(as_of))
            found = replace(found, fields=then)
    say_json({"id": found.uid, **{name: getattr(found, name) for name in AS_JSON}})


def _moment(day: datetime) -> datetime:
    """That time on the clock of this computer. Raises Invalid for a year that no clock knows."""
    try:
        return day.astimezone()
    except (ValueError, OverflowError, OSError):
        raise Invalid(
            N_("{name}: “{value}” is no date. Write it like 2026-11-30."), name="--as-of", value=day.date()
        ) from None


@commands.command(cls=Command, help=N_("Add an entry from a JSON object of fields."))
def add(context: typer.Context, kind: Kind, file: JsonFile = Path("-"), as_json: AsJson = False) -> None:
    """List a new entry."""
    from directory import editing

    document = read_object(file)
    fields = document.get("fields", document)
    with house(context) as opened, opened.runtime.write() as session:
        saved = editing.add(session, opened.actor, kind, fields)
    _say_saved(saved, as_json)


@commands.command(
    cls=Command,
    help=N_(
        "Change fields of an entry from a JSON object; null empties a field.\n\n"
        "The object is what “get” gave, changed, or only the fields to change together with --version."
    ),
)
def edit(
    context: typer.Context,
    entry: EntryName,
    file: JsonFile = Path("-"),
    version: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Change some fields of the version seen."""
    from directory import editing

    document = read_object(file)
    seen = version if version is not None else document.get("version")
    if not isinstance(seen, int):
        raise Invalid(N_("Say which version you saw, with --version or as “version” in the JSON."))
    fields = document.get("fields", {name: value for name, value in document.items() if name != "version"})
    with house(context) as opened, opened.runtime.write() as session:
        uid = entry_uid(session, entry)
        _require_same(document, uid)
        saved = editing.edit(session, opened.actor, uid, fields, seen_version=seen)
    _say_saved(saved, as_json)


def _require_same(document: Mapping[str, Any], uid: UUID) -> None:
    """What was got of one entry is not written over another."""
    if (said := document.get("id", str(uid))) != str(uid):
        raise Invalid(
            N_("This is entry {said}, not {uid}. Name the entry that the JSON is of."), said=said, uid=uid
        )


@commands.command(cls=Command, help=N_("Record that the entry was checked today and is right."))
def verify(context: typer.Context, entry: EntryName, version: Seen = None, as_json: AsJson = False) -> None:
    """Freshness starts again."""
    from directory import editing

    _change(context, entry, version, as_json, editing.verify)


@commands.command(cls=Command, help=N_("Take an entry out of the searches; its history stays."))
def retire(
    context: typer.Context,
    entry: EntryName,
    reason: Reason = None,
    version: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Out of the searches."""
    from directory import editing

    def because(session: "Session", actor: "Actor", uid: UUID, *, seen_version: int) -> "Saved":
        return editing.retire(session, actor, uid, seen_version=seen_version, reason=reason)

    _change(context, entry, version, as_json, because)


@commands.command(cls=Command, help=N_("Bring back an entry that was taken out."))
def restore(context: typer.Context, entry: EntryName, version: Seen = None, as_json: AsJson = False) -> None:
    """Back into the searches."""
    from directory import editing

    _change(context, entry, version, as_json, editing.restore)


@commands.command(cls=Command, help=N_("Tell everything that happened to an entry, newest first."))
def history(context: typer.Context, entry: EntryName, as_json: AsJson = False) -> None:
    """The journal of one entry."""
    from directory import history as histories

    with house(context) as opened, opened.runtime.read() as session:
        events = histories.history(session, opened.actor, entry_uid(session, entry))
    if as_json:
        say_json(events)
        return
    for event in events:
        say(f"{event.seq}  {event.at.astimezone():%d/%m/%Y %H:%M}  {verb_text(event.verb)}")
        for path, (before, after) in (event.changes or {}).items():
            say(f"    {path} : {value_text(before)} → {value_text(after)}")


@commands.command(
    cls=Command, help=N_("Take back one change of the history, if nothing touched its fields since.")
)
def undo(context: typer.Context, number: Number, as_json: AsJson = False) -> None:
    """Take back one change."""
    from directory import history as histories

    with house(context) as opened, opened.runtime.write() as session:
        saved = histories.undo(session, opened.actor, number)
    _say_saved(saved, as_json)


def _change(
    context: typer.Context, entry: str, version: int | None, as_json: bool, verb: Callable[..., "Saved"]
) -> None:
    """Do `verb` to the version seen, or to the version that stands when none was named."""
    from directory import entries

    with house(context) as opened, opened.runtime.write() as session:
        uid = entry_uid(session, entry)
        seen = version if version is not None else entries.current(session, uid).version
        saved = verb(session, opened.actor, uid, seen_version=seen)
    _say_saved(saved, as_json)


def _say_saved(saved: "Saved", as_json: bool) -> None:
    if as_json:
        say_json({"id": saved.uid, "version": saved.version, "changed": saved.changed})
    else:
        message = _("Saved: {id}, version {version}.") if saved.changed else _("Nothing to change: {id}.")
        say(message.format(id=saved.uid, version=saved.version))
