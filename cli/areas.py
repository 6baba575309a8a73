"""Where an import reads: départements, communes and territories as a person names them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.errors import NotFound
from core.language import N_

if TYPE_CHECKING:
    from cli.startup import House
    from importers.facts import Area

_DEPARTEMENT = re.compile(r"\d{2,3}|2[AB]", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;\s]+")

Departements = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help=N_("Only this département (49, 2A…), or several: 49,37.")),
]
Communes = Annotated[
    list[str] | None,
    typer.Option(metavar=N_("COMMUNE"), help=N_("Only this commune (name, postcode or code).")),
]
Territories = Annotated[
    list[str] | None,
    typer.Option(metavar=N_("TERRITORY"), help=N_("Only the communes of this territory.")),
]


@dataclass(frozen=True)
class Places:
    """The places that were named; none means everywhere."""

    departements: Sequence[str] | None = None
    communes: Sequence[str] | None = None
    territories: Sequence[str] | None = None

    def without_stray_codes(self, files: Sequence[Path]) -> tuple[list[Path], "Places"]:
        """`--departement 49 37` leaves 37 among the files: a département, unless there is such a file."""
        if not self.departements:
            return list(files), self
        stray = [path for path in files if _DEPARTEMENT.fullmatch(str(path)) and not path.exists()]
        kept = [path for path in files if path not in stray]
        return kept, replace(self, departements=[*self.departements, *map(str, stray)])


def area_of(opened: "House", places: Places) -> "Area":
    """The area of these places. Raises NotFound for one that is unknown."""
    from cli.places import commune_codes
    from cli.territories import communes_named
    from importers.facts import Area

    asked = [code for text in places.departements or () for code in _BETWEEN.split(text) if code]
    codes: set[str] = set()
    with opened.runtime.read() as session:
        for name in places.communes or ():
            codes |= commune_codes(session, name)
        for name in places.territories or ():
            codes |= communes_named(session, name)
    return Area(frozenset(map(_departement_code, asked)), frozenset(codes))


def _departement_code(asked: str) -> str:
    from directory import communes

    found = communes.departement(asked)
    if found is None:
        raise NotFound(N_("There is no département {code}."), code=asked)
    return found.code
