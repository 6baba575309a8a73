"""Postal addresses of the national registers: the readable line, today's commune, the town."""

import re
from functools import lru_cache
from typing import NamedTuple

from directory import localities
from directory.commune_file import name_key
from directory.communes import Place, formers_of
from importers import letter_case

_REPETITION = {"B": "bis", "T": "ter", "Q": "quater"}
_ABBREVIATIONS = {
    "ALL": "allée", "AV": "avenue", "BD": "boulevard", "BLD": "boulevard", "CHE": "chemin", "CRS": "cours",
    "FG": "faubourg", "HAM": "hameau", "IMP": "impasse", "LD": "lieu-dit", "LOT": "lotissement",
    "PAS": "passage", "PL": "place", "QU": "quai", "QUA": "quartier", "R": "rue", "RES": "résidence",
    "RPT": "rond-point", "RTE": "route", "SQ": "square",
}  # fmt: skip
_STREET_TYPES = frozenset(name.upper() for name in _ABBREVIATIONS.values()) | {
    "ALLEE",
    "RESIDENCE",
    "CHAUSSEE",
}
_FOURTH_LINE = re.compile(
    r"^(?:(?P<number>\d{1,5})\s*(?P<repetition>[BTQ]|BIS|TER|QUATER)?\s+)?(?P<street>.+)$"
)
_CEDEX_OFFICE = re.compile(r"^\s*(?:\d{5}\s+)?(.*?)(?:\s+CEDEX(?:\s+\d+)?)?\s*$", re.IGNORECASE)


class Town(NamedTuple):
    """Where an address is; without a commune when it is abroad or cannot be told."""

    commune: str | None
    locality: str | None
    postcode: str | None


def street_line(number: str, repetition: str, street_type: str, street: str) -> str:
    """ "57", "B", "Rue", "DES LILAS" → "57 bis rue des Lilas". A street type inside the name is found too."""
    if not street_type:
        first, _, rest = street.partition(" ")
        if rest and first in _ABBREVIATIONS:
            street_type, street = _ABBREVIATIONS[first], rest
    if not number[:1].isdigit():
        number, repetition = "", ""
    street = letter_case.street(street)
    if not street_type:
        street = street[:1].upper() + street[1:] if not number else street
    words = (number, _REPETITION.get(repetition, repetition.lower()), street_type.lower(), street)
    return " ".join(filter(None, words))


def fourth_line(text: str) -> str:
    """ "14 B RUE PASTEUR" → "14 bis rue Pasteur"; a line in mixed letters stays."""
    match = _FOURTH_LINE.match(text)
    if not text.isupper() or match is None:
        return letter_case.street(text)
    number, repetition, street = match["number"] or "", match["repetition"] or "", match["street"]
    first, _, rest = street.partition(" ")
    if rest and first in _STREET_TYPES:
        return street_line(number, repetition[:1], first, rest)
    return street_line(number, repetition[:1], "", street)


@lru_cache(maxsize=65_536)
def town(
    code: str, name: str, cedex_office: str, postcode: str, country: str = "", distribution: str = ""
) -> Town:
    """Today's commune by its code, old ones and arrondissements too; else by the words of the last line.

    A former commune that the address still names ("49350 GENNES", a distribution line) is told as such.
    """
    if country and country not in ("99000", "FR", "FRA", "FRANCE"):
        return Town(None, name or _office(cedex_office) or None, None)
    postcode = postcode if len(postcode) == 5 and postcode.isdigit() else ""
    place = localities.resolve(code or None, name or cedex_office or None, postcode or None)
    for words in (distribution, cedex_office, name):
        if place and (former := former_named(words, place)):
            return Town(former.code, former.name, postcode or None)
    locality = name or (place.name if place else _office(cedex_office))
    return Town(place.code if place else None, locality or None, postcode or None)


def former_named(words: str, place: Place) -> Place | None:
    """The former commune that those words name inside that one; a name that both bear is today's."""
    named = name_key(_office(words))
    if not named or named == name_key(place.name) or "arrondissement" in named:
        return None
    inside = [former for former in formers_of(place.code) if name_key(former.name) == named]
    return inside[0] if len(inside) == 1 else None


def _office(text: str) -> str:
    """ "25300 DOUBS CEDEX" → "Doubs"."""
    match = _CEDEX_OFFICE.match(text)
    return letter_case.site(match[1]) if match else ""
