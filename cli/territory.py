"""`maillage territory …`: the territories, and which ones are yours."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from cli.help import Command, Group
from cli.output import AsJson, aligned, say, say_json, say_lines
from cli.places import commune_codes
from cli.startup import house
from cli.territories import TerritoryName, territory_named
from core.errors import Invalid, NotFound
from core.language import N_, _, number_text

if TYPE_CHECKING:
    from sqlmodel import Session

    from directory.territories import TerritoryDraft
    from directory.territory_records import Area, Territory

commands = typer.Typer(
    cls=Group, help=N_("The territories: named sets of communes that may overlap, some of them yours.")
)

Kind = Annotated[
    str, typer.Option(metavar=N_("KIND"), help=N_("clic, dac, cpts, free… A wrong one names them all."))
]
Communes = Annotated[
    list[str] | None,
    typer.Option("--commune", metavar=N_("COMMUNE"), help=N_("A commune of it (name, postcode or code).")),
]
Epcis = Annotated[
    list[str] | None,
    typer.Option("--epci", metavar=N_("EPCI"), help=N_("All communes of this grouping (SIREN or name).")),
]
Departements = Annotated[
    list[str] | None,
    typer.Option("--departement", metavar="CODE", help=N_("All communes of this département.")),
]
Parents = Annotated[
    list[str] | None,
    typer.Option("--part-of", metavar=N_("TERRITORY"), help=N_("A territory that it is a part of.")),
]
Ours = Annotated[bool, typer.Option("--ours", help=N_("Your installation is there for it."))]
NotOurs = Annotated[bool, typer.Option("--no", help=N_("It is no longer yours."))]


@commands.command("list", cls=Command, help=N_("List all territories."))
def list_all(context: typer.Context, as_json: AsJson = False) -> None:
    """All of them, by name."""
    from directory import territories

    with house(context) as opened, opened.runtime.read() as session:
        everything = territories.listing(session)
        sizes = {each.uid: len(territories.communes_of(session, each.uid)) for each in everything}
    if as_json:
        say_json([{**_as_object(each), "communes": sizes[each.uid]} for each in everything])
    else:
        say_lines(aligned(_row(each, sizes[each.uid]) for each in everything))


@commands.command(cls=Command, help=N_("Show a territory with its rules and its communes."))
def show(context: typer.Context, territory: TerritoryName, as_json: AsJson = False) -> None:
    """One of them."""
    with house(context) as opened, opened.runtime.read() as session:
        found = territory_named(session, territory)
        names = _commune_names(session, found)
    if as_json:
        say_json({**_as_object(found), "communes": names})
        return
    say(found.name)
    say(_("Kind: {kind}").format(kind=_kind(found)))
    if found.is_ours:
        say(_("Your installation is there for it."))
    say(_("Communes: {number}").format(number=number_text(len(names))))
    say_lines(f"  {name} ({code})" for code, name in names.items())


@commands.command(cls=Command, help=N_("Add a territory."))
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("How people call it."))],
    kind: Kind = "free",
    commune: Communes = None,
    epci: Epcis = None,
    departement: Departements = None,
    part_of: Parents = None,
    ours: Ours = False,
    as_json: AsJson = False,
) -> None:
    """A new one."""
    from directory import territories

    with house(context) as opened, opened.runtime.write() as session:
        areas = _areas(session, commune, epci, departement)
        parents = tuple(territory_named(session, each).uid for each in part_of or ())
        draft = territories.TerritoryDraft(name, kind, ours, parents, areas)
        added = territories.add(session, opened.actor, draft)
    if as_json:
        say_json(_as_object(added))
    else:
        say(_("“{name}” is added.").format(name=added.name))


@commands.command(cls=Command, help=N_("Give a territory other communes than the ones it has."))
def communes(
    context: typer.Context,
    territory: TerritoryName,
    commune: Communes = None,
    epci: Epcis = None,
    departement: Departements = None,
) -> None:
    """Its rules are replaced."""
    from directory import territories

    with house(context) as opened, opened.runtime.write() as session:
        areas = _areas(session, commune, epci, departement)
        if not areas:
            raise Invalid(N_("Name its communes with --commune, --epci or --departement."))
        found = territory_named(session, territory)
        draft = replace(_draft(found), areas=areas)
        territories.edit(session, opened.actor, found.uid, draft, seen_version=found.version)
        number = len(territories.communes_of(session, found.uid))
    said = _("“{name}” has {number} communes now.")
    say(said.format(name=found.name, number=number_text(number)))


@commands.command(
    cls=Command, help=N_("Say that a territory is yours: its communes are understood as bare words.")
)
def ours(context: typer.Context, territory: TerritoryName, no: NotOurs = False) -> None:
    """Whether the installation is there for it."""
    from directory import territories

    with house(context) as opened, opened.runtime.write() as session:
        found = territory_named(session, territory)
        draft = replace(_draft(found), is_ours=not no)
        territories.edit(session, opened.actor, found.uid, draft, seen_version=found.version)
    said = _("“{name}” is no longer yours.") if no else _("“{name}” is yours.")
    say(said.format(name=found.name))


@commands.command(cls=Command, help=N_("Forget a territory that no service covers and nobody has a role in."))
def remove(context: typer.Context, territory: TerritoryName) -> None:
    """Not there any more."""
    from directory import territories

    with house(context) as opened, opened.runtime.write() as session:
        found = territory_named(session, territory)
        territories.remove(session, opened.actor, found.uid, seen_version=found.version)
    say(_("“{name}” is forgotten.").format(name=found.name))


def _areas(
    session: "Session",
    named_communes: list[str] | None,
    epcis: list[str] | None,
    departements: list[str] | None,
) -> tuple["Area", ...]:
    from directory.territory_records import Area

    codes = {code for name in named_communes or () for code in commune_codes(session, name)}
    found = [Area("commune", code) for code in sorted(codes)]
    found += [Area("epci", _epci_code(name)) for name in epcis or ()]
    return (*found, *(Area("departement", code) for code in departements or ()))


def _epci_code(asked: str) -> str:
    from directory import communes as places

    exact = places.epci(asked)
    found = [exact] if exact else list(places.epci_by_name(asked))
    if len(found) != 1:
        message = N_("No grouping of communes, or several, are called “{name}”. Name it by its SIREN.")
        raise NotFound(message, name=asked)
    return found[0].code


def _draft(territory: "Territory") -> "TerritoryDraft":
    from directory.territories import TerritoryDraft

    return TerritoryDraft(
        territory.name, territory.kind, territory.is_ours, territory.parents, territory.areas
    )


def _as_object(territory: "Territory") -> dict[str, object]:
    return {
        "id": territory.uid,
        "name": territory.name,
        "kind": territory.kind,
        "ours": territory.is_ours,
        "version": territory.version,
        "part_of": territory.parents,
        "rules": [f"{area.rule}:{area.code}" for area in territory.areas],
    }


def _row(territory: "Territory", size: int) -> tuple[str, ...]:
    number = _("{number} communes").format(number=number_text(size))
    return territory.name, _kind(territory), number, _("yours") if territory.is_ours else ""


def _kind(territory: "Territory") -> str:
    from directory.territory_records import KIND_LABELS

    return _(KIND_LABELS[territory.kind])


def _commune_names(session: "Session", territory: "Territory") -> dict[str, str]:
    from directory import communes as places
    from directory import territories

    found = [places.by_code(code) for code in territories.communes_of(session, territory.uid)]
    return {place.code: place.name for place in sorted(filter(None, found), key=lambda place: place.name)}
