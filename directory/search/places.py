"""The places that words name: communes, former ones, postcodes, départements, EPCI, territories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from directory import communes
from directory.commune_file import name_key, without_article
from directory.communes import Place
from directory.search.chips import Condition, FilterChip, Sense

# A commune that is not ours is named by a word that may mean much else (Parent, Plan, Bains, Repas).
LARGE = 1_500  # inhabitants from which a lone name after "à" is taken for a commune anywhere
VERY_LARGE = 10_000  # and without "à", when no territory says where we are
_SIMILAR = 0.75  # of two spellings, 1 being the same
_COMPARED = 5_000
_SEVERAL = 2  # words after “saint” that tell one from another
_SHORTEST = 4  # letters of a name's first words that stand for the whole: "doué" for Doué-en-Anjou
_GENERIC_WORDS = """
saint sainte saints saintes notre dame grand grande grands petit petite haut haute hauts bas basse vieux
vieille neuf neuve ville villers villiers bourg chateau chapelle mont montagne val vallee pont port bois
roche fontaine croix puy plan bains ile iles mas font forge four bonne belle beau bel les la le maison
moulin champ champs lac mer terre source rue place centre
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_LINKING_WORDS = "sur sous en de du des d la le les l et a au aux lez pres val"
_LINKS = frozenset(_LINKING_WORDS.split())


@dataclass(frozen=True)
class Territories:
    """Where the instance is: its communes, and the territories that have a name."""

    ours: frozenset[str] = frozenset()
    named: tuple[tuple[str, frozenset[str]], ...] = ()  # name, communes


@dataclass(frozen=True, slots=True)
class Area:
    """A place to filter on. `condition` finds what serves it; `codes` are its communes today."""

    key: str
    field: str  # commune, postcode, departement, epci, territory
    label: str
    condition: Condition
    codes: frozenset[str]
    place: str = ""  # the commune in the middle, if it is one


def commune_named(words: str, where: Territories, *, told: bool) -> list[Area]:
    """The communes that these words may name; several when they are homonyms.

    `told`: something says that it is a place ("à Gennes", `commune:Gennes`), so it may be anywhere.
    """
    key = name_key(words)
    if not key:
        return []
    ours = _our_names(where.ours).get(key) or _our_names(where.ours).get(without_article(key), ())
    if ours:
        return _areas(ours)
    found = communes.by_name(words)
    if told:
        return _areas(found or communes.by_first_words(words))
    if not where.ours:
        return _areas(place for place in found if place.population >= VERY_LARGE)
    return []


def whole_name(words: str, where: Territories) -> list[Area]:
    """Those of our communes that are called exactly so."""
    found = _our_names(where.ours).get(name_key(words), ())
    return _areas(place for place in found if name_key(place.name) == name_key(words))


def other_saint(words: str, where: Territories) -> list[Area]:
    """A saint of our départements who is not one of ours: “saint clément de la place” goes on otherwise than
    Saint-Clément-des-Levées.
    """
    first, *others = name_key(words).split() or [""]
    if first not in ("saint", "sainte") or len(others) < _SEVERAL or not where.ours:
        return []
    ours = _our_departements(where.ours)
    return _areas(place for place in communes.by_name(words) if place.departement in ours)


def commune_anywhere(words: str) -> list[Area]:
    """A commune after "à" that is not ours: only one large enough, or whose name has several words."""
    found = communes.by_name(words)
    several = " " in without_article(name_key(words))
    return _areas(place for place in found if several or place.population >= LARGE)


def commune_beyond(words: str, where: Territories) -> list[Area]:
    """A commune that is not ours, named by a bare word: a large one, or any of our départements."""
    ours = _our_departements(where.ours)
    named = commune_named(words, where, told=True)
    near = [area for area in named if (place := communes.by_code(area.place)) and place.departement in ours]
    return near or commune_anywhere(words)


def numbered(word: str, where: Territories, *, told: bool = False) -> Area | None:
    """A postcode, or the number of a département of ours (of any, if `told`)."""
    if len(word) == 5 and word.isdigit():
        found = communes.by_postcode(word)
        codes = frozenset(place.code for place in found)
        largest = found[0].code if found else ""
        return Area(f"postcode:{word}", "postcode", word, _covering(codes), codes, largest) if found else None
    group = communes.departement(word) if 2 <= len(word) <= 3 else None
    if group is not None and (told or group.code in _our_departements(where.ours)):
        return _departement(group)
    return None


def departement_named(words: str, where: Territories, *, told: bool = False) -> Area | None:
    """A département by its name: one of ours, or any if `told` or if its name has several words."""
    group = communes.departement(words)
    if group is None or group.code.lower() == words.lower():
        return None
    known = told or " " in name_key(words) or group.code in _our_departements(where.ours)
    return _departement(group) if known else None


def group_named(words: str, where: Territories, *, told: bool = False) -> Area | None:
    """An EPCI or a territory by its name."""
    key = name_key(words)
    for name, codes in where.named:
        if name_key(name) == key:
            return Area(f"territory:{_slug(key)}", "territory", name, _covering(codes), codes)
    several = told or " " in key
    for group in communes.epci_by_name(words) if several else ():
        codes = communes.members_of_epci(group.code)
        if told or not codes.isdisjoint(where.ours):
            return Area(f"epci:{group.code}", "epci", group.name, _covering(codes), codes)
    return None


def region_named(words: str) -> Area | None:
    group = communes.region(words)
    if group is None:
        return None
    codes = communes.of_region(group.code)
    departements = frozenset(place.departement for code in codes if (place := communes.by_code(code)))
    condition = Condition("departement", departements)
    return Area(f"region:{group.code}", "region", group.name, condition, codes)


def label_of(place: Place) -> str:
    """Its name and its département's number, and what a former commune is now part of."""
    if place.current is None:
        return f"{place.name} ({place.departement})"
    whole = communes.by_code(place.current)
    return f"{place.name} ({whole.name if whole else place.departement})"


def similar_names(words: str, where: Territories, limit: int = 3) -> tuple[str, ...]:
    """Communes that are spelt nearly like this, ours first."""
    key = name_key(words)
    found = {each: places[0].name for each, places in _our_names(where.ours).items()}
    near = [found[each] for each in get_close_matches(key, found, limit, _SIMILAR)]
    if not near:
        found = {name_key(place.name): place.name for place in communes.starting_with(key[:2], _COMPARED)}
        near = [found[each] for each in get_close_matches(key, found, limit, _SIMILAR)]
    return tuple(dict.fromkeys(near))


def _areas(places: Iterable[Place]) -> list[Area]:
    """One for each commune of today: a former one and the whole one of the same name are one answer."""
    by_current: dict[str, list[Place]] = {}
    for place in places:
        by_current.setdefault(place.current or place.code, []).append(place)
    return [_commune(found) for found in by_current.values()]


def _commune(places: list[Place]) -> Area:
    """One or several ways to mean one commune: the whole, or former ones inside."""
    whole: set[str] = set()
    weaker: set[str] = set()
    for place in places:
        covering = communes.covering_codes(place.code)
        whole |= covering.whole
        weaker |= covering.partial
    first = min(places, key=lambda place: place.current is not None)
    return Area(
        key=f"commune:{first.code}",
        field="commune",
        label=label_of(first),
        condition=Condition("covers", frozenset(whole), frozenset(weaker - whole)),
        codes=frozenset({first.current or first.code}),
        place=first.code,
    )


def _departement(group: communes.Group) -> Area:
    condition = Condition("departement", frozenset({group.code}))
    label = f"{group.name} ({group.code})"
    return Area(
        f"departement:{group.code}", "departement", label, condition, communes.of_departement(group.code)
    )


def _covering(codes: frozenset[str]) -> Condition:
    """What serves at least one of these communes, or a former one inside."""
    formers = {former.code for code in codes for former in communes.formers_of(code)}
    return Condition("covers", codes | formers)


def _slug(key: str) -> str:
    return key.replace(" ", "-")


@lru_cache(maxsize=8)
def _our_departements(ours: frozenset[str]) -> frozenset[str]:
    found = (communes.by_code(code) for code in ours)
    return frozenset(place.departement for place in found if place is not None)


@lru_cache(maxsize=8)
def _our_names(ours: frozenset[str]) -> Mapping[str, tuple[Place, ...]]:
    """What our communes and the former ones inside are called, in full or by their first words."""
    places = [place for code in sorted(ours) if (place := communes.by_code(code)) is not None]
    places += [former for code in sorted(ours) for former in communes.formers_of(code)]
    full: dict[str, dict[str, Place]] = {}
    short: dict[str, dict[str, Place]] = {}
    for place in places:
        for key in {name_key(place.name), without_article(name_key(place.name))}:
            full.setdefault(key, {})[place.code] = place
            for start in _first_words(key):
                short.setdefault(start, {})[place.code] = place
    return {key: tuple(found.values()) for key, found in (short | full).items()}


def _first_words(key: str) -> Iterable[str]:
    words = key.split()
    for size in range(1, len(words)):
        start = words[:size]
        if start[-1] not in _LINKS and not _GENERIC.issuperset(start) and len(" ".join(start)) >= _SHORTEST:
            yield " ".join(start)


def chip(areas: Sequence[Area], words: str, start: int, end: int) -> FilterChip:
    """The filter on the place that such words name; its senses are the homonyms."""
    first = areas[0]
    several = len(areas) > 1
    key = f"{first.field}:{_slug(name_key(words))}" if several else first.key
    label = words if several else first.label
    return FilterChip(
        key=key,
        field=first.field,
        label=label,
        any_of=tuple((area.condition,) for area in areas),
        group="place",
        words=words,
        start=start,
        end=end,
        place=first.place,
        senses=tuple(Sense(area.key, area.label, ((area.condition,),)) for area in areas) if several else (),
    )
