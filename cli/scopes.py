"""The scope and the end of a grant: as a person names them, and as they are read."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from cli.references import entry_uid
from cli.territories import territory_named
from core import clock
from core.errors import Invalid
from core.language import N_, _, date_text

if TYPE_CHECKING:
    from sqlmodel import Session

    from accounts.permissions import Grant, ScopeKind

Territory = Annotated[
    str | None,
    typer.Option(metavar=N_("TERRITORY"), help=N_("Only for what stands in this territory.")),
]
Organization = Annotated[
    str | None,
    typer.Option(
        metavar=N_("ENTRY"),
        help=N_("Only for this organization and what it runs (its identifier, or finess:499900470)."),
    ),
]
LastDay = Annotated[
    datetime | None,
    typer.Option("--until", metavar=N_("DATE"), formats=["%Y-%m-%d"], help=N_("The last day it holds.")),
]


def scope_named(
    session: "Session", territory: str | None, organization: str | None
) -> tuple["ScopeKind", UUID | None]:
    """What a grant is for; the whole installation when nothing is named. Raises NotFound, Invalid."""
    if territory is not None and organization is not None:
        raise Invalid(N_("Name a territory or an organization, not both."))
    if territory is not None:
        return "territory", territory_named(session, territory).uid
    if organization is not None:
        return "organization", _organization(session, organization)
    return "instance", None


def _organization(session: "Session", name: str) -> UUID:
    from directory import entries
    from directory.kinds import EntryKind

    entry = entries.current(session, entry_uid(session, name))
    if entry.kind != EntryKind.ORGANIZATION:
        raise Invalid(
            N_("“{name}” is no organization. “maillage search” shows which ones there are."), name=entry.name
        )
    return entry.uid


def end_of(last_day: datetime | None) -> datetime | None:
    """The first moment when a grant no longer holds. Raises Invalid for a day that no clock knows."""
    try:
        return None if last_day is None else clock.end_of(last_day.date())
    except OverflowError:
        message = N_("{name}: “{value}” is no date. Write it like 2026-11-30.")
        raise Invalid(message, name="--until", value=last_day.date() if last_day else "") from None


def scope_name(session: "Session", grant: "Grant") -> str | None:
    """The name of the territory or the organization; None for the whole installation."""
    from directory import entries, territories

    if grant.scope_id is None:
        return None
    if grant.scope_kind == "territory":
        return territories.get(session, grant.scope_id).name
    return entries.current(session, grant.scope_id).name


def grant_text(session: "Session", grant: "Grant") -> str:
    """ "secretariat (Sud-Saumurois, until 31 March 2027)"."""
    limits = [name] if (name := scope_name(session, grant)) else []
    if grant.until is not None:
        said = _("until {day}") if grant.holds(clock.of(session)) else _("ended on {day}")
        limits.append(said.format(day=date_text(clock.day(grant.until - timedelta(microseconds=1)))))
    return f"{grant.role} ({', '.join(limits)})" if limits else str(grant.role)
