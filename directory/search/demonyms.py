"""The country around a town, as people call it: le Saumurois, le Loudunais, le Thouarsais."""

from collections.abc import Mapping
from functools import lru_cache

from directory import communes
from directory.commune_file import name_key
from directory.communes import Group
from directory.search import places
from directory.search.places import Area, Territories

ENDINGS = ("nais", "lais", "lois", "ais", "ois")
_SHORTEST = 5  # letters of a town's name that others may be made of
_GENERIC_WORDS = "cc ca cu pays du de la le les des d l communaute communes agglomeration"
_GENERIC = frozenset(_GENERIC_WORDS.split())


def epci_called(word: str, where: Territories) -> Area | None:
    """One of our groups of communes that has nothing but this word for a name."""
    group = _by_one_word(where.ours).get(word)
    return places.group_named(group.name, where, told=True) if group else None


def town_called(word: str, where: Territories) -> list[Area]:
    """One of our towns, from what its country is called."""
    for ending in ENDINGS:
        town = word.removesuffix(ending)
        if town != word and len(town) >= _SHORTEST and (found := places.whole_name(town, where)):
            return found
    return []


@lru_cache(maxsize=8)
def _by_one_word(ours: frozenset[str]) -> Mapping[str, Group]:
    sirens = {place.epci for code in ours if (place := communes.by_code(code)) is not None}
    groups = (group for siren in sorted(filter(None, sirens)) if (group := communes.epci(siren)))
    named = ((name_key(group.name).split(), group) for group in groups)
    telling = (([word for word in words if word not in _GENERIC], group) for words, group in named)
    return {words[0]: group for words, group in telling if len(words) == 1}
