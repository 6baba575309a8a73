"""The communes of France, today's and former ones, with their départements, regions and EPCI.

They are read from a reference file (`commune_file`), never from the database: the same for every
instance, and there before the first migration. A former commune's code is "d" and its INSEE number
("d49149"), since a commune nouvelle may have kept the number of one of them.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from sqlite3 import Connection
from typing import Any

from core.home import home
from directory.commune_file import epci_key, name_key, open_file, without_article

EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.2
_COLUMNS = "code, name, departement, postcodes, latitude, longitude, epci, current, population"
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, or a former one (then `current` is the commune it is now part of)."""

    code: str
    name: str
    departement: str
    postcodes: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    epci: str | None
    current: str | None
    population: int

    @property
    def number(self) -> int:
        """The code as a whole number, the same in every edition of the data."""
        return int(self.code, 36)


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of communes: an EPCI (`code` is its SIREN), a département or a region."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Covering:
    """What a search for a place looks up in the codes an entry covers.

    `whole`: the entry covers the place. `partial`: it covers at least one former commune inside it.
    """

    whole: frozenset[str]
    partial: frozenset[str]


_lock = threading.Lock()


@cache
def _connection() -> Connection:
    return open_file(home() / "cache")


def _rows(statement: str, *values: object) -> list[tuple[Any, ...]]:
    with _lock:
        return _connection().execute(statement, values).fetchall()


def _places(rows: Iterable[tuple[Any, ...]]) -> tuple[Place, ...]:
    return tuple(
        [Place(code, name, area, _split(postcodes), *rest) for code, name, area, postcodes, *rest in rows]
    )


def _split(postcodes: str) -> tuple[str, ...]:
    return tuple(postcodes.split("|")) if postcodes else ()


def _codes(statement: str, *values: object) -> frozenset[str]:
    return frozenset(str(code) for (code,) in _rows(statement, *values))


@lru_cache(maxsize=8192)
def by_code(code: str) -> Place | None:
    """The place of that code, "49261" or "d49149"; an old INSEE number is not one (see `resolve`)."""
    found = _places(_rows(f"SELECT {_COLUMNS} FROM place WHERE code = ?", code))
    return found[0] if found else None


@lru_cache(maxsize=4096)
def by_name(name: str) -> tuple[Place, ...]:
    """Every place of that name, however it is written; today's communes first, the largest first."""
    key = name_key(name)
    return _named(key) or _named(without_article(key))


def _named(key: str) -> tuple[Place, ...]:
    statement = f"""
        SELECT {_COLUMNS} FROM place_name JOIN place USING (code)
        WHERE key = ? ORDER BY current IS NOT NULL, population DESC, code
    """
    return _places(_rows(statement, key))


@lru_cache(maxsize=4096)
def by_first_words(words: str) -> tuple[Place, ...]:
    """Every place whose name goes on after these whole words: "doué" → Doué-en-Anjou, Doué-la-Fontaine."""
    return _named_between(name_key(words) + " ", 200)


def starting_with(prefix: str, limit: int = 20) -> tuple[Place, ...]:
    """Places to offer while a name is typed; exact names first, then the largest."""
    key = name_key(prefix)
    return _named_between(key, limit, exact=key) if key else ()


def _named_between(start: str, limit: int, exact: str = "") -> tuple[Place, ...]:
    statement = f"""
        SELECT {_COLUMNS}, max(key = ?) AS exact FROM place_name JOIN place USING (code)
        WHERE key >= ? AND key < ? GROUP BY code
        ORDER BY exact DESC, current IS NOT NULL, population DESC, code LIMIT ?
    """
    rows = _rows(statement, exact, start, start + _LAST, limit)
    return _places(row[:-1] for row in rows)


@lru_cache(maxsize=4096)
def by_postcode(postcode: str) -> tuple[Place, ...]:
    """Today's communes that this postcode serves; first the one where it stands for the most people, since
    a commune of several postcodes has a part of its people behind each.
    """
    several = "1 + length(postcodes) - length(replace(postcodes, '|', ''))"
    statement = f"""
        SELECT {_COLUMNS} FROM place_postcode JOIN place USING (code)
        WHERE postcode = ? ORDER BY population / ({several}) DESC, code
    """
    return _places(_rows(statement, postcode))


@lru_cache(maxsize=1024)
def formers_of(code: str) -> tuple[Place, ...]:
    """The former communes inside one of today's."""
    statement = f"SELECT {_COLUMNS} FROM place WHERE current = ? ORDER BY name"
    return _places(_rows(statement, code))


def covering_codes(code: str) -> Covering:
    """A whole commune covers each of its former ones; a former one covers only a part of it."""
    place = by_code(code)
    if place is not None and place.current is not None:
        return Covering(frozenset({code, place.current}), frozenset())
    return Covering(frozenset({code}), frozenset(former.code for former in formers_of(code)))


def distance_km(here: Place, there: Place) -> float | None:
    """Between the middles of two communes; None where one has no coordinates."""
    if here.latitude is None or here.longitude is None or there.latitude is None or there.longitude is None:
        return None
    return kilometres(here.latitude, here.longitude, there.latitude, there.longitude)


def kilometres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The great-circle distance between two points in degrees."""
    north, east = radians(to_latitude - latitude) / 2, radians(to_longitude - longitude) / 2
    half = sin(north) ** 2 + cos(radians(latitude)) * cos(radians(to_latitude)) * sin(east) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


@lru_cache(maxsize=64)
def within(code: str, km: float) -> dict[str, float]:
    """Today's communes whose middle is at most that far, with the distance, nearest first.

    The result is shared between callers: read it only.
    """
    place = by_code(code)
    if place is None:
        return {}
    here = place.current or place.code
    if place.latitude is None or place.longitude is None:
        return {here: 0.0}
    north = km / _KM_PER_DEGREE
    east = north / max(cos(radians(place.latitude)), 0.01)
    statement = """
        SELECT code, latitude, longitude FROM place WHERE current IS NULL
        AND latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?
    """
    corners = (
        place.latitude - north, place.latitude + north, place.longitude - east, place.longitude + east
    )  # fmt: skip
    far = {
        there: kilometres(place.latitude, place.longitude, latitude, longitude)
        for there, latitude, longitude in _rows(statement, *corners)
    }
    near = sorted((distance, there) for there, distance in far.items() if distance <= km)
    return {there: round(distance, 1) for distance, there in near}


@lru_cache(maxsize=256)
def departement(text: str) -> Group | None:
    """By its code ("49", "2A") or its name."""
    return _group("SELECT code, name FROM departement WHERE code = ? OR key = ?", text)


def departement_of(code: str) -> str:
    """The département of a commune's code: "49328" → "49", "97411" → "974".

    A former commune lies where today's does: a few joined one of the next département. A postcode tells
    it in the same way, but for Corsica's ("20…").
    """
    former = by_code(code) if code.startswith("d") else None
    if former is not None:
        return former.departement
    bare = code.removeprefix("d")
    return bare[:3] if bare.startswith(("97", "98")) else bare[:2]


@lru_cache(maxsize=64)
def region(text: str) -> Group | None:
    """By its INSEE code or its name."""
    return _group("SELECT code, name FROM region WHERE code = ? OR key = ?", text)


def _group(statement: str, text: str) -> Group | None:
    rows = _rows(statement, text.strip().upper(), name_key(text))
    return Group(*rows[0]) if rows else None


@lru_cache(maxsize=256)
def of_departement(code: str) -> frozenset[str]:
    return _codes("SELECT code FROM place WHERE departement = ? AND current IS NULL", code)


@lru_cache(maxsize=64)
def of_region(code: str) -> frozenset[str]:
    departements = _codes("SELECT code FROM departement WHERE region = ?", code)
    return frozenset().union(*map(of_departement, departements))


@lru_cache(maxsize=512)
def epci(siren: str) -> Group | None:
    rows = _rows("SELECT siren, name FROM epci WHERE siren = ?", siren)
    return Group(*rows[0]) if rows else None


@lru_cache(maxsize=512)
def epci_by_name(name: str) -> tuple[Group, ...]:
    """With or without the legal form: "CA Saumur Val de Loire", "agglo de Saumur Val de Loire"."""
    key = epci_key(name)
    return tuple(
        Group(*row) for row in _rows("SELECT siren, name FROM epci WHERE key = ? ORDER BY siren", key)
    )


@lru_cache(maxsize=512)
def members_of_epci(siren: str) -> frozenset[str]:
    return _codes("SELECT code FROM epci_member WHERE siren = ?", siren)


def _former(code: str) -> frozenset[str]:
    return frozenset({code if code.startswith("d") else "d" + code})


def _of_postcode(postcode: str) -> frozenset[str]:
    return frozenset(place.code for place in by_postcode(postcode))


_EXPANSIONS: dict[str, Callable[[str], frozenset[str]]] = {
    "commune": lambda code: frozenset({code}),
    "former": _former,
    "epci": members_of_epci,
    "departement": of_departement,
    "region": of_region,
    "postcode": _of_postcode,
}


def expand(rule: str, code: str) -> frozenset[str]:
    """The communes an area's rule stands for; none for another rule."""
    expansion = _EXPANSIONS.get(rule)
    return expansion(code) if expansion else frozenset()
