"""From what an address says (an old code, "25300 DOUBS", "ST GEORGES S/ LAYON CEDEX") to today's commune."""

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from directory.commune_file import name_key
from directory.communes import Place, by_code, by_first_words, by_name, by_postcode, departement_of

_POSTCODE_FIRST = re.compile(r"^\s*(\d{5})\b[\s,-]*")
_CEDEX = re.compile(r"\bcedex\b.*$|\bcs ?\d+\b.*$|\(.*?\)", re.IGNORECASE)
_DISTRICT = re.compile(r"^(paris|lyon|marseille) (?:\d{1,2}|\d{1,2} ?er?|\d{1,2} ?eme)(?: arrondissement)?$")
_SIMILAR = 0.8


@lru_cache(maxsize=32768)
def resolve(
    code: str | None = None,
    name: str | None = None,
    postcode: str | None = None,
    departement: str | None = None,
) -> Place | None:
    """Today's commune, by an INSEE code (old ones too), else a name within a postcode or a département.

    None rather than a guess between homonyms.
    """
    found = _of_code(code)
    if found is not None:
        return found
    name, postcode = _parts(name or "", (postcode or "").strip())
    places = _narrowed(_current(_named(name)), postcode, departement) if name else []
    if not places and postcode:
        places = _of_postcode(name, postcode)
    return places[0] if len(places) == 1 else None


def begun(words: str, postcode: str, departement: str | None = None) -> Place | None:
    """The only place whose name goes on after these words, within a postcode or a département."""
    start = departement or postcode[:2]
    places = [
        place
        for place in by_first_words(words)
        if (postcode in place.postcodes if postcode else place.departement == start)
    ]
    return whole_of(places)


def whole_of(places: Sequence[Place]) -> Place | None:
    """The only one, or the commune of which all others are former parts."""
    wholes = {place.current or place.code for place in places}
    if len(wholes) != 1:
        return None
    return places[0] if len(places) == 1 else by_code(next(iter(wholes)))


def _of_code(code: str | None) -> Place | None:
    code = (code or "").strip().upper().removeprefix("D")
    if len(code) != 5:
        return None
    if (found := by_code(code)) is not None:
        return found
    former = by_code("d" + code)
    return by_code(former.current) if former is not None and former.current else None


def _parts(name: str, postcode: str) -> tuple[str, str]:
    """The bare name, and the postcode that may stand before it."""
    if match := _POSTCODE_FIRST.match(name):
        postcode = postcode or match[1]
        name = name[match.end() :]
    return _CEDEX.sub(" ", name).strip(), postcode


def _named(name: str) -> tuple[Place, ...]:
    city = _DISTRICT.match(name_key(name))
    return by_name(city[1] if city else name)


def _current(places: Iterable[Place]) -> list[Place]:
    """Each as the commune it is now part of, once."""
    current = (by_code(place.current) if place.current else place for place in places)
    return list(dict.fromkeys(place for place in current if place is not None))


def _narrowed(places: list[Place], postcode: str, departement: str | None) -> list[Place]:
    """Those the postcode serves, else those of its département: a CEDEX has a postcode of its own."""
    if exact := [place for place in places if postcode in place.postcodes]:
        return exact
    if start := departement or departement_of(postcode):
        return [place for place in places if place.departement in _departements(start)]
    return places


def _departements(start: str) -> tuple[str, ...]:
    return ("2A", "2B") if start == "20" else (start.upper().zfill(2),)


def _of_postcode(name: str, postcode: str) -> list[Place]:
    """For a name not known: the only commune of the postcode, or the one that is spelt nearly the same."""
    places = by_postcode(postcode)
    if len(places) == 1 or not name:
        return list(places)
    keys = {name_key(place.name): place for place in places}
    near = difflib.get_close_matches(name_key(name), keys, n=1, cutoff=_SIMILAR)
    return [keys[key] for key in near]
