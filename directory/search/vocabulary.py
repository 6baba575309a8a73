"""The words of the nomenclatures as a search reads them: what each phrase filters on.

The same phrase in several lists asks for any of them: "ssiad" is a ROR offer of services, a FINESS
activity and a FINESS category of organizations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from directory import nomenclatures
from directory.nomenclatures import Term, phrase_key, phrase_keys
from directory.schedules import DAYS as WEEK
from directory.search.chips import AnyOf, Condition, Sense

# The lists that free words are looked up in, and their fields in the index; the first one names the filter.
FIELDS: Mapping[str, str] = {
    "profession": "profession",
    "savoir_faire": "specialty",
    "service_type": "service_type",
    "finess_category": "category",
    "finess_activity": "activity",
    "diet": "diet",
    "meal_temperature": "temperature",
    "day": "day",
    "availability": "availability",
    "conventionnement": "conventionnement",
    "funding": "funding",
    "access": "access",
    "operating_mode": "operating_mode",
    "mode": "mode",
    "audience": "audience",
}
_WISHES_OF_MEALS = ("diet", "meal_temperature")
# Ways to say several days, or yes to a question.
DAY_GROUPS: Mapping[str, tuple[str, ...]] = {
    "week end": ("sa", "su"), "weekend": ("sa", "su"), "we": ("sa", "su"), "fin de semaine": ("sa", "su"),
    "week ends": ("sa", "su"), "weekends": ("sa", "su"),
    "7j 7": WEEK, "7 j 7": WEEK, "7 jours sur 7": WEEK, "7 7": WEEK, "tous les jours": WEEK, "7j sur 7": WEEK,
    "toute la semaine": WEEK, "chaque jour": WEEK, "semaine complete": WEEK,
    "en semaine": WEEK[:5], "jours ouvres": WEEK[:5], "jours ouvrables": WEEK[:6],
}  # fmt: skip
YES: Mapping[str, tuple[str, ...]] = {
    "new_patients": (
        "nouveaux patients", "nouveau patient", "nouvelle patientèle", "prend de nouveaux patients",
        "prend des nouveaux patients", "prend des patients", "accepte de nouveaux patients",
        "accepte les nouveaux patients", "accepte nouveaux patients", "nouveau médecin traitant",
        "nouveaux clients", "new patients", "prennent de nouveaux patients", "prend des nouveaux",
        "prend encore", "prend encore des patients", "accepte encore", "prend du monde",
        "accepte des patients", "acceptent de nouveaux patients", "acceptant de nouveaux patients",
        "acceptant les nouveaux patients", "acceptant nouveaux patients", "acceptant des patients",
        "prenant de nouveaux patients", "prenant des patients",
    ),
    "home_visits": (
        "à domicile", "visite à domicile", "visites à domicile", "se déplace", "se déplacent", "vad",
        "déplacement à domicile", "soins au domicile", "au domicile", "home visits",
        "fait des visites", "font des visites", "visites au domicile", "faisant des visites",
        "vient à la maison", "viennent à la maison", "passe à la maison", "vient à domicile",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase asks for: the terms of its one sense, or of each when it is ambiguous."""

    key: str
    terms: Mapping[str, tuple[Term, ...]]  # by the name of the sense, "" when there is only one

    @property
    def field(self) -> str:
        """The field that names the filter."""
        return FIELDS[next(iter(self.terms.values()))[0].system]

    @property
    def is_one_thing(self) -> bool:
        """Whether the label of the first term says it all: "hôpital" is a CHR, a CH or a local hospital."""
        terms = [term for terms in self.terms.values() for term in terms]
        is_of_several = terms[0].system == "finess_category" and len({term.brief() for term in terms}) > 1
        return not is_of_several or any(_is_named(self.key, term) for term in terms)

    def senses(self) -> tuple[Sense, ...]:
        """With labels in the person's language."""
        name = f"{self.field}:{self.key.replace(' ', '-')}"
        return tuple(
            Sense(f"{name}={sense}" if sense else name, label_of(self.key, terms), any_of(terms))
            for sense, terms in self.terms.items()
        )


def label_of(key: str, terms: Sequence[Term]) -> str:
    """That of the term which the phrase names in full, else of the first."""
    named = (term for term in terms if _is_named(key, term))
    term = next(named, terms[0])
    return term.label() if term.system in _SAID_IN_FULL else term.brief()


def _is_named(key: str, term: Term) -> bool:
    return key in (phrase_key(term.short), phrase_key(term.label_fr))


_WITH = """
avec, avec une, avec la, avec de la, avec des, a de la, a des, ait de la, ait des, ont de la, ont des,
encore de la, encore des
"""
PLACES_LEFT = frozenset(
    f"{said.strip()} {places}" for said in _WITH.split(",") for places in ("place", "places")
)
_SAID_IN_FULL = ("day",)


def meaning(key: str) -> Meaning | None:
    """What the phrase of that key asks for."""
    terms = phrases().get(key)
    return Meaning(key, terms) if terms else None


def is_bent(key: str, words: Iterable[str]) -> bool:
    """Whether the key is an acronym and one of these folded words another form of it than its plural:
    “qui passe” is no PASS.
    """
    return key in acronyms() and any(
        word.isalpha() and word.startswith(key) and word not in (key, f"{key}s") for word in words
    )


@cache
def acronyms() -> frozenset[str]:
    """The keys of the short forms that are spelt in capitals."""
    shorts = (term.short for system in FIELDS for term in nomenclatures.terms(system).values())
    return frozenset(phrase_key(short) for short in shorts if short.isupper() and short.isalpha())


@cache
def phrases() -> Mapping[str, Mapping[str, tuple[Term, ...]]]:
    """The senses of every phrase, by its key, and the terms of each."""
    found: dict[str, dict[str, tuple[Term, ...]]] = {}
    for system in FIELDS:
        for term in nomenclatures.terms(system).values():
            for key, sense in _named_by(term):
                senses = found.setdefault(key, {})
                senses[sense] = (*senses.get(sense, ()), term)
    return {key: senses for key, senses in found.items() if not _says_two_things(key, found)}


def _says_two_things(key: str, phrases: Mapping[str, Mapping[str, tuple[Term, ...]]]) -> bool:
    """Whether a wish names what it is a wish of: "repas chaud" is a meal, and hot."""
    ((first, *_more), *_senses) = phrases[key].values()
    thing, _space, wish = key.partition(" ")
    if first.system not in _WISHES_OF_MEALS or thing not in phrases or wish not in phrases:
        return False
    return first in next(iter(phrases[wish].values()))


@cache
def longest() -> int:
    """Words in the longest phrase worth looking for."""
    return max(key.count(" ") + 1 for key in (*phrases(), *day_groups(), *yes_phrases()))


@cache
def day_groups() -> Mapping[str, tuple[str, ...]]:
    return {phrase_key(phrase): days for phrase, days in DAY_GROUPS.items()}


@cache
def yes_phrases() -> Mapping[str, str]:
    return {phrase_key(phrase): field for field, said in YES.items() for phrase in said}


def _named_by(term: Term) -> Iterable[tuple[str, str]]:
    """Each phrase that names a term, and the sense it has there; "" where it is not ambiguous."""
    marked = {}
    for synonym in term.synonyms:
        if synonym.startswith("?"):
            word, _, sense = synonym[1:].partition("=")
            marked[phrase_key(word)] = sense or term.code
    plain = {key for phrase in term.phrases() for key in phrase_keys(phrase)}
    yield from ((key, marked.get(key, "")) for key in plain)


def any_of(terms: Iterable[Term]) -> AnyOf:
    """One condition for each list the terms are of."""
    codes: dict[str, set[str]] = {}
    for term in terms:
        codes.setdefault(FIELDS[term.system], set()).add(term.code)
    return tuple((Condition(field, frozenset(found)),) for field, found in codes.items())
