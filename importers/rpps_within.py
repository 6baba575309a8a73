"""Whether an activity of the RPPS stands in an area, told from the raw bytes of its row."""

from collections.abc import Callable

from directory import localities
from directory.communes import departement_of
from importers.facts import Area
from importers.rpps_roles import Row

_COMMUNE = Row._fields.index("commune")
_POSTCODE = Row._fields.index("postcode")
_TOWN = Row._fields.index("town")
_OFFICE = Row._fields.index("cedex_office")
_DEPARTEMENT = Row._fields.index("departement")


def within(area: Area) -> Callable[[tuple[bytes, ...]], bool]:
    """A test that remembers its answers: a file has a few ten thousand places, and millions of rows."""
    known: dict[tuple[bytes, bytes, bytes, bytes, bytes], bool] = {}

    def is_within(row: tuple[bytes, ...]) -> bool:
        place = (row[_COMMUNE], row[_POSTCODE], row[_TOWN], row[_OFFICE], row[_DEPARTEMENT])
        answer = known.get(place)
        if answer is None:
            answer = known[place] = _holds(
                area, *(value.decode("utf-8", errors="replace") for value in place)
            )
        return answer

    return is_within


def _holds(area: Area, commune: str, postcode: str, town: str, office: str, departement: str) -> bool:
    if commune and not area.communes:
        return _departement(commune, postcode, departement) in area.departements
    place = localities.resolve(commune or None, town or office or None, postcode or None)
    if place is not None:
        return place.code in area.communes or place.departement in area.departements
    return _departement(commune, postcode, departement) in area.departements


def _departement(commune: str, postcode: str, departement: str) -> str:
    """Of a place that no commune is known for: by what is left of its codes."""
    code = commune or departement or postcode
    if len(code) < 5:
        return departement.zfill(2)
    return departement_of(code)
