"""The words that may be proposed for what somebody typed: of our places and of the nomenclatures.

Those of public entries are the engine's to know (`close_terms`). Each table is made when it is first
needed: only a search that finds nothing, or hardly anything, needs one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from core.text import fold
from directory import communes, nomenclatures
from directory.commune_file import name_key
from directory.communes import Place
from directory.nomenclatures import LITTLE_WORDS, phrase_key
from search.analysis import stem, tokens
from search.sounds import sound

# The nomenclatures whose words people type.
_NAMING = ("profession", "savoir_faire", "service_type", "finess_category", "audience", "diet", "day")
_SEVERAL = 2  # sounding words from which a name is told by its sound alone


@lru_cache(maxsize=4)
def words(here: frozenset[str]) -> Counter[str]:
    """Folded, with how often each one names something; `here`: the communes of our territories."""
    return names_of_places(here) + Counter(word for phrase in _phrases() for word in tokens(phrase))


@lru_cache(maxsize=4)
def names_of_places(here: frozenset[str]) -> Counter[str]:
    """The words of the names of our communes, former ones included."""
    return Counter(word for place in _places(here) for word in tokens(place.name))


@lru_cache(maxsize=4)
def by_sound(here: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The same words, by how they sound; the most frequent first."""
    written = {fold(word): word for phrase in _named(here) for word in _apart(phrase)}
    found: dict[str, list[str]] = {}
    for word, _often in words(here).most_common():
        if key := sound(written.get(word, word)):
            found.setdefault(key, []).append(word)
    return {key: tuple(alike) for key, alike in found.items()}


def place_sounding(said: str, here: frozenset[str]) -> str | None:
    """What a place is called whose whole name sounds like that: one of ours, else of our départements."""
    key = _sound_of_name(said)
    if not key:
        return None
    return _sounding(here).get(key) or (_sounding_beyond(here).get(key) if " " in key else None)


@lru_cache(maxsize=4)
def in_one_word(here: frozenset[str]) -> Mapping[str, str]:
    """What is written in several words, by its letters without any space: “portagerepas”."""
    found: dict[str, str] = {}
    for phrase in _named(here):
        several = fold(phrase.partition("(")[0]).replace("'", " ").split()
        bare = several[1:] if several[:1] and several[0] in LITTLE_WORDS else several
        telling = [word for word in several if word not in LITTLE_WORDS]
        for written in (several, bare, telling):
            if len(written) > 1:
                found.setdefault(joined_key("".join(written)), " ".join(written))
    return found


def with_accents(said: str, here: frozenset[str]) -> str:
    """Folded words as they are written: “kinesitherapeute” is proposed as “kinésithérapeute”."""
    return " ".join(_accented(here).get(word, word) for word in said.split())


@lru_cache(maxsize=4)
def _accented(here: frozenset[str]) -> Mapping[str, str]:
    """The words that are written with accents in one way only, by how they are folded."""
    found: dict[str, set[str]] = {}
    for phrase in _named(here):
        for word in map(str.lower, _apart(phrase)):
            if fold(word) != word:
                found.setdefault(fold(word), set()).add(word)
    return {folded: ways.pop() for folded, ways in found.items() if len(ways) == 1}


def joined_key(word: str) -> str:
    return stem(fold(word).replace(" ", "").replace("'", ""))


@cache
def phrase_keys() -> frozenset[str]:
    """The keys of everything that the nomenclatures name."""
    return frozenset(map(phrase_key, _phrases()))


@lru_cache(maxsize=4)
def _sounding(here: frozenset[str]) -> Mapping[str, str]:
    return _by_sound_of_name(_places(here))


@lru_cache(maxsize=4)
def _sounding_beyond(here: frozenset[str]) -> Mapping[str, str]:
    departements = {place.departement for place in _places(here)}
    return _by_sound_of_name(_places(frozenset().union(*map(communes.of_departement, departements))))


def _by_sound_of_name(places: Iterable[Place]) -> Mapping[str, str]:
    """The first one counts, where two sound alike."""
    found: dict[str, str] = {}
    for place in places:
        if key := _sound_of_name(place.name):
            found.setdefault(key, place.name)
    return found


def _sound_of_name(name: str) -> str:
    """The sounds of its words, without the little ones; "" when they are too few to tell a place."""
    said = [word for word in _apart(name) if fold(word) not in LITTLE_WORDS]
    sounds = [sound(name_key(word) if fold(word) in ("st", "ste") else word) for word in said]
    return " ".join(sounds) if all(sounds) and sum(map(len, sounds)) > _SEVERAL else ""


def _apart(phrase: str) -> list[str]:
    return phrase.replace("-", " ").replace("'", " ").replace("’", " ").replace(",", " ").split()


def _named(here: frozenset[str]) -> Iterable[str]:
    yield from (place.name for place in _places(here))
    yield from _phrases()


@cache
def _phrases() -> tuple[str, ...]:
    systems = (nomenclatures.terms(system).values() for system in _NAMING)
    return tuple(phrase for terms in systems for term in terms for phrase in term.phrases() if phrase)


@lru_cache(maxsize=8)
def _places(here: frozenset[str]) -> tuple[Place, ...]:
    """These communes in the order of their codes, then the former ones inside."""
    today = [place for code in sorted(here) if (place := communes.by_code(code))]
    return (*today, *(former for place in today for former in communes.formers_of(place.code)))
