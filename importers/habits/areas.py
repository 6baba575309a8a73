"""Areas served as people write them: communes by name, postcode or INSEE code, EPCI, départements.

"Gennes" near Saumur is the former commune of Gennes, and the area stops there: a homonym is settled by what
stands near. Names hold commas and "et" too ("CC Chinon, Vienne et Loire"), so the longest name wins.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from core.text import fold
from directory import communes, localities
from directory.communes import Group, Place

Area = dict[str, Any]

NEARBY_KM = 60.0
SIMILAR = 88  # of 100
_MOST_COMMAS = 4  # in one name
_STRONG = re.compile(r"\s*[;|\n\t]\s*")
_WEAK = re.compile(r"\s*,\s*")
_WEAKEST = re.compile(r"\s+et\s+|\s*/\s*|\s+-\s+|\s+\+\s+|\s*&\s*|\s+ainsi que\s+", re.IGNORECASE)
_INTRO = re.compile(
    r"^(?:(?:toutes?|tous?|tout|ensemble|territoire|secteurs?|zone|perim[eè]tre|sur|dans|a|à|de|des|du|la|le|les"
    r"|l'|d'|communes?(?: nouvelles?| d[ée]l[ée]gu[ée]es?)?|villes?)\s*(?=[\s']|\b))+"
    r"(?:de\s+|d'|du\s+|des\s+)?:?\s*",
    re.IGNORECASE,
)
_OUTRO = re.compile(
    r"\s*(?:et (?:ses )?(?:alentours|environs)|\(commune d[ée]l[ée]gu[ée]e.*?\)|\.)\s*$", re.IGNORECASE
)
_VAGUE = re.compile(r"\bet (?:ses )?(?:alentours|environs)\b", re.IGNORECASE)
_DEPARTEMENT = re.compile(
    r"^(?:d[ée]p(?:artemen)?t?\.?(?:ement)?\s*(?:d[eu]s?\s+|d')?|le\s+)?\(?(2[AB]|\d{2,3})\)?$", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"^(.+?)\s*[(\s]\s*(\d{5})\s*\)?$")
_POSTCODE_FIRST = re.compile(r"^(\d{5})\s+(.+)$")
_EPCI = re.compile(
    r"^(?:c\.?c|c\.?a|c\.?u|cdc|comcom|com(?:munaute)? de com(?:munes)?|communaute|agglo(?:meration)?"
    r"|metropole)\b"
)
_AGGLO = re.compile(
    r"^(?:(?:l')?(?:agglo(?:m[ée]ration)?|communaut[ée] (?:d'agglo(?:m[ée]ration)?|de communes)|c\.?[acu]\.?)"
    r"\s+(?:de\s+|du\s+|d')?(?P<of>.+)|(?P<its>.+?)\s+agglo(?:m[ée]ration)?)$",
    re.IGNORECASE,
)
_CANTON = re.compile(r"^canton\b")


class Found(NamedTuple):
    """Areas in the order written; what is no area; what was read as another name: (written, read as)."""

    areas: list[Area]
    unread: list[str]
    guessed: list[tuple[str, str]]


class Around(NamedTuple):
    """What helps to tell homonyms apart: the commune of the service."""

    commune: str | None = None


def read(text: str, around: Around) -> Found:
    found = Found([], [], [])
    codes = _all_codes(text)
    if codes:
        _take_codes(codes, found)
    else:
        for chunk in filter(None, _STRONG.split(text.strip())):
            _read_list(_WEAK.split(chunk), ", ", around, found)
            if _VAGUE.search(chunk) and found.areas:  # how far that reaches, nobody said
                found.guessed.append((_WEAK.split(chunk)[-1].strip(), found.areas[-1]["label"]))
    unique = {(area["rule"], area["code"]): area for area in found.areas}
    return found._replace(areas=list(unique.values()))


def _read_list(parts: Sequence[str], joint: str, around: Around, found: Found) -> None:
    """The longest runs of parts that name an area; a part that names none may still hold several."""
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + _MOST_COMMAS + 1), start, -1):
            name = joint.join(parts[start:end]).strip(" .")
            area = _exact(name, around) if name else None
            if area:
                found.areas.append(area)
                start = end
                break
        else:
            _read_apart(_OUTRO.sub("", parts[start].strip()), around, found)
            start += 1


def _read_apart(part: str, around: Around, found: Found) -> None:
    on_its_river = _exact(part.replace("/", " sur "), around) if "/" in part else None
    if on_its_river:  # "St Georges/Loire"
        found.areas.append(on_its_river)
        return
    smaller = [piece for piece in _WEAKEST.split(part) if piece and piece.strip()]
    if len(smaller) > 1:
        for piece in smaller:
            _read_list([piece], "", around, found)
    elif part:
        name = _bare(part)
        near = _begun(name, around) or _similar(name, around)
        if near or (near := _far(name)):
            found.areas.append(_area(near))
            found.guessed.append((part, f"{near.name} ({near.departement})"))
        elif group := _epci_around(name, around):
            found.areas.append({"rule": "epci", "code": group.code, "label": group.name})
            found.guessed.append((part, group.name))
        else:
            found.unread.append(part)


def _exact(text: str, around: Around) -> Area | None:
    bare = _bare(text)
    return (
        _departement(text, bare, around) or _epci(bare) or _commune(bare, around) or _epci_by_bare_name(bare)
    )


def _bare(text: str) -> str:
    """Without "toute la commune de" before and "et environs" after."""
    bare = _OUTRO.sub("", text.strip())
    without = _INTRO.sub("", bare)
    kept = without if without and not communes.by_name(bare) else bare
    return kept.strip(" .")


def _departement(text: str, bare: str, around: Around) -> Area | None:
    folded = fold(text)
    if folded in ("departement", "tout le departement", "le departement", "ensemble du departement"):
        place = communes.by_code(around.commune or "")
        group = communes.departement(place.departement) if place else None
    else:
        match = _DEPARTEMENT.match(bare)
        named = (
            match[1]
            if match
            else re.sub(
                r"^(?:le )?d[ée]partement (?:de la |de l'|du |des |de |d')?", "", bare, flags=re.IGNORECASE
            )
        )
        group = communes.departement(named.upper()) if len(named) > 1 else None
        if group and not match and communes.by_name(named) and not folded.startswith("departement"):
            group = None if _is_near(named, around) else group
    return {"rule": "departement", "code": group.code, "label": group.name} if group else None


def _is_near(name: str, around: Around) -> bool:
    """Whether a commune nearby has the name of a département: "Vienne" in Isère."""
    place = communes.by_code(around.commune or "")
    return place is not None and any(
        (communes.distance_km(place, each) or 1e9) < NEARBY_KM for each in communes.by_name(name)
    )


def _epci(bare: str) -> Area | None:
    return _epci_by_bare_name(bare) if _EPCI.match(fold(bare)) else None


def _epci_by_bare_name(bare: str) -> Area | None:
    groups = communes.epci_by_name(re.sub(r"\bdu canton de\b", "", bare))
    if len(groups) != 1:
        return None
    return {"rule": "epci", "code": groups[0].code, "label": groups[0].name}


def _commune(bare: str, around: Around) -> Area | None:
    postcode = ""
    if match := _IN_BRACKETS.match(bare):
        bare, postcode = match[1], match[2]
    elif match := _POSTCODE_FIRST.match(bare):
        postcode, bare = match[1], match[2]
    elif re.fullmatch(r"\d{5}", bare):
        found = Found([], [], [])
        _take_codes([bare], found)
        return found.areas[0] if found.areas else None
    if _CANTON.match(fold(bare)):
        return None
    place = _settled(communes.by_name(bare), postcode, around)
    is_doubtful = place and not postcode and _is_out_of_reach(place, around)
    return _area(place) if place and not is_doubtful else None


def _is_out_of_reach(place: Place, around: Around) -> bool:
    """Whether nobody would go there: a short name for a commune nearby is more likely."""
    here = communes.by_code(around.commune or "")
    return here is not None and (communes.distance_km(here, place) or 0) > NEARBY_KM


def _far(name: str) -> Place | None:
    """The only place of that name, however far."""
    places = communes.by_name(name)
    return places[0] if len(places) == 1 else None


def _epci_around(name: str, around: Around) -> Group | None:
    """The EPCI to which the town belongs that people name it after: "agglo de Saumur"."""
    match = _AGGLO.match(name)
    town = _settled(communes.by_name(match["of"] or match["its"]), "", around) if match else None
    place = communes.by_code(town.current) if town and town.current else town
    return communes.epci(place.epci) if place and place.epci else None


def _settled(places: Sequence[Place], postcode: str, around: Around) -> Place | None:
    """The one meant among homonyms: by its postcode, else the nearest; None when nothing tells."""
    if fitting := [place for place in places if postcode and postcode in place.postcodes]:
        return fitting[0]
    if len(places) < 2:
        return places[0] if places else None
    here = communes.by_code(around.commune or "")
    if here is None:
        current = [place for place in places if place.current is None]
        return current[0] if len(current) == 1 else None
    return min(places, key=lambda place: (_distance(here, place), place.current is not None))


def _distance(here: Place, there: Place) -> float:
    km = communes.distance_km(here, there)
    return 1e9 if km is None else round(km)


def _area(place: Place) -> Area:
    rule = "former" if place.current else "commune"
    return {"rule": rule, "code": place.code, "label": place.name}


def _begun(name: str, around: Around) -> Place | None:
    """The only commune nearby whose name goes on after these words: "Les Rosiers"."""
    here = communes.by_code(around.commune or "")
    if here is None or len(name) < 4:
        return None
    near = [place for place in communes.by_first_words(name) if _distance(here, place) < NEARBY_KM]
    return localities.whole_of(near)


def _similar(name: str, around: Around) -> Place | None:
    """A commune nearby whose name is spelt nearly the same."""
    if not around.commune or len(name) < 4 or _CANTON.match(fold(name)):
        return None
    names = _names_near(around.commune)
    match = process.extractOne(fold(name), names.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR)
    return names[match[0]] if match else None


@cache
def _names_near(commune: str) -> dict[str, Place]:
    near = (communes.by_code(code) for code in communes.within(commune, NEARBY_KM))
    places = [place for place in near if place is not None]
    formers = [former for place in places for former in communes.formers_of(place.code)]
    return {fold(place.name): place for place in (*formers, *places)}


def _all_codes(text: str) -> list[str]:
    """The codes of a text that holds nothing else."""
    words = [word for word in re.split(r"[\s,;|/+&-]+|\bet\b", text) if word]
    return words if words and all(re.fullmatch(r"\d{5}|2[AB]\d{3}", word) for word in words) else []


def _take_codes(codes: Sequence[str], found: Found) -> None:
    """Postcodes when each is one, else INSEE codes when each is one, else each by itself."""
    rules = [rule for rule in (_by_postcode, _by_insee) if all(rule(code) for code in codes)]
    for code in codes:
        area = rules[0](code) if rules else (_by_postcode(code) or _by_insee(code))
        if area:
            found.areas.append(area)
        else:
            found.unread.append(code)


def _by_postcode(code: str) -> Area | None:
    return {"rule": "postcode", "code": code, "label": code} if communes.by_postcode(code) else None


def _by_insee(code: str) -> Area | None:
    place = communes.by_code(code) or communes.by_code("d" + code)
    return _area(place) if place else None
