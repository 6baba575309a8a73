"""The territory that a person means by its name."""

from typing import TYPE_CHECKING, Annotated

import typer

from core.errors import NotFound
from core.language import N_

if TYPE_CHECKING:
    from sqlmodel import Session

    from directory.territory_records import Territory

TerritoryName = Annotated[
    str, typer.Argument(metavar=N_("TERRITORY"), help=N_("Its name, however it is written."))
]


def territory_named(session: "Session", name: str) -> "Territory":
    """Raises NotFound."""
    from directory import territories

    found = territories.by_name(session, name)
    if found is None:
        raise NotFound(
            N_("No territory is named “{name}”. “maillage territory list” names them all."), name=name
        )
    return found


def communes_named(session: "Session", name: str) -> frozenset[str]:
    """The communes of the territory of that name. Raises NotFound."""
    from directory import territories

    return territories.communes_of(session, territory_named(session, name).uid)
